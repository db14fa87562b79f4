package io.crowdfundfix.engine.triage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.learn.BoostedTrees;
import io.crowdfundfix.engine.learn.Boosting;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.task.DataFolder;
import io.crowdfundfix.engine.task.Evaluation;
import io.crowdfundfix.engine.task.EvaluationData;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.Task;
import io.crowdfundfix.engine.task.Workbench;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** {@code assignee}: who will fix a report, out of the people of its project. */
public final class AssigneeTask implements Task {
    private static final int ANSWERED = 20;
    private static final int MAX_WORDS = 20_000;

    @Override
    public String name() {
        return "assignee";
    }

    @Override
    public Tensors.Builder train(DataFolder data, Workbench bench) {
        Learning learning = Learning.of(data, bench, MAX_WORDS);
        bench.progress().at("assignee: learning", 0, 2);
        List<AssigneeTraining.Lesson> lessons = learning.each(
                Ticket::hasAssignee,
                bench.seed(),
                moment -> AssigneeTraining.Lesson.of(moment, moment.report().likeness(learning.vocabulary())));
        bench.progress().at("assignee: learning", 1, 2);
        BoostedTrees ranker = AssigneeTraining.fit(lessons, boosting(bench.seed()));
        bench.progress().at("assignee: learning", 2, 2);
        Tensors.Builder tensors = new Tensors.Builder();
        new AssigneeModel(learning.vocabulary(), ranker, learning.projectToPast()).save(tensors);
        return tensors;
    }

    private static Boosting boosting(long seed) {
        return new Boosting(120, 0.08, 24, 50, 5, 0.6, 0.5, seed);
    }

    @Override
    public Evaluation evaluate(EvaluationData data, Workbench bench) {
        AssigneeModel model = AssigneeModel.load(bench.models().apply(name()));
        Pasts pasts = new Pasts(model.projectToPast()).with(data.history(), model.vocabulary(), bench.texts());
        List<Row> rows = data.rows();
        float[][] vectors = TicketText.vectors(rows, bench.texts());
        AtomicInteger done = new AtomicInteger();
        List<List<String>> ranked = IntStream.range(0, vectors.length)
                .parallel()
                .mapToObj(i -> {
                    List<String> people = rank(model, pasts, rows.get(i), vectors[i]);
                    bench.progress().at("assignee: ranking", done.incrementAndGet(), vectors.length);
                    return people;
                })
                .toList();
        List<ObjectNode> predictions = IntStream.range(0, vectors.length)
                .mapToObj(i -> answer(rows.get(i), ranked.get(i)))
                .toList();
        return new Evaluation(RankingFigures.of(rows, ranked), predictions);
    }

    private static List<String> rank(AssigneeModel model, Pasts pasts, Row row, float[] vector) {
        NewReport report = NewReport.of(Ticket.of(row, Content.NONE), row, vector);
        return model.rank(report, pasts.of(row.text("project"))).stream()
                .limit(ANSWERED)
                .map(AssigneeModel.Candidate::person)
                .toList();
    }

    private static ObjectNode answer(Row row, List<String> people) {
        ObjectNode answer = row.answer();
        ArrayNode ids = answer.putArray("ids");
        people.forEach(ids::add);
        return answer;
    }
}
