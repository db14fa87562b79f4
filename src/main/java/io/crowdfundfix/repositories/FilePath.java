package io.crowdfundfix.repositories;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which paths of a tree are read: those that any system could have as a file below the folder of the repository. */
final class FilePath {
    static final int MAX_LENGTH = 500;
    private static final int MAX_DEPTH = 64;
    private static final Pattern CONTROL = Pattern.compile(".*\\p{Cntrl}.*", Pattern.DOTALL);
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

    private static final Map<String, String> LANGUAGE_BY_ENDING = Map.ofEntries(
            Map.entry("java", "java"),
            Map.entry("kt", "kotlin"),
            Map.entry("scala", "scala"),
            Map.entry("groovy", "groovy"),
            Map.entry("js", "javascript"),
            Map.entry("mjs", "javascript"),
            Map.entry("jsx", "javascript"),
            Map.entry("ts", "typescript"),
            Map.entry("tsx", "typescript"),
            Map.entry("py", "python"),
            Map.entry("go", "go"),
            Map.entry("rs", "rust"),
            Map.entry("c", "c"),
            Map.entry("h", "c"),
            Map.entry("cc", "cpp"),
            Map.entry("cpp", "cpp"),
            Map.entry("cxx", "cpp"),
            Map.entry("hpp", "cpp"),
            Map.entry("cs", "csharp"),
            Map.entry("rb", "ruby"),
            Map.entry("php", "php"),
            Map.entry("swift", "swift"),
            Map.entry("sh", "shell"),
            Map.entry("sql", "sql"),
            Map.entry("html", "html"),
            Map.entry("css", "css"),
            Map.entry("xml", "xml"),
            Map.entry("json", "json"),
            Map.entry("yaml", "yaml"),
            Map.entry("yml", "yaml"),
            Map.entry("md", "markdown"));

    private FilePath() {}

    /** The path as text; null where it is not read. */
    static @Nullable String of(byte[] raw) {
        if (raw.length > MAX_LENGTH * 4) {
            return null;
        }
        try {
            String path = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
            return isRead(path) ? path : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    static boolean isRead(String path) {
        return path.length() <= MAX_LENGTH && !CONTROL.matcher(path).matches() && staysBelow(path);
    }

    /** Whether this is the relative path of a file, wherever it is unpacked. */
    static boolean staysBelow(String path) {
        String[] parts = path.split("/", -1);
        return !path.isEmpty()
                && path.indexOf('\0') < 0
                && path.indexOf('\\') < 0
                && !DRIVE.matcher(path).matches()
                && parts.length <= MAX_DEPTH
                && Arrays.stream(parts)
                        .noneMatch(part -> part.isEmpty()
                                || part.equals(".")
                                || part.equals("..")
                                || part.equalsIgnoreCase(".git"));
    }

    /** What a file is written in, by its ending; null where that says nothing. */
    static @Nullable String language(String path) {
        int dot = path.lastIndexOf('.');
        return dot <= path.lastIndexOf('/')
                ? null
                : LANGUAGE_BY_ENDING.get(path.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
