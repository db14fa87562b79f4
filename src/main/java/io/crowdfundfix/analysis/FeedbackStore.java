package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.AnalysisApi.AnalysisView;
import io.crowdfundfix.analysis.Calibration.Measured;
import io.crowdfundfix.analysis.Calibration.Outcomes;
import io.crowdfundfix.analysis.FeedbackApi.FeedbackView;
import io.crowdfundfix.analysis.FeedbackApi.PredictedField;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.engine.Fingerprint;
import io.crowdfundfix.engine.Vectors;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Predictions as they were made and what people have said of them since, in SQL; neither is ever changed. */
final class FeedbackStore {
    private static final int MOST_MEASURED = 10_000;
    private static final String LAST = """
            not exists (select 1 from bug_feedback l where l.bug_id = f.bug_id and l.field = f.field
              and l.person = f.person and l.turn > f.turn)
            """;

    /** What is stored of a bug's meaning. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Meaning(long bug, String model, float[] vector, Fingerprint fingerprint) {}

    /**
     * What one field of a bug was predicted to be.
     *
     * @param low cents or null, as {@code high}
     */
    record Prediction(
            @Nullable String value,
            @Nullable Double confidence,
            @Nullable Long low,
            @Nullable Long high) {
        static final Prediction NONE = new Prediction(null, null, null, null);
    }

    /** One person's word on one field, the how manyth it is, and what it was said of. */
    record Said(long bug, PredictedField field, long person, int turn, String value, Prediction of, Instant at) {
        FeedbackView view() {
            return new FeedbackView(bug, field, value, of.value(), of.confidence(), person, at);
        }
    }

    /** Keeps the first prediction that each version of an engine makes of a bug. */
    Future<Void> keepPrediction(Session session, long bug, AnalysisView said, Instant now) {
        return session.update(
                        """
                        insert into bug_predictions (bug_id, engine, predicted_at, issue_type, issue_type_confidence,
                          category, category_confidence, severity, complexity, bounty_p10, bounty_p50, bounty_p90)
                        values (#{bug}, #{engine}, #{now}, #{issue_type}, #{issue_type_confidence}, #{category},
                          #{category_confidence}, #{severity}, #{complexity}, #{p10}, #{p50}, #{p90})
                        on conflict do nothing
                        """,
                        Parameters.with("bug", bug)
                                .and(
                                        "engine",
                                        said.engine().name() + " "
                                                + said.engine().version())
                                .and("now", Times.toSql(now))
                                .and("issue_type", said.issueType())
                                .and("issue_type_confidence", said.issueTypeConfidence())
                                .and("category", said.category())
                                .and("category_confidence", said.categoryConfidence())
                                .and("severity", said.severity().name())
                                .and("complexity", said.complexityScore())
                                .and("p10", cents(said.bountyInterval().p10()))
                                .and("p50", cents(said.bountyInterval().p50()))
                                .and("p90", cents(said.bountyInterval().p90())))
                .mapEmpty();
    }

    private static long cents(BigDecimal amount) {
        return amount.movePointRight(2).longValueExact();
    }

    /** The last prediction that was made of a field; empty for a bug that was never analysed. */
    Future<Optional<Prediction>> prediction(Session session, long bug, PredictedField field) {
        return session.find("""
                select * from bug_predictions where bug_id = #{bug} order by predicted_at desc limit 1
                """, Parameters.with("bug", bug), row -> prediction(row, field));
    }

    private static Prediction prediction(Row row, PredictedField field) {
        return switch (field) {
            case ISSUE_TYPE ->
                new Prediction(row.getString("issue_type"), row.getDouble("issue_type_confidence"), null, null);
            case CATEGORY ->
                new Prediction(row.getString("category"), row.getDouble("category_confidence"), null, null);
            case SEVERITY -> new Prediction(row.getString("severity"), null, null, null);
            case COMPLEXITY_SCORE -> new Prediction(row.getDouble("complexity").toString(), null, null, null);
            case PREDICTED_BOUNTY ->
                new Prediction(
                        row.getLong("bounty_p50").toString(),
                        null,
                        row.getLong("bounty_p10"),
                        row.getLong("bounty_p90"));
            case DUPLICATE -> Prediction.NONE;
        };
    }

