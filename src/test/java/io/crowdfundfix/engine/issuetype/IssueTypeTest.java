package io.crowdfundfix.engine.issuetype;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.HashingEmbedder;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.task.Evaluation;
import io.crowdfundfix.engine.task.EvaluationData;
import io.crowdfundfix.engine.task.Progress;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.Texts;
import io.crowdfundfix.engine.task.Workbench;
import io.crowdfundfix.fault.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IssueTypeTest {
    private static final List<String> THINGS =
            List.of("export", "login", "search", "menu", "parser", "cache", "proxy", "installer", "printer", "clock");
    private static final List<String> REPOSITORIES = List.of("acme/shop", "acme/bank");

    private static byte[] withoutEncoder = new byte[0];
    private static byte[] withEncoder = new byte[0];

    @BeforeAll
    static void train() {
        withoutEncoder = trained(false);
        withEncoder = trained(true);
    }

    /** In the bank, what is labelled a chore is a wish; in the shop it is a question. */
    private static List<TypedReport> reports(boolean vectors, List<IssueType> types) {
        List<TypedReport> reports = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 120; i++) {
            IssueType type = List.of(IssueType.values()).get(i % 3);
            String repository = REPOSITORIES.get(i / 3 % 2);
            String thing = THINGS.get(random.nextInt(THINGS.size()));
            boolean chore =
                    i % 4 == 0 && type == (repository.equals("acme/bank") ? IssueType.FEATURE : IssueType.QUESTION);
            types.add(type);
            reports.add(report(
                    chore ? "Chore for the " + thing : title(type, thing),
                    repository,
                    vectors ? vector(type, random) : null));
        }
        return reports;
    }

    private static TypedReport report(String title, String repository, float @Nullable [] vector) {
        return new TypedReport(title, "It is the one of the third floor.", repository, vector);
    }

    private static String title(IssueType type, String thing) {
        return switch (type) {
            case BUG -> "The " + thing + " crashes with an error";
            case FEATURE -> "Add an option for the " + thing;
            case QUESTION -> "How do I use the " + thing + "?";
        };
    }

    private static float[] vector(IssueType type, Random random) {
        float[] vector = new float[8];
        for (int d = 0; d < vector.length; d++) {
            vector[d] = (float) random.nextGaussian() / 4;
        }
        vector[type.index] += 1;
        return vector;
    }

    private static byte[] trained(boolean vectors) {
        List<IssueType> types = new ArrayList<>();
        List<TypedReport> reports = reports(vectors, types);
        return new IssueTypeTraining(reports, types, Progress.SILENT).train(7).bytes();
    }

    private static IssueTypeModel model(byte[] bytes) {
        return IssueTypeModel.load(read(bytes));
    }

    private static Tensors read(byte[] bytes) {
        try {
            return Tensors.read(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void tellsTypesApartByTheirWording() {
        IssueTypeModel model = model(withoutEncoder);
        for (IssueType type : IssueType.values()) {
            Classified classified = model.classify(report(title(type, "scanner"), "acme/shop", null));
            assertEquals(type, classified.type());
            assertTrue(classified.probability(type) > 0.7);
            assertEquals(
                    1,
                    classified.probabilities().values().stream()
                            .mapToDouble(p -> p)
                            .sum(),
                    1e-9);
        }
    }

    @Test
    void learnsWhatAWordMeansInOneRepository() {
        IssueTypeModel model = model(withoutEncoder);
        assertEquals(
                IssueType.FEATURE,
                model.classify(report("Chore for the printer", "acme/bank", null))
                        .type());
        assertEquals(
                IssueType.QUESTION,
                model.classify(report("Chore for the printer", "Acme/Shop", null))
                        .type());
    }

    @Test
    void judgesReportsOfNoRepositoryByWhatIsCommon() {
        IssueTypeModel model = model(withoutEncoder);
        String title = title(IssueType.BUG, "scanner");
        for (String repository : List.of("", " ", "somebody/else")) {
            assertEquals(
                    IssueType.BUG,
                    model.classify(report(title, repository, null)).type());
        }
    }

    @Test
    void readsVectorsOfTheLengthItLearnedFrom() {
        IssueTypeModel model = model(withEncoder);
        float[] wish = {0, 1, 0, 0, 0, 0, 0, 0};
        TypedReport vague = report("About the third floor", "", wish);
        assertEquals(IssueType.FEATURE, model.classify(vague).type());
        Classified without = model.classify(report("About the third floor", "", null));
        assertTrue(
                without.probability(IssueType.FEATURE) < model.classify(vague).probability(IssueType.FEATURE));
        assertEquals(without, model.classify(report("About the third floor", "", new float[6])));
    }

    @Test
    void namesTheWordsThatDecided() {
        Classified classified =
                model(withoutEncoder).classify(report(title(IssueType.BUG, "scanner"), "acme/shop", null));
        List<String> words =
                classified.reasons().stream().map(Classified.Reason::words).toList();
        assertTrue(words.contains("\"crashes\"") || words.contains("the title names a failure"), words.toString());
        assertFalse(words.contains("\"floor\""), words.toString());
    }

    @Test
    void takesAnotherShareOfTypesIntoAccount() {
        Classified even =
                new Classified(Map.of(IssueType.BUG, 0.3, IssueType.FEATURE, 0.4, IssueType.QUESTION, 0.3), List.of());
        Classified tracker = even.where(Map.of(IssueType.BUG, 0.6, IssueType.FEATURE, 0.3, IssueType.QUESTION, 0.1));
        assertEquals(IssueType.FEATURE, even.type());
        assertEquals(IssueType.BUG, tracker.type());
        assertEquals(0.18 / 0.33, tracker.probability(IssueType.BUG), 1e-9);
    }

    @Test
    void trainsTheSameModelTwice() {
        assertArrayEquals(withEncoder, trained(true));
    }

    @Test
    void answersHostileText() {
        IssueTypeModel model = model(withEncoder);
        for (String text : List.of(
                "",
                " ",
                "a".repeat(1_000_000),
                "語".repeat(100_000),
                "<!--",
                "```",
                "[".repeat(50_000),
                "**",
                "?!…",
                "\ud83d")) {
            Classified classified = model.classify(new TypedReport(text, text, text, null));
            assertEquals(
                    1,
                    classified.probabilities().values().stream()
                            .mapToDouble(p -> p)
                            .sum(),
                    1e-9);
        }
    }

    @Test
    void evaluatesRowsInTheirOrderAndCountsOnlyAnsweredOnes() {
        ObjectNode bug =
                row("The cache crashes with an error").put("label", "bug").put("id", "a");
        ObjectNode open = row("How do I use the cache?");
        Evaluation evaluation = evaluate(List.of(open, bug));
        assertEquals(
                "question", evaluation.predictions().get(0).path("prediction").asText());
        assertEquals("1", evaluation.predictions().get(0).path("id").asText());
        assertEquals("a", evaluation.predictions().get(1).path("id").asText());
        assertEquals(1.0, evaluation.metrics().path("macro_f1").asDouble());
        assertEquals(2, evaluation.metrics().path("ci95").size());
        assertFalse(evaluate(List.of(open)).metrics().has("macro_f1"));
    }

    @Test
    void namesTheRowThatHasNoTitle() {
        Fault fault =
                assertThrows(Fault.class, () -> evaluate(List.of(row("Fine"), JsonNodeFactory.instance.objectNode())));
        assertTrue(fault.toString().contains("rows.jsonl:2 has no title"), fault.toString());
    }

    private static ObjectNode row(String title) {
        return JsonNodeFactory.instance.objectNode().put("title", title).put("repo", "acme/shop");
    }

    private static Evaluation evaluate(List<? extends JsonNode> nodes) {
        List<Row> rows = new ArrayList<>();
        nodes.forEach(node -> rows.add(new Row("rows.jsonl", rows.size() + 1, node)));
        try (HashingEmbedder embedder = new HashingEmbedder()) {
            Texts texts = new Texts(embedder, null, Progress.SILENT);
            Workbench bench = new Workbench(texts, task -> read(withoutEncoder), Progress.SILENT, 7);
            return new IssueTypeTask().evaluate(new EvaluationData(rows, List.of(), List.of()), bench);
        }
    }
}
