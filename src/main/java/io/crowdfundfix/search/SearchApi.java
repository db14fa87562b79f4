package io.crowdfundfix.search;

import io.crowdfundfix.bugs.BugsApi.BugFilter;
import io.crowdfundfix.bugs.BugsApi.BugView;
import io.crowdfundfix.bugs.BugsApi.Sort;
import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What other parts may ask of the search. */
public final class SearchApi {
    public static final Endpoint<SearchBugs, FoundPage> SEARCH_BUGS =
            Endpoint.<SearchBugs, FoundPage>endpoint("search.search_bugs").within(Duration.ofSeconds(10));

    private SearchApi() {}

    /**
     * Bugs that match a text and a filter.
     *
     * @param sort null ranks by how well they match
     */
    public record SearchBugs(
            String text,
            BugFilter filter,
            @Nullable Sort sort,
            int limit,
            @Nullable String cursor) implements BusMessage {}

    /**
     * A bug that was found, and where the words stand in it; a bug found by its meaning alone has no highlights.
     */
    public record FoundBug(BugView bug, List<Highlight> highlights) {
        public FoundBug {
            highlights = List.copyOf(highlights);
        }
    }

    /**
     * A piece of a field in which words of the question stand. It is plain text.
     *
     * @param spans the words, from the first to the last
     */
    public record Highlight(String field, String snippet, List<Span> spans) {
        public Highlight {
            spans = List.copyOf(spans);
        }
    }

    /** A range of a snippet in UTF-16 code units, its end exclusive. */
    public record Span(int start, int end) {}

    /**
     * A part of what was found.
     *
     * @param next where the next page starts; null on the last one
     */
    public record FoundPage(List<FoundBug> bugs, @Nullable String next) implements BusMessage {
        public FoundPage {
            bugs = List.copyOf(bugs);
        }
    }
}
