package io.crowdfundfix;

import io.crowdfundfix.fault.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was typed.
 *
 * @param command SERVE unless another was named
 * @param operands what follows a command, such as a file
 * @param options {@code --name value} or {@code --name=value} of a command that has its own
 * @param settings {@code --key=value}
 */
record CommandLine(
        Command command,
        List<String> operands,
        Map<String, String> options,
        @Nullable Path configFile,
        Map<String, String> settings) {
    private static final Set<Command> OWN_OPTIONS = Set.of(Command.TRAIN, Command.EVALUATE);
    private static final Set<Command> WITH_OPERANDS =
            Set.of(Command.ANALYZE, Command.VERIFY_LEDGER, Command.MAKE_ADMIN);
    private static final Map<String, Command> COMMANDS = Map.of(
            "analyze", Command.ANALYZE,
            "verify-ledger", Command.VERIFY_LEDGER,
            "train", Command.TRAIN,
            "evaluate", Command.EVALUATE,
            "rebuild-analytics", Command.REBUILD_ANALYTICS,
            "make-admin", Command.MAKE_ADMIN);
    private static final Path USUAL_FILE = Path.of("conf", "default.json");

    enum Command {
        SERVE,
        ANALYZE,
        TRAIN,
        EVALUATE,
        REBUILD_ANALYTICS,
        MAKE_ADMIN,
        VERIFY_LEDGER,
        HELP,
        VERSION
    }

    CommandLine {
        operands = List.copyOf(operands);
        options = Map.copyOf(options);
        settings = Map.copyOf(settings);
    }

    /** Fails as INVALID when a word makes no sense. */
    static CommandLine parse(List<String> words) {
        Command command = Command.SERVE;
        List<String> operands = new ArrayList<>();
        Path file = Files.exists(USUAL_FILE) ? USUAL_FILE : null;
        Map<String, String> settings = new LinkedHashMap<>();
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--help") || word.equals("-h")) {
                command = Command.HELP;
            } else if (word.equals("--version")) {
                command = Command.VERSION;
            } else if (word.equals("--conf")) {
                i++;
                file = Path.of(i < words.size() ? words.get(i) : missingFile());
            } else if (word.startsWith("--conf=")) {
                file = Path.of(word.substring("--conf=".length()));
            } else if (OWN_OPTIONS.contains(command) && isOption(word)) {
                i += option(word, i + 1 < words.size() ? words.get(i + 1) : "", options);
            } else if (word.startsWith("--")) {
                setting(word, settings);
            } else if (command == Command.SERVE && COMMANDS.containsKey(word)) {
                command = COMMANDS.get(word);
            } else if (WITH_OPERANDS.contains(command)) {
                operands.add(word);
            } else {
                throw Fault.invalid(
                        word,
                        "is not a command. Commands: analyze FILE|-, verify-ledger FILE|-, train, evaluate,"
                                + " rebuild-analytics, make-admin EMAIL; none starts the server");
            }
        }
        return new CommandLine(command, operands, options, file, settings);
    }

    /** Settings have a dot in their name, options of a command have none. */
    private static boolean isOption(String word) {
        return word.startsWith("--") && word.split("=", 2)[0].indexOf('.') < 0;
    }

    /** How many further words the option took. */
    private static int option(String word, String next, Map<String, String> options) {
        int equals = word.indexOf('=');
        if (equals > 0) {
            options.put(word.substring(2, equals), word.substring(equals + 1));
            return 0;
        }
        if (next.isEmpty() || next.startsWith("--")) {
            throw Fault.invalid(word, "needs a value: " + word + " VALUE");
        }
        options.put(word.substring(2), next);
        return 1;
    }

    private static String missingFile() {
        throw Fault.invalid("--conf", "needs a file");
    }

    private static void setting(String word, Map<String, String> settings) {
        int equals = word.indexOf('=');
        if (equals < 0) {
            throw Fault.invalid(word, "needs a value: " + word + "=VALUE");
        }
        settings.put(word.substring(2, equals), word.substring(equals + 1));
    }
}
