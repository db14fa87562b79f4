package io.crowdfundfix.engine.triage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.learn.Boosting;
import io.crowdfundfix.engine.learn.Metrics;
import io.crowdfundfix.engine.learn.Quantiles;
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

/** {@code resolution_days}: how many days a report will take to be resolved, as an interval. */
public final class ResolutionTask implements Task {
    private static final String ANSWER = "days_to_resolve";

    @Override
    public String name() {
        return "resolution_days";
    }

    @Override
    public Tensors.Builder train(DataFolder data, Workbench bench) {
        Learning learning = Learning.of(data, bench, 0);
        Map<String, Tracker> pasts = learning.projectToPast();
        bench.progress().at("resolution_days: learning", 0, 2);
        List<ResolutionTraining.Lesson> lessons = learning.each(
                ticket -> !Double.isNaN(ticket.resolved()),
                bench.seed(),
                moment -> lesson(learning, moment, newest(pasts, moment.report().ticket())));
        bench.progress().at("resolution_days: learning", 1, 2);
        ResolutionModel.Quantile[] quantiles = new ResolutionTraining(lessons, boosting(bench.seed())).fit();
        bench.progress().at("resolution_days: learning", 2, 2);
        Tensors.Builder tensors = new Tensors.Builder();
        new ResolutionModel(quantiles, pasts).save(tensors);
        return tensors;
    }

    private static Boosting boosting(long seed) {
        return new Boosting(150, 0.05, 12, 30, 1, 0.6, 0.4, seed);
    }

    private static double newest(Map<String, Tracker> pasts, Ticket ticket) {
        List<Ticket> all = pasts.getOrDefault(ticket.project(), Tracker.EMPTY).tickets();
        return all.isEmpty() ? ticket.created() : all.get(all.size() - 1).created();
    }

    private static ResolutionTraining.Lesson lesson(Learning learning, Learning.Moment moment, double newest) {
        NewReport report = moment.report();
        Ticket ticket = report.ticket();
        Likeness likeness = report.likeness(learning.vocabulary());
        return new ResolutionTraining.Lesson(
                new ResolutionFeatures(report, moment.past(), likeness).row(),
                Math.log1p(Math.max(0, ticket.resolved() - ticket.created())),
                newest - ticket.created(),
                moment.place());
    }

    @Override
    public Evaluation evaluate(EvaluationData data, Workbench bench) {
        ResolutionModel model = ResolutionModel.load(bench.models().apply(name()));
        Map<String, Tracker> trained = model.projectToPast();
        Pasts pasts = new Pasts(trained).with(data.history(), TicketText.NO_WORDS, bench.texts());
        List<Row> rows = data.rows();
        float[][] vectors = TicketText.vectors(rows, bench.texts());
        List<ResolutionModel.Days> predicted = IntStream.range(0, vectors.length)
                .parallel()
                .mapToObj(i -> {
                    NewReport report = NewReport.of(Ticket.of(rows.get(i), Content.NONE), rows.get(i), vectors[i]);
                    return model.days(report, pasts.of(report.ticket().project()));
                })
                .toList();
        List<ObjectNode> predictions = IntStream.range(0, vectors.length)
                .mapToObj(i -> answer(rows.get(i), predicted.get(i)))
                .toList();
        return new Evaluation(figures(rows, predicted, trained), predictions);
    }

    private static ObjectNode answer(Row row, ResolutionModel.Days days) {
        return row.answer().put("p10", days.p10()).put("p50", days.p50()).put("p90", days.p90());
    }

    /** A row with an answer: what came, what was said, what the project's median says. */
    private record Judged(String project, double days, ResolutionModel.Days said, double median) {}

    private static ObjectNode figures(
            List<Row> rows, List<ResolutionModel.Days> predicted, Map<String, Tracker> trained) {
        Map<String, Double> medians = new HashMap<>();
        trained.forEach((project, past) -> medians.put(project, median(past)));
        List<Judged> judged = IntStream.range(0, rows.size())
                .filter(i -> rows.get(i).has(ANSWER))
                .mapToObj(i -> {
                    String project = rows.get(i).text("project");
                    double median = medians.getOrDefault(project, 0.0);
                    return new Judged(project, rows.get(i).number(ANSWER), predicted.get(i), median);
                })
                .toList();
        if (judged.isEmpty()) {
            return JsonNodeFactory.instance.objectNode();
        }
        ObjectNode figures = group(judged);
        double[] errors = judged.stream().mapToDouble(ResolutionTask::error).toArray();
        double[] interval = Metrics.interval(
                errors.length,
                resampled -> Arrays.stream(resampled)
                        .mapToDouble(i -> errors[i])
                        .average()
                        .orElse(0));
        figures.putArray("ci95").add(interval[0]).add(interval[1]);
        ObjectNode projects = figures.putObject("projects");
        for (String project : new TreeSet<>(judged.stream().map(Judged::project).toList())) {
            projects.set(
                    project,
                    group(judged.stream()
                            .filter(one -> one.project.equals(project))
                            .toList()));
        }
        return figures;
    }

    private static double median(Tracker past) {
        double[] days = past.tickets().stream()
                .filter(ticket -> !Double.isNaN(ticket.resolved()))
                .mapToDouble(ticket -> ticket.resolved() - ticket.created())
                .toArray();
        return days.length == 0 ? 0 : Quantiles.median(days);
    }

    private static double error(Judged judged) {
        return Math.abs(Math.log1p(judged.days) - Math.log1p(judged.said.p50()));
    }

    private static ObjectNode group(List<Judged> judged) {
        double error =
                judged.stream().mapToDouble(ResolutionTask::error).average().orElse(0);
        double median = judged.stream()
                .mapToDouble(one -> Math.abs(Math.log1p(one.days) - Math.log1p(one.median)))
                .average()
                .orElse(0);
        long covered = judged.stream()
                .filter(one -> one.said.p10() <= one.days && one.days <= one.said.p90())
                .count();
        return JsonNodeFactory.instance
                .objectNode()
                .put("answered_rows", judged.size())
                .put("log1p_mae", error)
                .put("project_median_log1p_mae", median)
                .put("improvement", 1 - error / median)
                .put("coverage", covered / (double) judged.size());
    }
}
