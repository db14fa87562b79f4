package io.crowdfundfix.engine.effort;

import io.crowdfundfix.engine.learn.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many story points a report is worth in its own project, and how hard it is among all reports. A project that it has
 * learned is judged as its team judges; any other by what makes work large everywhere. Both adapt to what the project
 * estimated since. Immutable.
 */
public final class EffortModel {
    private static final int FEWEST = 30;
    /** The latest estimates that adapt a project. */
    private static final int MOST_EARLIER = 300;

    private static final double SHARPNESS = 10;
    /** What the common model weighs beside a project's own words, which weigh one. */
    private static final double COMMON_SHARE = 1.25;
    /** What the earlier estimates weigh, against one for all that was learned, if there are very many. */
    private static final double EARLIER_SHARE = 0.4;

    private static final double HALF_EARLIER = 20;
    private static final int MOST_WORDS = 5;

    private final Map<String, ProjectPoints> nameToProject;
    private final CommonPoints common;

    private EffortModel(Map<String, ProjectPoints> nameToProject, CommonPoints common) {
        this.nameToProject = nameToProject;
        this.common = common;
    }

    /** @param stories oldest first within each project */
    static EffortModel fit(List<Estimated> stories) {
        Map<String, List<Estimated>> byProject = new TreeMap<>();
        stories.forEach(one -> byProject
                .computeIfAbsent(one.story().project(), name -> new ArrayList<>())
                .add(one));
        Map<String, ProjectPoints> projects = new LinkedHashMap<>();
        byProject.entrySet().parallelStream()
                .filter(entry -> entry.getValue().size() >= FEWEST)
                .map(entry -> Map.entry(entry.getKey(), ProjectPoints.fit(entry.getValue())))
                .toList()
                .forEach(entry -> projects.put(entry.getKey(), entry.getValue()));
        return new EffortModel(projects, CommonPoints.fit(List.copyOf(byProject.values())));
    }

    /** Reads what training wrote. */
    public static EffortModel load(Tensors tensors) {
        Map<String, ProjectPoints> projects = new LinkedHashMap<>();
        String names = tensors.property("projects");
        for (String name : names == null || names.isEmpty() ? new String[0] : names.split("\n")) {
            projects.put(name, ProjectPoints.load(tensors, "project." + name));
        }
        return new EffortModel(projects, CommonPoints.load(tensors, "common"));
    }

    void save(Tensors.Builder tensors) {
        tensors.property("projects", String.join("\n", nameToProject.keySet()));
        nameToProject.forEach((name, project) -> project.save(tensors, "project." + name));
        common.save(tensors, "common");
    }

    /**
     * Judges one report.
     *
     * @param vector its meaning, of length one
     * @param earlier estimates of the same project, oldest first; may be empty
     */
    public EffortEstimate points(
            String project, String title, String description, float[] vector, List<EarlierEstimate> earlier) {
        Story story = new Story(project, Double.POSITIVE_INFINITY, StoryRows.words(title, description), vector);
        Shares shares = shares(story, earlier);
        double complexity = common.complexity(story);
        return new EffortEstimate(
                shares.low(), shares.middle(), shares.high(), complexity, reasons(story, complexity, earlier.size()));
    }

    Shares shares(Story story, List<EarlierEstimate> all) {
        List<EarlierEstimate> earlier = all.subList(Math.max(0, all.size() - MOST_EARLIER), all.size());
        @Nullable ProjectPoints project = nameToProject.get(story.project());
        Shares learned = project == null
                ? unknown(story, earlier)
                : project.shares(story).plus(common.spread(story, project.usual()), COMMON_SHARE);
        return earlier.isEmpty() ? learned : adapted(learned, story, earlier);
    }

    /** What always the median of the project, or of all, would say. */
    double always(String project) {
        ProjectPoints known = nameToProject.get(project);
        return known == null ? common.typical().middle() : known.median();
    }

    private Shares unknown(Story story, List<EarlierEstimate> earlier) {
        if (earlier.size() < FEWEST) {
            return common.spread(story, common.typical());
        }
        double[] points = earlier.stream().mapToDouble(EarlierEstimate::points).toArray();
        double[] scale = PointScale.of(points);
        double[] usual = new double[scale.length];
        Arrays.stream(points).forEach(one -> usual[PointScale.place(scale, one)]++);
        return common.spread(story, new Shares(scale, usual));
    }

    /** Adds the points of earlier stories, more of the similar ones. */
    private static Shares adapted(Shares learned, Story story, List<EarlierEstimate> earlier) {
        double[] near = new double[learned.points().length];
        double sum = 0;
        for (EarlierEstimate one : earlier) {
            double share = Math.exp(SHARPNESS * one.likeness(story.vector()));
            near[PointScale.place(learned.points(), one.points())] += share;
            sum += share;
        }
        double weight = EARLIER_SHARE * learned.sum() * earlier.size() / (earlier.size() + HALF_EARLIER) / sum;
        double[] shares = new double[near.length];
        Arrays.setAll(shares, i -> learned.shares()[i] + weight * near[i]);
        return new Shares(learned.points(), shares);
    }

    private List<String> reasons(Story story, double complexity, int earlier) {
        List<String> reasons = new ArrayList<>();
        reasons.add(String.format(Locale.ROOT, "larger than %.0f %% of the stories it learned from", 100 * complexity));
        List<String> words = common.tellingWords(story, complexity >= 0.5, MOST_WORDS);
        if (!words.isEmpty()) {
            reasons.add("words that speak for " + (complexity >= 0.5 ? "more" : "less") + " work: "
                    + String.join(", ", words));
        }
        if (nameToProject.containsKey(story.project())) {
            reasons.add("judged as the team of " + story.project() + " judges");
        }
        if (earlier > 0) {
            reasons.add("adapted to " + Math.min(earlier, MOST_EARLIER) + " earlier estimates of the project");
        }
        return reasons;
    }
}
