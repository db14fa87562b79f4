package io.crowdfundfix.bugs;

import static io.crowdfundfix.bus.Endpoint.endpoint;

import com.fasterxml.jackson.annotation.JsonValue;
import io.crowdfundfix.bugs.BugsApi.BugIds;
import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import io.crowdfundfix.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What other parts may ask of what people have said of duplicates. */
public final class DuplicatesApi {
    public static final Endpoint<SuggestDuplicate, SaidDuplicate> SUGGEST = endpoint("bugs.suggest_duplicate");
    public static final Endpoint<DecideDuplicate, SaidDuplicate> DECIDE = endpoint("bugs.decide_duplicate");
    public static final Endpoint<ListDuplicates, DuplicateViews> LIST = endpoint("bugs.list_duplicates");
    public static final Endpoint<ListRejected, BugIds> LIST_REJECTED = endpoint("bugs.list_rejected");
    public static final Endpoint<CountDecisions, DecisionCounts> COUNT_DECISIONS = endpoint("bugs.count_decisions");

    private DuplicatesApi() {}

    /** What is said of a pair of bugs. */
    public enum DuplicateState {
        SUGGESTED,
        CONFIRMED,
        REJECTED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How alike the engine finds a pair, as a person sees it when he decides.
     *
     * @param score −1…1; null where the engine cannot say
     */
    public record Likeness(@Nullable Double score, List<String> evidence) {
        public Likeness {
            evidence = List.copyOf(evidence);
        }
    }

    public record SuggestDuplicate(Caller caller, long bug, long other, Likeness likeness) implements BusMessage {}

    /** Confirms or rejects that two bugs are the same; either of them may be named first. */
    public record DecideDuplicate(Caller caller, long bug, long other, boolean confirmed, Likeness likeness)
            implements BusMessage {}

    /**
     * What is now said of a pair.
     *
     * @param changed false where it was said before
     */
    public record SaidDuplicate(DuplicateView duplicate, boolean changed) implements BusMessage {}

    public record ListDuplicates(long bug) implements BusMessage {}

    /** The other bug of a pair. A bug of the same group that was never paired with this one is confirmed by nobody. */
    public record DuplicateView(
            long bugId,
            String title,
            DuplicateState state,
            @Nullable Double score,
            List<String> evidence,
            @Nullable Long suggestedBy,
            @Nullable Long decidedBy,
            @Nullable Instant decidedAt) {
        public DuplicateView {
            evidence = List.copyOf(evidence);
        }
    }

    public record DuplicateViews(List<DuplicateView> duplicates) implements BusMessage {
        public DuplicateViews {
            duplicates = List.copyOf(duplicates);
        }
    }

    /** Asks which bugs were judged to be others than this one; of a bug that is not there, none. */
    public record ListRejected(long bug) implements BusMessage {}

    public record CountDecisions() implements BusMessage {}

    /**
     * Decisions on pairs whose score was known.
     *
     * @param since the first of them; null if there is none
     */
    public record DecisionCounts(
            List<DecisionBand> bands, @Nullable Instant since) implements BusMessage {
        public DecisionCounts {
            bands = List.copyOf(bands);
        }
    }

    /**
     * Decisions on pairs of about the same score.
     *
     * @param tenth the score's tenth: 7 for 0.7 to 0.8; 0 also holds what is lower, 9 what is higher
     */
    public record DecisionBand(int tenth, long decided, long confirmed) {}
}