    /** What this person said last of this field. */
    Future<Optional<Said>> last(Session session, long bug, PredictedField field, long person) {
        return session.find(
                """
                select turn, said, predicted, confidence, low, high, given_at from bug_feedback
                where bug_id = #{bug} and field = #{field} and person = #{person} order by turn desc limit 1
                """,
                Parameters.with("bug", bug).and("field", field.name()).and("person", person),
                row -> new Said(
                        bug,
                        field,
                        person,
                        row.getInteger("turn"),
                        row.getString("said"),
                        new Prediction(
                                row.getString("predicted"),
                                row.getDouble("confidence"),
                                row.getLong("low"),
                                row.getLong("high")),
                        Times.fromSql(row.getOffsetDateTime("given_at"))));
    }

    /** Adds a word; 0 if somebody was faster with the same turn. */
    Future<Integer> add(Session session, Said said) {
        return session.update(
                """
                insert into bug_feedback (bug_id, field, person, turn, said, predicted, confidence, low, high, given_at)
                values (#{bug}, #{field}, #{person}, #{turn}, #{value}, #{predicted}, #{confidence}, #{low}, #{high},
                  #{at})
                on conflict do nothing
                """,
                Parameters.with("bug", said.bug())
                        .and("field", said.field().name())
                        .and("person", said.person())
                        .and("turn", said.turn())
                        .and("value", said.value())
                        .and("predicted", said.of().value())
                        .and("confidence", said.of().confidence())
                        .and("low", said.of().low())
                        .and("high", said.of().high())
                        .and("at", Times.toSql(said.at())));
    }

    Future<List<Outcomes>> outcomes(Session session) {
        return session.query(
                """
                select f.field, cast(floor(f.confidence * 10) as integer) as tenth, count(*) as n,
                  coalesce(sum(f.confidence), 0) as confidence, count(case when f.said = f.predicted then 1 end) as held
                from bug_feedback f where f.field in ('ISSUE_TYPE', 'CATEGORY', 'SEVERITY') and
                """ + LAST + " group by f.field, cast(floor(f.confidence * 10) as integer) order by f.field, tenth",
                Parameters.none(),
                row -> new Outcomes(
                        PredictedField.valueOf(row.getString("field")),
                        row.getInteger("tenth"),
                        row.getLong("n"),
                        row.getDouble("confidence"),
                        row.getLong("held")));
    }

    /** The newest amounts and scores that people gave. */
    Future<List<Measured>> measured(Session session) {
        return session.query(
                """
                select f.field, f.said, f.predicted, f.low, f.high from bug_feedback f
                where f.field in ('COMPLEXITY_SCORE', 'PREDICTED_BOUNTY') and
                """ + LAST + " order by f.given_at desc limit #{limit}",
                Parameters.with("limit", MOST_MEASURED),
                row -> new Measured(
                        PredictedField.valueOf(row.getString("field")),
                        Double.parseDouble(row.getString("said")),
                        Double.parseDouble(row.getString("predicted")),
                        row.getLong("low") == null ? 0 : row.getLong("low"),
                        row.getLong("high") == null ? 0 : row.getLong("high")));
    }

    /** When the first word was given. */
    Future<Optional<Instant>> since(Session session) {
        return session.find(
                "select given_at from bug_feedback order by given_at limit 1",
                Parameters.none(),
                row -> Times.fromSql(row.getOffsetDateTime("given_at")));
    }

    Future<List<Meaning>> meanings(Session session, long one, long other) {
        return session.query(
                "select bug_id, model, vector, fingerprint from bug_vectors where bug_id = #{one} or bug_id = #{other}",
                Parameters.with("one", one).and("other", other),
                row -> new Meaning(
                        row.getLong("bug_id"),
                        row.getString("model"),
                        Vectors.fromBytes(row.getBuffer("vector").getBytes()),
                        Fingerprint.decode(row.getString("fingerprint"))));
    }
}
