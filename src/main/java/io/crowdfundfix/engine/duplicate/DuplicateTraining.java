package io.crowdfundfix.engine.duplicate;

import io.crowdfundfix.engine.duplicate.DuplicateModel.Lexicon;
import io.crowdfundfix.engine.learn.Terms;
import io.crowdfundfix.engine.task.Progress;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.Workbench;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Trains a {@link DuplicateModel} from pairs of known duplicates and the reports among which they lie. Whatever is learned on top of
 * something learned sees only what that made of clusters it had not seen: vectors turned by others' duplicates, scores of a ranker that
 * was trained on the other half.
 */
final class DuplicateTraining {
    private static final int PARTS = 2;
    private static final int ROUNDS = 12;
    private static final int MOST_PAIRS_OF_CLUSTER = 6;
    private static final int COMMON = 6;
    private static final double WITHOUT_DUPLICATE = 3;

    private final ReportVault vault;
    private final Workbench bench;
    private final List<Row> pairs;
    private final List<QueryReport> queries;
    private final Map<String, Set<String>> clusterToIds = new LinkedHashMap<>();
    private final Lexicon lexicon;

    private DuplicateTraining(List<Row> rows, List<Row> corpus, Workbench bench) {
        this.bench = bench;
        vault = ReportVault.read(corpus, bench.texts());
        Map<String, Row> firstOfQuery = new LinkedHashMap<>();
        for (Row row : rows) {
            firstOfQuery.putIfAbsent(row.required("project") + " " + row.required("id_a"), row);
            Set<String> ids = clusterToIds.computeIfAbsent(row.required("cluster"), cluster -> new LinkedHashSet<>());
            ids.add(row.required("id_a"));
            ids.add(row.required("id_b"));
        }
        pairs = List.copyOf(firstOfQuery.values());
        queries = vault.queries(pairs, bench.texts());
        List<ReportWords> words = vault.projectToReports().values().stream()
                .flatMap(reports -> ReportVault.words(reports).stream())
                .toList();
        lexicon = new Lexicon(
                CountedRarity.of(words, COMMON),
                CountedRarity.of(words.stream().map(ReportWords::ofGrams).toList(), COMMON));
    }

    static DuplicateModel train(List<Row> pairs, List<Row> corpus, Workbench bench) {
        return new DuplicateTraining(pairs, corpus, bench).train();
    }

    private DuplicateModel train() {
        CandidateList[] lists = new CandidateList[queries.size()];
        for (int part = 0; part < PARTS; part++) {
            int own = part;
            Projection projection = turned(cluster -> part(cluster) != own);
            fill(lists, own, projection);
        }
        List<CandidateList> all = List.of(lists);
        Ranker[] rankers = new Ranker[PARTS];
        for (int part = 0; part < PARTS; part++) {
            int own = part;
            rankers[part] = Ranker.fit(
                    IntStream.range(0, lists.length)
                            .filter(i -> rankerPart(i) != own)
                            .mapToObj(i -> lists[i])
                            .toList(),
                    bench.seed());
            bench.progress().at("ranker of a part", part + 1, PARTS);
        }
        List<double[]> scores = IntStream.range(0, lists.length)
                .mapToObj(i -> rankers[rankerPart(i)].scores(lists[i].features()))
                .toList();
        Nearness nearness = Nearness.fit(all, scores);
        Judge judge = Judge.fit(cases(all, rankers, nearness));
        Ranker ranker = Ranker.fit(all, bench.seed());
        return new DuplicateModel(lexicon, turned(cluster -> true), ranker, nearness, judge);
    }

    private static int part(String cluster) {
        return Math.floorMod(Terms.hash(cluster), PARTS);
    }

    /** Another division than that of the vectors, so that each half of the rankers sees both kinds. */
    private int rankerPart(int query) {
        return Math.floorMod(Terms.hash("ranker " + pairs.get(query).text("cluster")), PARTS);
    }

    private interface Choice {
        boolean takes(String cluster);
    }

