package io.crowdfundfix.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Passages of 8 to 24 words out of the texts and sources of a data folder, each only once, shuffled the same way every time. */
final class RealTexts {
    private static final List<String> FILES = List.of(
            "duplicates.corpus*.gz",
            "story_points*.train*.gz",
            "jira_triage*.train*.gz",
            "fault_loc*.train*.gz",
            "fault_loc*.corpus*.gz",
            "issue_type*.train*.gz",
            "fix_match*.train*.gz");
    private static final List<String> FIELDS =
            List.of("title", "text", "description", "body", "commit_message", "source");
    private static final int FEWEST_WORDS = 8;
    private static final int MOST_WORDS = 24;
    private static final int MOST_CHARACTERS = 220;

    private final Set<Long> seen = new HashSet<>();
    private final List<String> passages = new ArrayList<>();

    private RealTexts() {}

    static List<String> in(Path folder) throws IOException {
        RealTexts texts = new RealTexts();
        for (String pattern : FILES) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
                List<Path> sorted = new ArrayList<>();
                files.forEach(sorted::add);
                Collections.sort(sorted);
                for (Path file : sorted) {
                    texts.read(file);
                }
            }
        }
        Collections.shuffle(texts.passages, new Random(1));
        return texts.passages;
    }

    private void read(Path file) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode row = Json.wire().readTree(line);
                for (String field : FIELDS) {
                    cut(row.path(field).asText());
                }
            }
        }
    }

    /** Sentences and lines are joined until they are long enough; very long ones are cut. */
    private void cut(String text) {
        StringBuilder passage = new StringBuilder();
        int words = 0;
        for (String part : text.split("(?<=[.!?;{}])\\s+|\\n")) {
            for (String word : part.strip().split("\\s+")) {
                passage.append(passage.isEmpty() ? "" : " ").append(word);
                words++;
                if (words >= MOST_WORDS || passage.length() >= MOST_CHARACTERS) {
                    take(passage, words);
                    words = 0;
                }
            }
            if (words >= FEWEST_WORDS) {
                take(passage, words);
                words = 0;
            }
        }
    }

    private void take(StringBuilder passage, int words) {
        String text = passage.length() > MOST_CHARACTERS ? passage.substring(0, MOST_CHARACTERS) : passage.toString();
        passage.setLength(0);
        long letters = text.chars().filter(Character::isLetter).count();
        if (words >= FEWEST_WORDS && letters >= 2L * FEWEST_WORDS && seen.add(hash(text))) {
            passages.add(text);
        }
    }

    /** Of the letters alone: passages that differ in numbers and marks only count as one. */
    private static long hash(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        long hash = 1_125_899_906_842_597L;
        for (int i = 0; i < lower.length(); i++) {
            if (Character.isLetter(lower.charAt(i))) {
                hash = 31 * hash + lower.charAt(i);
            }
        }
        return hash;
    }
}
