package io.crowdfundfix.verification;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.verification.ChangedFile.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.patch.FileHeader;
import org.eclipse.jgit.patch.FormatError;
import org.eclipse.jgit.patch.HunkHeader;
import org.eclipse.jgit.patch.Patch;
import org.eclipse.jgit.util.QuotedString;
import org.jspecify.annotations.Nullable;

/** Reads what {@code git diff}, {@code git format-patch} and GitHub write: moved and binary files, changed modes, files without a last line break. */
final class DiffReader {
    static final int MAX_BYTES = 2 * 1024 * 1024;
    static final int MAX_FILES = 300;
    static final int MAX_LINES = 50_000;

    private static final int LONGEST_PATH = 1_000;
    private static final int LONGEST_LINE = 2_000;
    /** Git writes 80; of a name as long as a file the search for it takes the square of the time. */
    private static final int LONGEST_HEADING = 200;

    private static final int LONGEST_MESSAGE = 4_000;
    private static final Pattern HEADING = Pattern.compile("^@@ [^@]*@@ ?(.*)$");
    private static final Pattern PLACE = Pattern.compile("([A-Za-z_$][\\w$.:]*)\\s*(?=[({:<]|$)");
    private static final Pattern FIRST_FILE = Pattern.compile("(?m)^(diff --git |--- [^\\n]|Index: )");
    private static final Pattern SUBJECT = Pattern.compile("(?m)^Subject: (?:\\[PATCH[^]]*] )?(.*(?:\\n .*)*)$");

    private DiffReader() {}

    /** Fails as INVALID for {@code diff} where it is none, is cut off, or is too large. */
    static FixDiff read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        require(bytes.length <= MAX_BYTES, "must have at most " + MAX_BYTES + " bytes, has " + bytes.length);
        long lines = text.chars().filter(c -> c == '\n').count();
        require(lines <= MAX_LINES, "must have at most " + MAX_LINES + " lines, has " + lines);
        Patch patch = parsed(bytes);
        patch.getErrors().stream()
                .filter(error -> error.getSeverity() == FormatError.Severity.ERROR)
                .findFirst()
                .ifPresent(error -> require(false, "is not a whole unified diff: " + error.getMessage()));
        List<? extends FileHeader> files = patch.getFiles();
        require(!files.isEmpty(), "must be a unified diff as git diff writes it: no changed file was found");
        require(files.size() <= MAX_FILES, "must change at most " + MAX_FILES + " files, changes " + files.size());
        return new FixDiff(message(text), files.stream().map(DiffReader::file).toList(), text, sha256(bytes));
    }

    /** The parser runs over the end of some texts that are cut off. */
    private static Patch parsed(byte[] bytes) {
        try {
            Patch patch = new Patch();
            patch.parse(bytes, 0, bytes.length);
            return patch;
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw Fault.invalid("diff", "is not a whole unified diff");
        }
    }

    private static ChangedFile file(FileHeader header) {
        String oldPath = path(header.getOldPath());
        String newPath = path(header.getNewPath());
        Kind kind = switch (header.getChangeType()) {
            case ADD, COPY -> Kind.ADDED;
            case DELETE -> Kind.DELETED;
            case RENAME -> Kind.MOVED;
            case MODIFY -> oldPath.equals(newPath) ? Kind.MODIFIED : Kind.MOVED;
        };
        List<String> places = new ArrayList<>();
        List<String> added = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        for (HunkHeader hunk : header.getHunks()) {
            String[] lines = hunkText(header, hunk).split("\n");
            place(lines[0], places);
            for (int i = 1; i < lines.length; i++) {
                if (lines[i].startsWith("+")) {
                    added.add(line(lines[i]));
                } else if (lines[i].startsWith("-")) {
                    removed.add(line(lines[i]));
                }
            }
        }
        boolean binary = header.getPatchType() != FileHeader.PatchType.UNIFIED;
        String path = kind == Kind.DELETED ? oldPath : newPath;
        return new ChangedFile(path, kind == Kind.ADDED ? newPath : oldPath, kind, binary, places, added, removed);
    }

    private static String hunkText(FileHeader header, HunkHeader hunk) {
        int from = hunk.getStartOffset();
        return new String(header.getBuffer(), from, hunk.getEndOffset() - from, StandardCharsets.UTF_8);
    }

    private static String line(String marked) {
        String bare = marked.substring(1);
        return bare.length() > LONGEST_LINE ? bare.substring(0, LONGEST_LINE) : bare;
    }

    private static void place(String heading, List<String> places) {
        Matcher named = HEADING.matcher(heading.strip());
        if (named.matches() && !named.group(1).isBlank()) {
            Matcher place = PLACE.matcher(named.group(1).length() > LONGEST_HEADING ? "" : named.group(1));
            if (place.find()) {
                places.add(place.group(1));
            }
        }
    }

    /** Git quotes names with other letters than ASCII's, and puts a tab behind one with a blank, of which the parser leaves traces. */
    private static String path(@Nullable String parsed) {
        if (parsed == null) {
            throw Fault.invalid("diff", "is not a whole unified diff: a file has no name");
        }
        require(parsed.length() <= LONGEST_PATH, "must not name a file with more than " + LONGEST_PATH + " letters");
        String bare = parsed.replaceFirst("\t+$", "");
        boolean quoted = bare.endsWith("\"");
        String path = quoted ? QuotedString.GIT_PATH.dequote("\"" + bare.replaceFirst("^\"", "")) : bare;
        require(
                path.chars().noneMatch(Character::isISOControl),
                "must not name a file with a control character in it, not even quoted (such as \\000 or \\n): rename the file");
        return path;
    }

    /** What a commit says of itself before its first file: subject and body; empty where it says nothing. */
    static String message(String patch) {
        Matcher file = FIRST_FILE.matcher(patch);
        String before = file.find() ? patch.substring(0, file.start()) : patch;
        String bounded = before.length() > LONGEST_MESSAGE ? before.substring(0, LONGEST_MESSAGE) : before;
        Matcher subject = SUBJECT.matcher(bounded);
        String told = bounded;
        if (subject.find()) {
            int body = bounded.indexOf("\n\n", subject.end());
            told = subject.group(1) + (body < 0 ? "" : bounded.substring(body));
        }
        int statistics = told.indexOf("\n---");
        return (statistics < 0 ? told : told.substring(0, statistics)).strip();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw Fault.invalid("diff", message);
        }
    }
}
