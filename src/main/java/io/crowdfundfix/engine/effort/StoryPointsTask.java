package io.crowdfundfix.engine.effort;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.task.DataFolder;
import io.crowdfundfix.engine.task.Evaluation;
import io.crowdfundfix.engine.task.EvaluationData;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.Task;
import io.crowdfundfix.engine.task.Texts;
import io.crowdfundfix.engine.task.Workbench;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The task {@code story_points}: how many points a project's team gives to a story. */
public final class StoryPointsTask implements Task {
    @Override
    public String name() {
        return "story_points";
    }

    @Override
    public Tensors.Builder train(DataFolder data, Workbench bench) {
        Tensors.Builder tensors = new Tensors.Builder();
        EffortModel.fit(estimated(data.training(name()), bench.texts())).save(tensors);
        return tensors;
    }

    private static List<Estimated> estimated(List<Row> rows, Texts texts) {
        List<Story> stories = StoryRows.read(rows, texts);
        return IntStream.range(0, rows.size())
                .mapToObj(i -> new Estimated(stories.get(i), StoryRows.points(rows.get(i))))
                .toList();
    }

    @Override
    public Evaluation evaluate(EvaluationData data, Workbench bench) {
        EffortModel model = EffortModel.load(bench.models().apply(name()));
        Map<String, List<Estimated>> history = history(data.history(), bench.texts());
        List<Story> stories = StoryRows.read(data.rows(), bench.texts());
        List<Shares> shares = stories.parallelStream()
                .map(story -> model.shares(story, earlier(story, history)))
                .toList();
        PointFigures figures = new PointFigures();
        List<ObjectNode> answers = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            Row row = data.rows().get(i);
            ObjectNode answer = answer(row, shares.get(i));
            answers.add(answer);
            if (row.has(StoryRows.POINTS)) {
                String project = stories.get(i).project();
                figures.add(project, StoryRows.points(row), answer, model.always(project));
            }
        }
        return new Evaluation(figures.summary().put("history", data.history().size()), answers);
    }

    private static ObjectNode answer(Row row, Shares shares) {
        return row.answer().put("p10", shares.low()).put("p50", shares.middle()).put("p90", shares.high());
    }

    /** Oldest first; stories whose key has no number come at no known time and are left out. */
    private static Map<String, List<Estimated>> history(List<Row> rows, Texts texts) {
        Map<String, List<Estimated>> history = new HashMap<>();
        List<Row> known = rows.stream().filter(row -> row.has(StoryRows.POINTS)).toList();
        estimated(known, texts).stream()
                .filter(one -> Double.isFinite(one.story().place()))
                .sorted(Comparator.comparingDouble(one -> one.story().place()))
                .forEach(one -> history.computeIfAbsent(one.story().project(), name -> new ArrayList<>())
                        .add(one));
        return history;
    }

    private static List<EarlierEstimate> earlier(Story story, Map<String, List<Estimated>> history) {
        return history.getOrDefault(story.project(), List.of()).stream()
                .filter(one -> one.story().place() < story.place())
                .map(one -> new EarlierEstimate(one.story().vector(), one.points()))
                .toList();
    }
}
