package io.crowdfundfix.engine.fix;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.learn.Terms;
import io.crowdfundfix.engine.task.DataFolder;
import io.crowdfundfix.engine.task.Evaluation;
import io.crowdfundfix.engine.task.EvaluationData;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.Task;
import io.crowdfundfix.engine.task.Workbench;
import io.crowdfundfix.fault.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which commit message answers which report: all messages of a file are ranked for each of its reports. */
public final class FixMatchTask implements Task {
    /** Each report is compared with each message. */
    private static final int MAX_ROWS = 3_000;

    @Override
    public String name() {
        return "fix_match";
    }

    @Override
    public Tensors.Builder train(DataFolder data, Workbench bench) {
        List<Row> rows = data.training(name());
        rows.forEach(row -> row.required("commit_message"));
        Tensors.Builder tensors = new Tensors.Builder();
        FixTraining.train(rows, bench).save(tensors);
        return tensors;
    }

    @Override
    public Evaluation evaluate(EvaluationData data, Workbench bench) {
        List<Row> rows = data.rows();
        if (rows.size() > MAX_ROWS) {
            throw Fault.invalid(
                    "--data", "holds more than " + MAX_ROWS + " rows, which are all compared with each other");
        }
        FixMatchModel model = FixMatchModel.load(bench.models().apply(name()));
        List<FixReport> reports = FixRows.reports(rows, model.wording(), bench.texts());
        List<FixChange> changes = FixRows.changes(rows, model.wording(), bench.texts());
        double[][] alone = PairList.of(reports, changes).scores(model.weights());
        int[][] ranked = ranked(Pairing.balanced(alone), rows);
        List<ObjectNode> predictions = IntStream.range(0, rows.size())
                .mapToObj(i -> prediction(rows, i, ranked[i]))
                .toList();
        ObjectNode metrics = new FixFigures(rows, model).of(ranked, ranked(alone, rows));
        new FixFigures(rows, model).addPairs(metrics, Mispaired.of(alone, changes, bench.seed()));
        return new Evaluation(metrics, predictions);
    }

    /** Best first. Equal messages stand in an order that has nothing to do with their rows' places. */
    private static int[][] ranked(double[][] scores, List<Row> rows) {
        int[] ties = rows.stream().mapToInt(row -> Terms.hash(row.id())).toArray();
        return IntStream.range(0, rows.size())
                .parallel()
                .mapToObj(i -> IntStream.range(0, rows.size())
                        .boxed()
                        .sorted(Comparator.<Integer>comparingDouble(j -> -Math.round(scores[i][j] * 1e6))
                                .thenComparingInt(j -> ties[j]))
                        .mapToInt(Integer::intValue)
                        .toArray())
                .toArray(int[][]::new);
    }

    private static ObjectNode prediction(List<Row> rows, int row, int[] ranked) {
        ObjectNode prediction = rows.get(row).answer();
        ArrayNode ids = prediction.putArray("ids");
        List<String> all = new ArrayList<>();
        for (int other : ranked) {
            all.add(rows.get(other).id());
        }
        all.forEach(ids::add);
        return prediction;
    }
}
