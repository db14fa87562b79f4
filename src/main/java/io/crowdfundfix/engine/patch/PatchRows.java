package io.crowdfundfix.engine.patch;

import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.fault.Fault;

/** Reads patches from data rows. Ids, file names and tools name the verdict in the public data: no prediction reads them. */
final class PatchRows {
    private static final String DEVELOPER = "developer";

    private PatchRows() {}

    /** False for patches that people wrote. */
    static boolean byTool(Row row) {
        return !row.text("tool").contains(DEVELOPER);
    }

    static boolean incorrect(Row row) {
        String label = row.required("label");
        if (!label.equals("0") && !label.equals("1")) {
            throw Fault.invalid(
                    row.file() + ":" + row.number(), "label must be 0 (correct) or 1 (incorrect): " + label);
        }
        return label.equals("1");
    }
}
