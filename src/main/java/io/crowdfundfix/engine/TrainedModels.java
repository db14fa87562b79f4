package io.crowdfundfix.engine;

import io.crowdfundfix.engine.Learned.TypeOpinion;
import io.crowdfundfix.engine.duplicate.DuplicateModel;
import io.crowdfundfix.engine.effort.EffortEstimate;
import io.crowdfundfix.engine.effort.EffortModel;
import io.crowdfundfix.engine.issuetype.IssueTypeModel;
import io.crowdfundfix.engine.issuetype.TypedReport;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.price.PriceEstimate;
import io.crowdfundfix.engine.price.PriceModel;
import io.crowdfundfix.engine.price.PricedReport;
import io.crowdfundfix.engine.triage.NewReport;
import io.crowdfundfix.engine.triage.ResolutionModel;
import io.crowdfundfix.engine.triage.ResolutionModel.Days;
import io.crowdfundfix.engine.triage.Tracker;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The trained models that the engine found; each may be missing. A model that learned from vectors of another encoder is
 * used without vectors, or not at all.
 */
public final class TrainedModels {
    public static final TrainedModels NONE = new TrainedModels(task -> null, "", () -> "heuristics-2");

    private final @Nullable IssueTypeModel issueType;
    private final @Nullable PriceModel price;
    private final @Nullable EffortModel effort;
    private final @Nullable ResolutionModel resolution;
    private final @Nullable DuplicateModel duplicates;
    private final String version;

    private TrainedModels(Function<String, @Nullable Tensors> files, String encoder, Supplier<String> version) {
        issueType = load(files.apply("issue_type"), IssueTypeModel::load);
        price = load(ofEncoder(encoder, files.apply("bounty")), PriceModel::load);
        effort = load(ofEncoder(encoder, files.apply("story_points")), EffortModel::load);
        resolution = load(ofEncoder(encoder, files.apply("resolution_days")), ResolutionModel::load);
        duplicates = load(ofEncoder(encoder, files.apply("duplicates")), DuplicateModel::load);
        this.version = version.get();
    }

    /**
     * Reads the models that there are.
     *
     * @param files finds the tensors of a task by its name, or null
     * @param encoder identity of the engine's encoder
     * @param version told with every answer, asked when all are read
     */
    public static TrainedModels load(
            Function<String, @Nullable Tensors> files, String encoder, Supplier<String> version) {
        return new TrainedModels(files, encoder, version);
    }

    private static <M> @Nullable M load(@Nullable Tensors tensors, Function<Tensors, M> reader) {
        return tensors == null ? null : reader.apply(tensors);
    }

    private static @Nullable Tensors ofEncoder(String encoder, @Nullable Tensors tensors) {
        return tensors == null || !encoder.equals(tensors.property("encoder")) ? null : tensors;
    }

    /**
     * Asks each model.
     *
     * @param vector of the whole report
     */
    Learned ask(Report report, float[] vector, Embedder embedder) {
        return new Learned(
                type(report, vector, embedder), price(report, embedder), effort(report, vector), days(report, vector));
    }

    private @Nullable TypeOpinion type(Report report, float[] vector, Embedder embedder) {
        if (issueType == null) {
            return null;
        }
        float[] readable = issueType.encoder().equals(embedder.model()) ? vector : null;
        TypedReport typed = new TypedReport(report.title(), report.description(), report.repository(), readable);
        return new TypeOpinion(issueType.classify(typed), issueType.knows(report.repository()));
    }

    private @Nullable PriceEstimate price(Report report, Embedder embedder) {
        if (price == null) {
            return null;
        }
        float[] meaning = embedder.embed(report.title(), List.of()).vector();
        PricedReport priced = new PricedReport(
                "", report.title(), report.description(), report.repository(), Double.POSITIVE_INFINITY, meaning);
        return price.price(priced, price.market());
    }

    private @Nullable EffortEstimate effort(Report report, float[] vector) {
        return effort == null
                ? null
                : effort.points(report.repository(), report.title(), report.description(), vector, List.of());
    }

    private @Nullable Days days(Report report, float[] vector) {
        return resolution == null
                ? null
                : resolution.days(NewReport.ofText(report.title(), report.description(), vector), Tracker.EMPTY);
    }

    /** What ranks possible duplicates; null where none learned from this encoder. */
    public @Nullable DuplicateModel duplicates() {
        return duplicates;
    }

    /** So that answers of different models can be told apart. */
    public String version() {
        return version;
    }
}
