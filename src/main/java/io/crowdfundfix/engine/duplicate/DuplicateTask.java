package io.crowdfundfix.engine.duplicate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.duplicate.DuplicateModel.Candidate;
import io.crowdfundfix.engine.duplicate.DuplicateModel.Match;
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
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Finds the reports of a project that tell of the same bug: rows are pairs of known duplicates, the corpus is all reports. */
public final class DuplicateTask implements Task {
    private static final int ANSWERS = 100;

    @Override
    public String name() {
        return "duplicates";
    }

    @Override
    public Tensors.Builder train(DataFolder data, Workbench bench) {
        DuplicateModel model =
                DuplicateTraining.train(data.training("duplicates.pairs"), data.all("duplicates.corpus"), bench);
        Tensors.Builder tensors = new Tensors.Builder();
        model.save(tensors);
        return tensors;
    }

    @Override
    public Evaluation evaluate(EvaluationData data, Workbench bench) {
        if (data.corpus().isEmpty()) {
            throw Fault.invalid("--corpus", "is required: the reports among which duplicates are looked for");
        }
        DuplicateModel model = DuplicateModel.load(bench.models().apply(name()));
        ReportVault vault = ReportVault.read(data.corpus(), bench.texts());
        Map<String, ReportCollection> collections = vault.collections(model::profile);
        List<Row> rows = data.rows();
        List<QueryReport> queries = vault.queries(rows, bench.texts());
        Ranking[] rankings = new Ranking[rows.size()];
        AtomicLong done = new AtomicLong();
        IntStream.range(0, rankings.length).parallel().forEach(i -> {
            ReportCollection collection = collections.get(rows.get(i).required("project"));
            if (collection == null) {
                throw Fault.invalid(
                        rows.get(i).file() + ":" + rows.get(i).number(), "has a project that the corpus does not know");
            }
            rankings[i] = rank(model, collection, queries.get(i));
            bench.progress().at("ranking", done.incrementAndGet(), rankings.length);
        });
        List<ObjectNode> predictions = new ArrayList<>();
        for (int i = 0; i < rankings.length; i++) {
            predictions.add(prediction(rows.get(i), rankings[i].ids()));
        }
        return new Evaluation(DuplicateFigures.of(rows, List.of(rankings)), predictions);
    }

    /**
     * What was found for one query.
     *
     * @param ids best first
     * @param byTextAlone the same as if nothing were known of the order of the reports
     * @param candidates before they were ranked
     * @param likely those that are called likely duplicates
     * @param micros time to compare and rank the candidates
     */
    record Ranking(
            List<String> ids, List<String> byTextAlone, List<String> candidates, List<String> likely, double micros) {}

    private static Ranking rank(DuplicateModel model, ReportCollection collection, QueryReport query) {
        Profile profile = query.profile(model::profile, collection.rarity());
        int[] places = collection.candidates(query.id(), profile);
        List<Candidate> candidates = new ArrayList<>(places.length);
        List<Candidate> textAlone = new ArrayList<>(places.length);
        for (int place : places) {
            Profile of = collection.member(place).profile();
            candidates.add(new Candidate(of, collection.between(query.id(), place)));
            textAlone.add(new Candidate(of, Float.NaN));
        }
        long started = System.nanoTime();
        List<Match> ranked = model.rank(profile, candidates, collection.rarity());
        double micros = (System.nanoTime() - started) / 1e3;
        List<String> found = IntStream.of(places)
                .mapToObj(place -> collection.member(place).id())
                .toList();
        List<String> likely = ids(ranked.stream().filter(Match::likely).toList(), found);
        return new Ranking(
                ids(ranked, found),
                ids(model.rank(profile, textAlone, collection.rarity()), found),
                found,
                likely,
                micros);
    }

    private static List<String> ids(List<Match> ranked, List<String> found) {
        return ranked.stream()
                .limit(ANSWERS)
                .map(match -> found.get(match.place()))
                .toList();
    }

    private static ObjectNode prediction(Row row, List<String> ids) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("id", row.json().path("id_a"));
        answer.put("project", row.required("project"));
        ArrayNode list = answer.putArray("ids");
        boolean numbers = row.json().path("id_a").isIntegralNumber();
        ids.forEach(id -> {
            if (numbers && id.matches("\\d{1,18}")) {
                list.add(Long.parseLong(id));
            } else {
                list.add(id);
            }
        });
        return answer;
    }
}
