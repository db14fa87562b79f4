package io.crowdfundfix.engine.code;

import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSInputEncoding;
import org.treesitter.TSLanguage;
import org.treesitter.TSParser;
import org.treesitter.TSTree;

/** Parses by tree-sitter, whose library is native: where it does not load, nothing is parsed and that is logged once for each language. */
final class SyntaxTrees {
    private static final Logger LOG = System.getLogger(SyntaxTrees.class.getName());
    private static final long MAX_NANOS = 3_000_000_000L;
    private static final int CHUNK_BYTES = 1 << 16;
    private static final Map<Language, Optional<TSLanguage>> LOADED = new EnumMap<>(Language.class);

    private SyntaxTrees() {}

    /** Null if the text cannot be parsed here, or not in time. */
    static @Nullable Declarations declarations(Language language, String text) {
        TSLanguage loaded = loaded(language).orElse(null);
        if (loaded == null) {
            return null;
        }
        long end = System.nanoTime() + MAX_NANOS;
        try (TSParser parser = new TSParser()) {
            parser.setLanguage(loaded);
            TSTree tree = parse(parser, text.getBytes(StandardCharsets.UTF_16LE), end);
            return tree == null ? null : walk(tree, new Declarations(language.grammar(), text, end));
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Logger.Level.DEBUG, "a file was not parsed", e);
            return null;
        }
    }

    private static Declarations walk(TSTree tree, Declarations declarations) {
        try (tree) {
            declarations.walk(tree.getRootNode());
            return declarations;
        }
    }

    private static @Nullable TSTree parse(TSParser parser, byte[] bytes, long end) {
        return parser.parseWithOptions(
                new byte[CHUNK_BYTES],
                null,
                (chunk, offset, place) -> {
                    int length = Math.max(0, Math.min(chunk.length, bytes.length - offset));
                    System.arraycopy(bytes, bytes.length - Math.max(0, bytes.length - offset), chunk, 0, length);
                    return length;
                },
                TSInputEncoding.TSInputEncodingUTF16LE,
                state -> System.nanoTime() > end);
    }

    private static Optional<TSLanguage> loaded(Language language) {
        synchronized (LOADED) {
            return LOADED.computeIfAbsent(language, SyntaxTrees::load);
        }
    }

    private static Optional<TSLanguage> load(Language language) {
        try {
            return Optional.of(language.parser().get());
        } catch (RuntimeException | LinkageError e) {
            LOG.log(
                    Logger.Level.WARNING,
                    "files of {0} are read as plain words: its parser does not load: {1}",
                    language,
                    e);
            return Optional.empty();
        }
    }
}
