package io.crowdfundfix.engine.triage;

import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.learn.Vocabulary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Trackers inside a model file: names once, times in minutes, words as positions of sixteen bits, vectors as their signs. Holds no text. */
final class TrackerFile {
    private static final double MINUTES = Duration.ofDays(1).toMinutes();
    private static final int OPEN = Integer.MIN_VALUE;
    private static final int COLUMNS = 8;
    private static final int HALF_INT = 16;

    private TrackerFile() {}

    /** Numbers names in the order of their first use. */
    private static final class Names {
        private final Map<String, Integer> nameToNumber = new LinkedHashMap<>();

        int number(String name) {
            return nameToNumber.computeIfAbsent(name, unseen -> nameToNumber.size());
        }
    }

    static void save(Map<String, Tracker> projectToPast, Tensors.Builder tensors) {
        List<Ticket> tickets = projectToPast.keySet().stream()
                .sorted()
                .flatMap(project -> Objects.requireNonNull(projectToPast.get(project)).tickets().stream())
                .toList();
        Names names = new Names();
        int[] table = new int[COLUMNS * tickets.size()];
        int at = 0;
        for (Ticket ticket : tickets) {
            table[at++] = ticket.key();
            table[at++] = names.number(ticket.project());
            table[at++] = names.number(ticket.reporter());
            table[at++] = names.number(ticket.assignee());
            table[at++] = names.number(ticket.priority());
            table[at++] = names.number(String.join(";", ticket.components()));
            table[at++] = (int) Math.round(ticket.created() * MINUTES);
            table[at++] = Double.isNaN(ticket.resolved()) ? OPEN : (int) Math.round(ticket.resolved() * MINUTES);
        }
        tensors.ints("past.table", table);
        tensors.property("past.names", String.join("\n", names.nameToNumber.keySet()));
        saveContents(tickets, tensors);
    }

    private static void saveContents(List<Ticket> tickets, Tensors.Builder tensors) {
        int words = tickets.stream()
                .mapToInt(ticket -> ticket.content().words().ids().length)
                .sum();
        int codeBytes = tickets.stream()
                .mapToInt(ticket -> ticket.content().code().length)
                .max()
                .orElse(0);
        int[] ends = new int[tickets.size()];
        int[] packed = new int[(words + 1) / 2];
        int[] codes = new int[(codeBytes * tickets.size() + 3) / 4];
        int at = 0;
        for (int i = 0; i < ends.length; i++) {
            Content content = tickets.get(i).content();
            for (int w = 0; w < content.words().ids().length; w++) {
                packed[at / 2] |= content.words().ids()[w] << HALF_INT * (at % 2);
                at++;
            }
            ends[i] = at;
            for (int b = 0; b < content.code().length; b++) {
                int place = codeBytes * i + b;
                codes[place / 4] |= (content.code()[b] & 0xff) << 8 * (place % 4);
            }
        }
        tensors.ints("past.word_ends", ends);
        tensors.ints("past.words", packed);
        tensors.ints("past.codes", codes);
        tensors.ints("past.code_bytes", codeBytes);
    }

    static Map<String, Tracker> load(Tensors tensors, Vocabulary vocabulary) {
        String[] names =
                Objects.requireNonNullElse(tensors.property("past.names"), "").split("\n", -1);
        int[] table = tensors.ints("past.table");
        List<Content> contents = loadContents(tensors, vocabulary);
        List<Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < contents.size(); i++) {
            int at = COLUMNS * i;
            tickets.add(new Ticket(
                    table[at],
                    names[table[at + 1]],
                    names[table[at + 2]],
                    names[table[at + 3]],
                    names[table[at + 4]],
                    Ticket.components(names[table[at + 5]]),
                    table[at + 6] / MINUTES,
                    table[at + 7] == OPEN ? Double.NaN : table[at + 7] / MINUTES,
                    contents.get(i)));
        }
        return Tracker.byProject(tickets);
    }

    private static List<Content> loadContents(Tensors tensors, Vocabulary vocabulary) {
        int[] ends = tensors.ints("past.word_ends");
        int[] packed = tensors.ints("past.words");
        int[] codes = tensors.ints("past.codes");
        int codeBytes = tensors.ints("past.code_bytes")[0];
        List<Content> contents = new ArrayList<>();
        for (int i = 0; i < ends.length; i++) {
            int from = i == 0 ? 0 : ends[i - 1];
            int[] words = new int[ends[i] - from];
            for (int w = 0; w < words.length; w++) {
                words[w] = packed[(from + w) / 2] >>> HALF_INT * ((from + w) % 2) & 0xffff;
            }
            byte[] code = new byte[codeBytes];
            for (int b = 0; b < codeBytes; b++) {
                int place = codeBytes * i + b;
                code[b] = (byte) (codes[place / 4] >>> 8 * (place % 4));
            }
            contents.add(new Content(Content.weighted(words, vocabulary), code));
        }
        return contents;
    }
}
