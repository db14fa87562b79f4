package io.crowdfundfix.engine.issuetype;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.Embedder;
import io.crowdfundfix.engine.EncoderText;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.task.DataFolder;
import io.crowdfundfix.engine.task.Evaluation;
import io.crowdfundfix.engine.task.EvaluationData;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.Task;
import io.crowdfundfix.engine.task.Workbench;
import io.crowdfundfix.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Learns and measures bug, feature or question, on rows with title, body, repo and label. */
public final class IssueTypeTask implements Task {
    private static final String TITLE = "title";
    private static final String BODY = "body";
    private static final String REPO = "repo";
    private static final String LABEL = "label";

    @Override
    public String name() {
        return "issue_type";
    }

    @Override
    public Tensors.Builder train(DataFolder data, Workbench bench) {
        List<Row> rows = data.training(name());
        List<IssueType> types = rows.stream().map(IssueTypeTask::type).toList();
        boolean reads = !bench.texts().embedder().fallback();
        List<TypedReport> reports = reports(rows, reads, bench);
        return new IssueTypeTraining(reports, types, bench.progress()).train(bench.seed());
    }

    private static IssueType type(Row row) {
        String label = row.required(LABEL);
        return IssueType.of(label)
                .orElseThrow(() -> Fault.invalid(
                        row.file() + ":" + row.number(), LABEL + " must be bug, feature or question: " + label));
    }

    private static List<TypedReport> reports(List<Row> rows, boolean reads, Workbench bench) {
        List<String> texts = rows.stream()
                .map(row -> EncoderText.of(row.required(TITLE), row.text(BODY)))
                .toList();
        float[] @Nullable [] vectors = reads ? bench.texts().vectors(texts) : null;
        List<TypedReport> reports = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            float[] vector = vectors == null ? null : vectors[i];
            reports.add(new TypedReport(row.text(TITLE), row.text(BODY), row.text(REPO), vector));
        }
        return reports;
    }

    @Override
    public Evaluation evaluate(EvaluationData data, Workbench bench) {
        IssueTypeModel model = IssueTypeModel.load(bench.models().apply(name()));
        Embedder embedder = bench.texts().embedder();
        boolean reads = !embedder.fallback() && embedder.model().equals(model.encoder());
        List<TypedReport> reports = reports(data.rows(), reads, bench);
        List<Classified> classified =
                reports.parallelStream().map(model::classify).toList();
        List<ObjectNode> predictions = new ArrayList<>();
        for (int i = 0; i < classified.size(); i++) {
            predictions.add(prediction(data.rows().get(i), classified.get(i)));
        }
        IssueTypeFigures figures = new IssueTypeFigures(data.rows(), classified);
        ObjectNode metrics = figures.all().put("encoder", reads);
        return new Evaluation(metrics, predictions);
    }

    private static ObjectNode prediction(Row row, Classified classified) {
        ObjectNode prediction = row.answer();
        if (row.has(REPO)) {
            prediction.put(REPO, row.text(REPO));
        }
        prediction.put("prediction", classified.type().label());
        ObjectNode probabilities = prediction.putObject("probabilities");
        for (IssueType type : IssueType.values()) {
            probabilities.put(type.label(), Math.round(classified.probability(type) * 1e4) / 1e4);
        }
        ArrayNode reasons = prediction.putArray("reasons");
        classified.reasons().forEach(reason -> reasons.add(reason.words()));
        return prediction;
    }

    static Optional<IssueType> answer(Row row) {
        return IssueType.of(row.text(LABEL));
    }
}
