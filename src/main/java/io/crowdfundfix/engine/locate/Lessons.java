package io.crowdfundfix.engine.locate;

import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.Workbench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Makes lessons of reports: each as if it came when it did, and as if the newest fixes were not known yet. */
final class Lessons {
    /** Up to this share of the fixes before a report is hidden, so that the model meets histories that end early. */
    private static final double MOST_HIDDEN = 0.2;

    private final SystemIndexes indexes;
    private final Workbench bench;
    private final CodeWords words = new CodeWords();

    Lessons(SystemIndexes indexes, Workbench bench) {
        this.indexes = indexes;
        this.bench = bench;
    }

    /** System by system, in the order of time. */
    List<Lesson> of(List<Row> rows) {
        Map<String, List<PastReport>> systemToReports = new TreeMap<>();
        rows.stream()
                .map(PastReport::of)
                .sorted(Comparator.comparingLong(PastReport::number).thenComparing(PastReport::id))
                .forEach(report -> systemToReports
                        .computeIfAbsent(report.system(), any -> new ArrayList<>())
                        .add(report));
        List<Lesson> lessons = new ArrayList<>();
        AtomicLong done = new AtomicLong();
        systemToReports.forEach((system, reports) -> lessons.addAll(ofSystem(
                system,
                reports,
                () -> bench.progress().at("fault_loc: reading", done.incrementAndGet(), rows.size()))));
        return lessons;
    }

    private List<Lesson> ofSystem(String system, List<PastReport> reports, Runnable progress) {
        float[][] vectors =
                bench.texts().vectors(reports.stream().map(PastReport::readText).toList());
        List<FixedBug> fixes = new ArrayList<>();
        for (int i = 0; i < vectors.length; i++) {
            fixes.add(reports.get(i).fixed(vectors[i]));
        }
        FixHistory history = FixHistory.of(fixes);
        Random random = new Random(bench.seed());
        int[] known = IntStream.range(0, vectors.length)
                .map(i -> (int) (i * (1 - MOST_HIDDEN * random.nextDouble())))
                .toArray();
        long[] seeds = random.longs(vectors.length).toArray();
        return IntStream.range(0, vectors.length)
                .parallel()
                .mapToObj(i -> {
                    Instant before = reports.get(known[i]).time();
                    Asked asked = reports.get(i).asked(vectors[i], before);
                    progress.run();
                    return lesson(indexes.of(system), history, asked, reports.get(i))
                            .sampled(new Random(seeds[i]));
                })
                .filter(Lesson::isUseful)
                .toList();
    }

    private Lesson lesson(CodeIndex index, FixHistory history, Asked asked, PastReport report) {
        return index.reading(view -> {
            try {
                return Lesson.of(new Search(view, history, asked, words), report);
            } catch (IOException e) {
                throw new UncheckedIOException("the index of files cannot be read", e);
            }
        });
    }
}
