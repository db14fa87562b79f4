package io.crowdfundfix.engine.patch;

import java.util.List;

/** The tokens that a patch adds and removes. */
record PatchCode(List<String> added, List<String> removed) {
    PatchCode {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    static PatchCode of(String diff) {
        PatchLines lines = PatchLines.of(diff);
        return new PatchCode(CodeTokens.of(lines.added()), CodeTokens.of(lines.removed()));
    }
}
