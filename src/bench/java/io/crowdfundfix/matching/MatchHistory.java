package io.crowdfundfix.matching;

import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Plays a tracker's past: at each report, what was known of everybody then, and what came true afterwards. */
final class MatchHistory {
    private static final int VECTOR_CHARS = 600;
    private static final Duration AHEAD = Duration.ofDays(180);
    private static final int LIKE_IT = 20;
    private static final int SAYS_FROM = 10;
    private static final int ASK_EACH = 2;

    /** A report that somebody fixed. */
    private record Ticket(
            String project,
            String fixer,
            String reporter,
            Set<String> tags,
            float[] vector,
            Instant made,
            Instant fixed) {}

    /** Somebody who could have been asked, and whether it came true. */
    record Candidate(String person, Fit fit, int observations, boolean came) {}

    /**
     * A report and those who were known when it was made.
     *
     * @param part 0 to learn, 1 for the curve, 2 to measure
     */
    record Asked(int part, int number, List<Candidate> candidates) {}

    /** What was known of somebody at a moment. */
    private static final class Person {
        final List<Instant> fixes = new ArrayList<>();
        final Map<String, Integer> says = new LinkedHashMap<>();
        float[] sum = new float[0];
        Instant at = Instant.EPOCH;
    }

    private final Texts texts;
    private final List<Ticket> tickets = new ArrayList<>();
    private final Map<String, Person> people = new HashMap<>();
    private final Map<String, float[]> vectorOfSaying = new HashMap<>();

    MatchHistory(List<Row> rows, Texts texts) {
        this.texts = texts;
        List<Row> fixed = rows.stream()
                .filter(row -> row.has("assignee")
                        && row.has("resolved")
                        && row.text("resolution").equals("Fixed"))
                .toList();
        float[][] vectors = texts.vectors(fixed.stream()
                .map(row -> row.text("title") + "\n" + row.text("description"))
                .map(text -> text.length() > VECTOR_CHARS ? text.substring(0, VECTOR_CHARS) : text)
                .toList());
        for (int i = 0; i < vectors.length; i++) {
            Row row = fixed.get(i);
            Set<String> tags = new TreeSet<>();
            tags.add(row.text("project").toLowerCase(java.util.Locale.ROOT));
            Arrays.stream(row.text("component")
                            .toLowerCase(java.util.Locale.ROOT)
                            .split(",\\s*"))
                    .filter(tag -> !tag.isBlank())
                    .forEach(tags::add);
            tickets.add(new Ticket(
                    row.text("project"),
                    row.text("assignee"),
                    row.text("reporter"),
                    tags,
                    vectors[i],
                    time(row.text("created")),
                    time(row.text("resolved"))));
        }
        tickets.sort(Comparator.comparing(Ticket::made));
    }

