package io.crowdfundfix.localisation;

import static io.crowdfundfix.bus.Endpoint.endpoint;

import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import io.crowdfundfix.fault.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What other parts may ask of localisation, and the one thing that it asks of whoever runs the encoder. */
public final class LocalisationApi {
    public static final int MAX_LIMIT = 50;
    /** Longest text of which a meaning is asked, in characters. */
    public static final int MAX_TEXT = 4_000;

    private static final int MAX_TEXTS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    public static final Endpoint<Locate, Located> LOCATE =
            LocalisationApi.<Locate, Located>waiting("locate").atMost(64);
    /** Served by whoever runs the encoder; without it an index has words alone. */
    public static final Endpoint<EmbedCode, CodeMeanings> EMBED_CODE =
            LocalisationApi.<EmbedCode, CodeMeanings>waiting("embed_code").atMost(8);

    private LocalisationApi() {}

    private static <Q extends BusMessage, R extends BusMessage> Endpoint<Q, R> waiting(String verb) {
        return LocalisationApi.<Q, R>named(verb).within(PATIENCE);
    }

    private static <Q extends BusMessage, R extends BusMessage> Endpoint<Q, R> named(String verb) {
        return endpoint("localisation." + verb);
    }

    /**
     * Asks which files of a repository the fix of a report will touch.
     *
     * @param bug that it is the report of, whose own fix says nothing new; null where it is not stored
     * @param meaning of title and description; null where no encoder could be asked
     */
    public record Locate(
            long repository,
            @Nullable Long bug,
            String title,
            String description,
            @Nullable String stackTrace,
            @Nullable TextMeaning meaning,
            int limit)
            implements BusMessage {
        public Locate {
            Check.that().range("limit", limit, 1, MAX_LIMIT).done();
        }
    }

    /**
     * What a text means.
     *
     * @param model only vectors of the same one can be compared
     * @param base64 of a unit vector's floats, little-endian
     */
    public record TextMeaning(String model, String base64) {}

    /**
     * The likeliest files, the best first.
     *
     * @param revision of the repository that was searched
     */
    public record Located(long repository, String revision, List<Suspect> suspects) implements BusMessage {
        public Located {
            suspects = List.copyOf(suspects);
        }
    }

    /**
     * A file that the fix may touch.
     *
     * @param score orders the files of one answer, higher first
     * @param probability that the fix touches it, 0…1, as it held on other projects; null where no trained model says
     * @param methods of the file that the report points at
     * @param reasons in words, the strongest first
     * @param lastChangedBy null where history does not say
     * @param link to the file at the host of its repository, at the revision that was searched; null where the host is unknown
     */
    public record Suspect(
            String path,
            double score,
            @Nullable Double probability,
            List<SuspectMethod> methods,
            List<String> reasons,
            @Nullable LastChange lastChangedBy,
            @Nullable String link) {
        public Suspect {
            methods = List.copyOf(methods);
            reasons = List.copyOf(reasons);
        }
    }

    /** A method and its lines, counted from 1. */
    public record SuspectMethod(String name, int firstLine, int lastLine) {}

    /** Who changed a file last. */
    public record LastChange(String name, Instant at) {}

    /** Asks what pieces of code mean. */
    public record EmbedCode(List<String> texts) implements BusMessage {
        public EmbedCode {
            Check check = Check.that().size("texts", texts, MAX_TEXTS);
            texts.forEach(text -> check.text("texts", text, 0, MAX_TEXT));
            check.done();
            texts = List.copyOf(texts);
        }
    }

    /**
     * What pieces of code mean, in their order.
     *
     * @param base64 of each unit vector's floats, little-endian
     */
    public record CodeMeanings(String model, List<String> base64) implements BusMessage {
        public CodeMeanings {
            base64 = List.copyOf(base64);
        }
    }
}
