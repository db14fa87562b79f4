package io.crowdfundfix.repositories;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a walk through commits has found out about people, files and fixes; bounded in each of them. */
final class History {
    static final int MAX_PEOPLE = 10_000;
    static final int MAX_AUTHORS = 20;
    static final int MAX_FIXES = 10_000;
    private static final Instant ONE = Instant.parse("2020-01-01T00:00:00Z");

    private final Duration halfLife;
    private final Map<String, Person> personByKey = new HashMap<>();
    private final Map<String, FileHistory> historyByPath = new HashMap<>();
    private final List<FoundFix> fixes = new ArrayList<>();
    private int commits;

    History(Duration halfLife) {
        this.halfLife = halfLife;
    }

    /** Somebody who commits. */
    static final class Person {
        final String key;
        final String name;
        final String email;
        int commits;
        double weight;
        Instant lastAt;

        Person(String key, String name, String email, Instant lastAt) {
            this.key = key;
            this.name = name;
            this.email = email;
            this.lastAt = lastAt;
        }
    }

    /** How much somebody has changed a file, and when last. */
    record Touch(double weight, Instant lastAt) {
        Touch and(Touch other) {
            return new Touch(weight + other.weight, lastAt.isAfter(other.lastAt) ? lastAt : other.lastAt);
        }
    }

    /** Who has changed a file. */
    static final class FileHistory {
        final Map<String, Touch> touchByPerson = new HashMap<>();

        @Nullable Instant lastAt;

        @Nullable String lastAuthor;

        @Nullable String lastCommit;

        void add(String person, Touch touch) {
            if (touchByPerson.size() < MAX_AUTHORS || touchByPerson.containsKey(person)) {
                touchByPerson.merge(person, touch, Touch::and);
            }
        }

        void last(Instant at, String author, String commit) {
            if (lastAt == null || at.isAfter(lastAt)) {
                lastAt = at;
                lastAuthor = author;
                lastCommit = commit;
            }
        }
    }

    /** One that its message calls a fix. */
    record FoundFix(String commit, String title, String text, Instant at, List<String> paths) {
        FoundFix {
            paths = List.copyOf(paths);
        }
    }

    /** Who made a commit, and when. */
    record Signature(String name, String email, Instant at) {
        String key() {
            return email.isEmpty() ? name : email;
        }

        boolean isProgram() {
            return name.endsWith("[bot]") || email.contains("[bot]@");
        }
    }

    /** Counts a commit that changed these files. */
    void commit(String id, Signature by, List<String> paths) {
        commits++;
        if (by.isProgram()) {
            paths.forEach(path -> file(path).last(by.at(), by.name(), id));
            return;
        }
        double weight = weight(by.at());
        Person person = person(by);
        if (person == null) {
            return;
        }
        person.commits++;
        person.weight += weight;
        person.lastAt = person.lastAt.isAfter(by.at()) ? person.lastAt : by.at();
        for (String path : paths) {
            file(path).last(by.at(), by.name(), id);
            file(path).add(person.key, new Touch(weight, by.at()));
        }
    }

    void fix(FoundFix fix) {
        if (fixes.size() < MAX_FIXES) {
            fixes.add(fix);
        }
    }

    private @Nullable Person person(Signature by) {
        Person known = personByKey.get(by.key());
        if (known == null && personByKey.size() < MAX_PEOPLE) {
            known = new Person(by.key(), by.name(), by.email(), by.at());
            personByKey.put(by.key(), known);
        }
        return known;
    }

    private FileHistory file(String path) {
        return historyByPath.computeIfAbsent(path, any -> new FileHistory());
    }

    /** Twice as much after each half-life, so that what is stored need never be aged. */
    private double weight(Instant at) {
        return Math.pow(2, (double) Duration.between(ONE, at).toSeconds() / halfLife.toSeconds());
    }

    Map<String, Person> people() {
        return personByKey;
    }

    Map<String, FileHistory> files() {
        return historyByPath;
    }

    /** Oldest first. */
    List<FoundFix> fixes() {
        List<FoundFix> oldestFirst = new ArrayList<>(fixes);
        java.util.Collections.reverse(oldestFirst);
        return oldestFirst;
    }

    int commits() {
        return commits;
    }
}
