package io.crowdfundfix.repositories;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a repository comes from. */
public enum RepositorySource {
    URL,
    PATH,
    ARCHIVE;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
