package io.crowdfundfix.engine.triage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.learn.Boosting;
import io.crowdfundfix.engine.learn.Metrics;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.task.DataFolder;
import io.crowdfundfix.engine.task.Evaluation;
import io.crowdfundfix.engine.task.EvaluationData;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.Task;
import io.crowdfundfix.engine.task.Workbench;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** {@code priority}: how urgent a project calls a report, in the project's own words. */
public final class PriorityTask implements Task {
    @Override
    public String name() {
        return "priority";
    }

    @Override
    public Tensors.Builder train(DataFolder data, Workbench bench) {
        Learning learning = Learning.of(data, bench, 0);
        Map<String, Tracker> pasts = learning.projectToPast();
        bench.progress().at("priority: learning", 0, 4);
        List<Learning.Moment> moments =
                learning.each(ticket -> PriorityScale.step(ticket.priority()) >= 0, bench.seed(), moment -> moment);
        PriorityTexts texts = PriorityTexts.of(moments);
        bench.progress().at("priority: learning", 1, 4);
        List<PriorityTraining.Lesson> lessons = lessons(moments, texts.outOfFold(), pasts);
        bench.progress().at("priority: learning", 2, 4);
        PriorityTraining training = new PriorityTraining(lessons, boosting(bench.seed()));
        double[] multipliers = training.multipliers(training.outOfFold());
        bench.progress().at("priority: learning", 3, 4);
        PriorityModel.Judgement judgement = new PriorityModel.Judgement(texts.fit(), training.fit(), multipliers);
        Tensors.Builder tensors = new Tensors.Builder();
        new PriorityModel(judgement, pasts).save(tensors);
        bench.progress().at("priority: learning", 4, 4);
        return tensors;
    }

    private static List<PriorityTraining.Lesson> lessons(
            List<Learning.Moment> moments, double[][] logits, Map<String, Tracker> pasts) {
        Map<String, String[]> words = new HashMap<>();
        pasts.forEach((project, past) -> words.put(project, PriorityScale.words(past)));
        return IntStream.range(0, logits.length)
                .parallel()
                .mapToObj(i -> {
                    NewReport report = moments.get(i).report();
                    Likeness likeness = report.likeness(TicketText.NO_WORDS);
                    return new PriorityTraining.Lesson(
                            new PriorityFeatures(report, moments.get(i).past(), likeness).row(logits[i]),
                            PriorityScale.step(report.ticket().priority()),
                            moments.get(i).place(),
                            words.getOrDefault(report.ticket().project(), new String[0]));
                })
                .toList();
    }

    private static Boosting boosting(long seed) {
        return new Boosting(100, 0.06, 8, 30, 5, 0.6, 0.4, seed);
    }

    @Override
    public Evaluation evaluate(EvaluationData data, Workbench bench) {
        PriorityModel model = PriorityModel.load(bench.models().apply(name()));
        Pasts pasts = new Pasts(model.projectToPast()).with(data.history(), TicketText.NO_WORDS, bench.texts());
        List<Row> rows = data.rows();
        float[][] vectors = TicketText.vectors(rows, bench.texts());
        Map<String, String[]> words = new HashMap<>();
        rows.forEach(
                row -> words.computeIfAbsent(row.text("project"), project -> PriorityScale.words(pasts.of(project))));
        List<String> predicted = IntStream.range(0, vectors.length)
                .parallel()
                .mapToObj(i -> {
                    NewReport report = NewReport.of(Ticket.of(rows.get(i), Content.NONE), rows.get(i), vectors[i]);
                    String project = report.ticket().project();
                    String[] own = words.getOrDefault(project, new String[0]);
                    return own[model.step(model.probabilities(report, pasts.of(project)), own)];
                })
                .toList();
        List<ObjectNode> predictions = IntStream.range(0, vectors.length)
                .mapToObj(i -> rows.get(i).answer().put("prediction", predicted.get(i)))
                .toList();
        return new Evaluation(figures(rows, predicted), predictions);
    }

    private static ObjectNode figures(List<Row> rows, List<String> predicted) {
        int[] known = IntStream.range(0, rows.size())
                .filter(i -> PriorityScale.step(rows.get(i).text("priority")) >= 0)
                .toArray();
        if (known.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        ObjectNode figures = group(rows, predicted, known);
        int[] truth = truth(rows, known);
        int[] answers = answers(predicted, known);
        double[] interval = Metrics.interval(
                known.length, resampled -> Metrics.macroF1(taken(truth, resampled), taken(answers, resampled)));
        figures.putArray("ci95").add(interval[0]).add(interval[1]);
        ObjectNode classes = figures.putObject("f1");
        for (int step = 0; step < PriorityScale.STEPS; step++) {
            classes.put(PriorityScale.WORDS.get(step), Metrics.f1(truth, answers, step));
        }
        ObjectNode projects = figures.putObject("projects");
        TreeSet<String> names =
                new TreeSet<>(rows.stream().map(row -> row.text("project")).toList());
        for (String project : names) {
            int[] own = Arrays.stream(known)
                    .filter(i -> rows.get(i).text("project").equals(project))
                    .toArray();
            projects.set(project, group(rows, predicted, own));
        }
        return figures;
    }

    private static ObjectNode group(List<Row> rows, List<String> predicted, int[] chosen) {
        int[] truth = truth(rows, chosen);
        int[] answers = answers(predicted, chosen);
        return JsonNodeFactory.instance
                .objectNode()
                .put("answered_rows", chosen.length)
                .put("macro_f1", Metrics.macroF1(truth, answers))
                .put("accuracy", chosen.length == 0 ? 0 : Metrics.accuracy(truth, answers));
    }

    private static int[] truth(List<Row> rows, int[] chosen) {
        return Arrays.stream(chosen)
                .map(i -> PriorityScale.step(rows.get(i).text("priority")))
                .toArray();
    }

    private static int[] answers(List<String> predicted, int[] chosen) {
        return Arrays.stream(chosen)
                .map(i -> PriorityScale.step(predicted.get(i)))
                .toArray();
    }

    private static int[] taken(int[] values, int[] places) {
        return Arrays.stream(places).map(i -> values[i]).toArray();
    }
}