    private static Instant time(String text) {
        return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    List<Asked> asked() {
        Map<String, List<Ticket>> byProject = new HashMap<>();
        tickets.forEach(ticket -> byProject
                .computeIfAbsent(ticket.project(), any -> new ArrayList<>())
                .add(ticket));
        List<Ticket> byFix = new ArrayList<>(tickets);
        byFix.sort(Comparator.comparing(Ticket::fixed));
        List<Asked> asked = new ArrayList<>();
        int learned = 0;
        for (int number = 0; number < tickets.size(); number++) {
            Ticket ticket = tickets.get(number);
            while (learned < byFix.size() && byFix.get(learned).fixed().isBefore(ticket.made())) {
                learn(byFix.get(learned++));
            }
            List<Ticket> project = byProject.getOrDefault(ticket.project(), List.of());
            int part = part(project, ticket);
            if (part >= 0 && number % ASK_EACH == 0) {
                asked.add(new Asked(part, number, candidates(ticket, came(project, ticket))));
            }
        }
        return asked;
    }

    /** Which part of its project's time this is; −1 where what comes true would lie in the next part. */
    private static int part(List<Ticket> project, Ticket ticket) {
        Instant first = project.get(project.size() * 3 / 5).made();
        Instant second = project.get(project.size() * 4 / 5).made();
        Instant last = project.get(project.size() - 1).made();
        Instant ahead = ticket.made().plus(AHEAD);
        if (ahead.isBefore(first)) {
            return 0;
        }
        if (ticket.made().isBefore(first)) {
            return -1;
        }
        if (ahead.isBefore(second)) {
            return 1;
        }
        return ticket.made().isBefore(second) || ahead.isAfter(last) ? -1 : 2;
    }

    private void learn(Ticket ticket) {
        Person person = people.computeIfAbsent(ticket.fixer(), any -> new Person());
        if (person.fixes.size() < SAYS_FROM) {
            ticket.tags().forEach(tag -> person.says.merge(tag, 1, Integer::sum));
        }
        float[] sum = new float[ticket.vector().length];
        double kept = person.sum.length == 0
                ? 0
                : half(Duration.between(person.at, ticket.fixed()), ProfileMeaning.HALF_LIFE);
        for (int d = 0; d < sum.length; d++) {
            sum[d] = (float) (kept == 0 ? 0 : person.sum[d] * kept) + ticket.vector()[d];
        }
        person.sum = sum;
        person.at = ticket.fixed();
        person.fixes.add(0, ticket.fixed());
    }

    private static double half(Duration age, Duration halfLife) {
        return Math.pow(2, -(double) age.toMillis() / halfLife.toMillis());
    }

    /** Who fixes this report or one of those of the next months that are most like it. */
    private static Set<String> came(List<Ticket> project, Ticket ticket) {
        Set<String> came = new HashSet<>(Set.of(ticket.fixer()));
        project.stream()
                .filter(other -> other.made().isAfter(ticket.made())
                        && other.made().isBefore(ticket.made().plus(AHEAD)))
                .sorted(Comparator.comparingDouble(other -> -dot(other.vector(), ticket.vector())))
                .limit(LIKE_IT)
                .forEach(other -> came.add(other.fixer()));
        return came;
    }

    private List<Candidate> candidates(Ticket ticket, Set<String> came) {
        List<Candidate> candidates = new ArrayList<>();
        people.forEach((name, person) -> {
            if (!name.equals(ticket.reporter())) {
                boolean onlySays = Math.floorMod(name.hashCode(), 10) < 3;
                candidates.add(new Candidate(
                        name, fit(person, ticket, onlySays), onlySays ? 0 : person.fixes.size(), came.contains(name)));
            }
        });
        candidates.sort(Comparator.comparing(Candidate::person));
        return candidates;
    }

    private Fit fit(Person person, Ticket ticket, boolean onlySays) {
        List<String> says = person.says.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(5)
                .map(Map.Entry::getKey)
                .toList();
        float[] saying = vectorOfSaying.computeIfAbsent(ProfileMeaning.text(says), texts::vector);
        boolean asks = ticket.made().getEpochSecond() / 60 % 2 == 0;
        Map<String, Integer> asked = new HashMap<>();
        ticket.tags().forEach(tag -> asked.put(tag, Sought.TAG));
        double tags = asks ? new Sought(0, 0, "", null, asked, List.of(), null, Map.of()).knownBy(says) : 0;
        List<Fixed> fixes = onlySays
                ? List.of()
                : person.fixes.stream().limit(100).map(at -> new Fixed(0, at)).toList();
        Profile profile = new Profile(0, "", "", says, null, null, 0, null, 0, 0, 0, fixes, false, ticket.made());
        Double fixing = onlySays ? null : dot(person.sum, ticket.vector()) / Math.sqrt(dot(person.sum, person.sum));
        return Fit.of(profile, new Fit.Likeness(dot(saying, ticket.vector()), asks, tags, fixing), ticket.made());
    }

    private static double dot(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
