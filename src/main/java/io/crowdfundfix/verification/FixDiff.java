package io.crowdfundfix.verification;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a fix changes.
 *
 * @param message what a commit says of itself before its diff; empty where there is none
 * @param sha256 of the text, in hex
 */
record FixDiff(String message, List<ChangedFile> files, String text, String sha256) {
    private static final int LONGEST_TELLING = 6_000;

    FixDiff {
        files = List.copyOf(files);
    }

    FixDiff saying(String words) {
        return new FixDiff(words, files, text, sha256);
    }

    int lines() {
        return files.stream().mapToInt(ChangedFile::lines).sum();
    }

    List<ChangedFile> tests() {
        return files.stream().filter(ChangedFile::isTest).toList();
    }

    /**
     * The change in words, for a model that reads messages: what it says of itself, else the files and places as a change log
     * has them, then the comments it adds.
     */
    String telling() {
        StringBuilder told = new StringBuilder(message);
        for (ChangedFile file : files) {
            if (told.length() > LONGEST_TELLING) {
                break;
            }
            if (!file.isTest()) {
                String places = file.places().stream().distinct().limit(5).collect(Collectors.joining(", "));
                told.append('\n').append(file.name());
                told.append(places.isEmpty() ? "" : " (" + places + ")");
            }
        }
        files.stream()
                .flatMap(file -> file.added().stream())
                .map(String::strip)
                .filter(FixDiff::isComment)
                .limit(40)
                .forEach(line -> told.append('\n').append(line));
        String whole = told.toString().strip();
        return whole.length() > LONGEST_TELLING ? whole.substring(0, LONGEST_TELLING) : whole;
    }

    private static boolean isComment(String line) {
        return line.startsWith("//") || line.startsWith("#") || line.startsWith("*") || line.startsWith("/*");
    }
}
