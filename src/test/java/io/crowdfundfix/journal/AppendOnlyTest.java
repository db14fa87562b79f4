package io.crowdfundfix.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AppendOnlyTest {
    private static final Pattern CHANGES_THE_LOG = Pattern.compile(
            "(update|delete\\s+from|truncate(\\s+table)?|merge\\s+into|drop\\s+table)\\s+audit_log",
            Pattern.CASE_INSENSITIVE);

    @Test
    void noStatementChangesOrDeletesAnEntryOfTheAuditLog() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src", "main"))) {
            List<Path> found = sources.filter(path -> path.toString().matches(".*\\.(java|sql)"))
                    .filter(path -> CHANGES_THE_LOG.matcher(text(path)).find())
                    .toList();
            assertEquals(List.of(), found);
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
