package io.crowdfundfix.bugs;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a bug stands, and where it can go from there. */
public enum Status {
    OPEN,
    IN_PROGRESS,
    IN_REVIEW,
    RESOLVED,
    CLOSED;

    /** What may come next: forward one step, back one step, close what will not be fixed, reopen what was not over. */
    List<Status> next() {
        return switch (this) {
            case OPEN -> List.of(IN_PROGRESS, CLOSED);
            case IN_PROGRESS -> List.of(IN_REVIEW, OPEN);
            case IN_REVIEW -> List.of(RESOLVED, IN_PROGRESS);
            case RESOLVED -> List.of(CLOSED, OPEN);
            case CLOSED -> List.of(OPEN);
        };
    }

    /** The steps that lead on to another status, with it; none where it is not ahead, or nothing. */
    List<Status> until(@Nullable Status ahead) {
        return ahead == null
                ? List.of()
                : Arrays.stream(values())
                        .filter(status -> status.compareTo(this) > 0 && status.compareTo(ahead) <= 0)
                        .toList();
    }

    /** What a developer may do with a bug that is assigned to him: work on it and hand it in. */
    List<Status> nextForDeveloper() {
        return switch (this) {
            case OPEN -> List.of(IN_PROGRESS);
            case IN_PROGRESS -> List.of(IN_REVIEW, OPEN);
            case IN_REVIEW -> List.of(IN_PROGRESS);
            case RESOLVED, CLOSED -> List.of();
        };
    }
}
