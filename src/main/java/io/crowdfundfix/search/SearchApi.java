package io.crowdfundfix.search;

import io.crowdfundfix.bugs.BugsApi.BugFilter;
import io.crowdfundfix.bugs.BugsApi.BugPage;
import io.crowdfundfix.bugs.BugsApi.Sort;
import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What other parts may ask of the search. */
public final class SearchApi {
    public static final Endpoint<SearchBugs, BugPage> SEARCH_BUGS =
            Endpoint.<SearchBugs, BugPage>endpoint("search.search_bugs").within(Duration.ofSeconds(10));

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
}
