package io.crowdfundfix.repositories;

import io.crowdfundfix.repositories.History.FileHistory;
import io.crowdfundfix.repositories.History.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is written, put together from what is there and what is new. */
final class MergedHistory {
    private final long repository;
    private final Snapshot read;
    private final Map<String, Numbered> peopleByKey = new HashMap<>();
    private final Map<String, FileHistory> earlierByPath = new HashMap<>();

    MergedHistory(long repository, Snapshot read, Map<String, Numbered> known) {
        this.repository = repository;
        this.read = read;
        int next = known.values().stream().mapToInt(Numbered::author).max().orElse(-1) + 1;
        peopleByKey.putAll(known);
        for (Person person : read.history().people().values()) {
            Numbered before = known.get(person.key);
            if (before != null) {
                peopleByKey.put(person.key, before.and(person));
            } else if (peopleByKey.size() < History.MAX_PEOPLE) {
                peopleByKey.put(person.key, Numbered.of(next++, person));
            }
        }
    }

    /** Those whose rows are new or differ. */
    List<Numbered> touched() {
        return read.history().people().keySet().stream()
                .map(peopleByKey::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** What the files are called now, by what they were called in the rows that are there. */
    Map<String, List<String>> namesByOld() {
        Map<String, String> oldByName = new HashMap<>();
        read.files().forEach(file -> oldByName.put(file.path(), file.path()));
        read.renamed().forEach((old, name) -> oldByName.put(name, old));
        Map<String, List<String>> namesByOld = new HashMap<>();
        oldByName.forEach((name, old) ->
                namesByOld.computeIfAbsent(old, any -> new ArrayList<>()).add(name));
        return namesByOld;
    }

    FileHistory history(String path) {
        FileHistory whole = new FileHistory();
        for (FileHistory part : Arrays.asList(read.history().files().get(path), earlierByPath.get(path))) {
            if (part != null) {
                part.touchByPerson.forEach(whole::add);
                if (part.lastAt != null && part.lastAuthor != null && part.lastCommit != null) {
                    whole.last(part.lastAt, part.lastAuthor, part.lastCommit);
                }
            }
        }
        return whole;
    }

    long repository() {
        return repository;
    }

    Snapshot read() {
        return read;
    }

    /** The number of somebody; null where there are too many people to number all. */
    @Nullable Integer author(String key) {
        Numbered person = peopleByKey.get(key);
        return person == null ? null : person.author();
    }

    /** What is stored of the file that has this name now. */
    FileHistory earlier(String name) {
        return earlierByPath.computeIfAbsent(name, any -> new FileHistory());
    }

    /** Somebody by the number under which his rows are. */
    record Numbered(int author, String key, String name, String email, int commits, double weight, Instant lastAt) {
        static Numbered of(int author, Person person) {
            return new Numbered(
                    author, person.key, person.name, person.email, person.commits, person.weight, person.lastAt);
        }

        Numbered and(Person more) {
            return new Numbered(
                    author,
                    key,
                    more.name,
                    more.email,
                    commits + more.commits,
                    weight + more.weight,
                    lastAt.isAfter(more.lastAt) ? lastAt : more.lastAt);
        }
    }
}
