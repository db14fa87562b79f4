package io.crowdfundfix.engine.locate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.task.DataFolder;
import io.crowdfundfix.engine.task.Evaluation;
import io.crowdfundfix.engine.task.EvaluationData;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.Task;
import io.crowdfundfix.engine.task.Workbench;
import io.crowdfundfix.fault.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** {@code fault_loc}: in which files of its system a report will be fixed; rows are reports, the corpus is the files. */
public final class LocationTask implements Task {
    private static final int ANSWERED = 10;

    @Override
    public String name() {
        return "fault_loc";
    }

    @Override
    public Tensors.Builder train(DataFolder data, Workbench bench) {
        List<Row> rows = data.training(name());
        try (SystemIndexes indexes = SystemIndexes.of(data.corpora(name()), bench)) {
            List<Lesson> lessons = new Lessons(indexes, bench).of(rows);
            Tensors.Builder tensors = new Tensors.Builder();
            LocationTraining.train(lessons, bench).save(tensors);
            return tensors;
        }
    }

    @Override
    public Evaluation evaluate(EvaluationData data, Workbench bench) {
        if (data.corpus().isEmpty()) {
            throw Fault.invalid("--corpus", "is required: the folder with the files of each system");
        }
        Locator locator = new Locator(LocationModel.of(bench.models().apply(name())));
        List<PastReport> reports = data.rows().stream().map(PastReport::of).toList();
        try (SystemIndexes indexes = SystemIndexes.of(data.corpus(), bench)) {
            Map<String, FixHistory> histories = histories(data.history(), bench);
            float[][] vectors = bench.texts()
                    .vectors(reports.stream().map(PastReport::readText).toList());
            AtomicLong done = new AtomicLong();
            List<LocationFigures.Located> located = IntStream.range(0, vectors.length)
                    .parallel()
                    .mapToObj(i -> {
                        PastReport report = reports.get(i);
                        FixHistory history = histories.getOrDefault(report.system(), FixHistory.of(List.of()));
                        CodeIndex index = indexes.of(report.system());
                        List<Suspect> suspects =
                                locator.locate(index, history, report.asked(vectors[i], report.time()), ANSWERED);
                        bench.progress().at("locating", done.incrementAndGet(), vectors.length);
                        return LocationFigures.Located.of(data.rows().get(i), report, index, suspects);
                    })
                    .toList();
            return new Evaluation(LocationFigures.of(located), answers(data.rows(), located));
        }
    }

    private static Map<String, FixHistory> histories(List<Row> rows, Workbench bench) {
        Map<String, List<FixedBug>> systemToFixes = new HashMap<>();
        for (PastReport report : rows.stream().map(PastReport::of).toList()) {
            float[] vector = bench.texts().vector(report.readText());
            systemToFixes
                    .computeIfAbsent(report.system(), any -> new ArrayList<>())
                    .add(report.fixed(vector));
        }
        Map<String, FixHistory> histories = new HashMap<>();
        systemToFixes.forEach((system, fixes) -> histories.put(system, FixHistory.of(fixes)));
        return histories;
    }

    private static List<ObjectNode> answers(List<Row> rows, List<LocationFigures.Located> located) {
        List<ObjectNode> answers = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            ObjectNode answer = rows.get(i).answer().put("system", rows.get(i).text("system"));
            ArrayNode ids = answer.putArray("ids");
            located.get(i).paths().forEach(ids::add);
            answers.add(answer);
        }
        return answers;
    }
}
