package io.crowdfundfix.engine.patch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.learn.Metrics;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.task.DataFolder;
import io.crowdfundfix.engine.task.Evaluation;
import io.crowdfundfix.engine.task.EvaluationData;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.Task;
import io.crowdfundfix.engine.task.Workbench;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Which patches that pass the tests are wrong. */
public final class PatchCorrectnessTask implements Task {
    private static final double DIGITS = 1e6;

    @Override
    public String name() {
        return "patch_correctness";
    }

    @Override
    public Tensors.Builder train(DataFolder data, Workbench bench) {
        Tensors.Builder tensors = new Tensors.Builder();
        PatchTraining.train(data.training(name()), bench.seed()).save(tensors);
        return tensors;
    }

    @Override
    public Evaluation evaluate(EvaluationData data, Workbench bench) {
        PatchModel model = PatchModel.load(bench.models().apply(name()));
        List<Row> rows = data.rows();
        double[] incorrect = rows.stream()
                .mapToDouble(row -> Math.round(DIGITS
                                * model.judge(row.required("diff"), row.text("project"), row.text("bug_id"))
                                        .incorrect())
                        / DIGITS)
                .toArray();
        List<ObjectNode> predictions = IntStream.range(0, rows.size())
                .mapToObj(i -> rows.get(i).answer().put("prediction", incorrect[i]))
                .toList();
        return new Evaluation(metrics(rows, model, incorrect), predictions);
    }

    private static ObjectNode metrics(List<Row> rows, PatchModel model, double[] incorrect) {
        ObjectNode metrics = JsonNodeFactory.instance.objectNode();
        if (rows.stream().anyMatch(row -> !row.has("label"))) {
            return metrics;
        }
        Figures figures = new Figures(rows, incorrect, metrics);
        IntPredicate seen =
                i -> model.knows(rows.get(i).text("project"), rows.get(i).text("bug_id"));
        IntPredicate byTool = i -> PatchRows.byTool(rows.get(i));
        figures.put("", i -> true);
        figures.put("_seen_bugs", seen);
        figures.put("_unseen_bugs", seen.negate());
        figures.put("_tool_made", byTool);
        figures.put("_tool_made_seen_bugs", byTool.and(seen));
        figures.put("_tool_made_unseen_bugs", byTool.and(seen.negate()));
        double brier = IntStream.range(0, rows.size())
                .mapToDouble(i -> Math.pow(incorrect[i] - (PatchRows.incorrect(rows.get(i)) ? 1 : 0), 2))
                .average()
                .orElse(0);
        return metrics.put("brier", brier);
    }

    private record Figures(List<Row> rows, double[] incorrect, ObjectNode metrics) {
        /** Nothing where a group lacks right or wrong patches. */
        void put(String group, IntPredicate in) {
            int[] chosen = IntStream.range(0, rows.size()).filter(in).toArray();
            metrics.put("rows" + (group.isEmpty() ? "_measured" : group), chosen.length);
            double auc = auc(chosen);
            if (!Double.isNaN(auc)) {
                metrics.put("auc" + group, auc);
                double[] ends = Metrics.interval(
                        chosen.length,
                        sample -> auc(IntStream.of(sample).map(i -> chosen[i]).toArray()));
                metrics.putArray("ci95" + group).add(ends[0]).add(ends[1]);
            }
        }

        private double auc(int[] chosen) {
            boolean[] positive = new boolean[chosen.length];
            double[] scores = new double[chosen.length];
            for (int i = 0; i < chosen.length; i++) {
                positive[i] = PatchRows.incorrect(rows.get(chosen[i]));
                scores[i] = incorrect[chosen[i]];
            }
            return Metrics.auc(positive, scores);
        }
    }
}