    private Projection turned(Choice choice) {
        Map<String, QueryReport> known = new LinkedHashMap<>();
        vault.projectToReports()
                .forEach((project, reports) ->
                        reports.forEach(report -> known.put(project + " " + report.id(), report)));
        Map<String, String> clusterToProject = new LinkedHashMap<>();
        pairs.forEach(row -> clusterToProject.put(row.text("cluster"), row.text("project")));
        List<Contrast.Pair> together = new ArrayList<>();
        int group = 0;
        for (Map.Entry<String, String> cluster : clusterToProject.entrySet()) {
            group++;
            List<QueryReport> members = clusterToIds.getOrDefault(cluster.getKey(), Set.of()).stream()
                    .flatMap(id -> Stream.ofNullable(known.get(cluster.getValue() + " " + id)))
                    .toList();
            if (choice.takes(cluster.getKey())) {
                addPairs(members, cluster.getValue(), group, together);
            }
        }
        int dimensions = bench.texts().embedder().dimensions();
        return Contrast.fit(together, dimensions, ROUNDS, bench.seed(), bench.progress());
    }

    private static void addPairs(List<QueryReport> members, String project, int group, List<Contrast.Pair> together) {
        int added = 0;
        for (int i = 0; i < members.size(); i++) {
            for (int j = i + 1; j < members.size() && added < MOST_PAIRS_OF_CLUSTER; j++, added++) {
                QueryReport a = members.get(i);
                QueryReport b = members.get(j);
                together.add(new Contrast.Pair(a.whole(), b.whole(), project, group));
                together.add(new Contrast.Pair(a.title(), b.title(), project + " titles", group));
            }
        }
    }

    private void fill(CandidateList[] lists, int part, Projection projection) {
        Map<String, ReportCollection> collections = vault.collections((report, title, whole, in) -> new Profile(
                Lexis.of(ReportWords.of(report.title(), report.body()), in, lexicon.grams()),
                ReportVectors.of(title, whole, projection)));
        Progress progress = bench.progress();
        IntStream.range(0, lists.length)
                .parallel()
                .filter(i -> part(pairs.get(i).text("cluster")) == part)
                .forEach(i -> {
                    lists[i] = list(i, collections, projection);
                    progress.at("candidates", i + 1, lists.length);
                });
    }

    private CandidateList list(int query, Map<String, ReportCollection> collections, Projection projection) {
        Row row = pairs.get(query);
        ReportCollection collection = collections.get(row.text("project"));
        if (collection == null) {
            return new CandidateList(new float[0][], new boolean[0], new float[0]);
        }
        QueryReport asked = queries.get(query);
        Profile profile = new Profile(
                Lexis.of(
                        ReportWords.of(asked.report().title(), asked.report().body()),
                        collection.rarity(),
                        lexicon.grams()),
                ReportVectors.of(asked.title(), asked.whole(), projection));
        Set<String> same = clusterToIds.getOrDefault(row.text("cluster"), Set.of());
        int[] places = collection.candidates(asked.id(), profile);
        float[][] signals = Signals.of(
                profile,
                IntStream.of(places)
                        .mapToObj(place -> collection.member(place).profile())
                        .toList(),
                collection.rarity());
        boolean[] duplicate = new boolean[places.length];
        float[] between = new float[places.length];
        for (int i = 0; i < places.length; i++) {
            duplicate[i] = same.contains(collection.member(places[i]).id());
            between[i] = collection.between(asked.id(), places[i]);
        }
        return new CandidateList(ListFeatures.of(signals), duplicate, between);
    }

    /** The best of each list, once as it is and once as if the collection had no duplicate, which is what mostly happens. */
    private List<Judge.Case> cases(List<CandidateList> lists, Ranker[] rankers, Nearness nearness) {
        List<Judge.Case> cases = new ArrayList<>();
        for (int i = 0; i < lists.size(); i++) {
            Ranker ranker = rankers[rankerPart(i)];
            CandidateList without = lists.get(i).withoutDuplicates();
            int group = Math.floorMod(Terms.hash("judge " + pairs.get(i).text("cluster")), 1_000);
            double[] scores = ranker.scores(lists.get(i).features());
            cases.addAll(lists.get(i).cases(scores, nearness, group, 1));
            cases.addAll(without.cases(ranker.scores(without.features()), nearness, group, WITHOUT_DUPLICATE));
        }
        return cases;
    }
}
