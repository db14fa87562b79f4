package io.crowdfundfix.engine.effort;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.engine.learn.Metrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How far predicted points are from those that teams gave; every project counts the same. */
final class PointFigures {
    private record Case(int project, double error, double errorOfMedian, boolean covered) {}

    private final List<String> projects = new ArrayList<>();
    private final List<Case> cases = new ArrayList<>();

    /**
     * Adds one story.
     *
     * @param always what somebody says who always names the project's median
     */
    void add(String project, double points, ObjectNode answer, double always) {
        if (!projects.contains(project)) {
            projects.add(project);
        }
        boolean covered = answer.path("p10").asDouble() <= points
                && points <= answer.path("p90").asDouble();
        double error = Math.abs(points - answer.path("p50").asDouble());
        cases.add(new Case(projects.indexOf(project), error, Math.abs(points - always), covered));
    }

    ObjectNode summary() {
        ObjectNode figures = JsonNodeFactory.instance.objectNode().put("estimated_rows", cases.size());
        if (cases.isEmpty()) {
            return figures;
        }
        int[] all = IntStream.range(0, cases.size()).toArray();
        double[] own = cases.stream().mapToDouble(Case::error).toArray();
        double[] medians = cases.stream().mapToDouble(Case::errorOfMedian).toArray();
        double[] perProject = means(all, own);
        double[] perProjectMedian = means(all, medians);
        double[] interval = Metrics.interval(all.length, rows -> mean(means(rows, own)));
        figures.put("mean_project_mae", rounded(mean(perProject)));
        figures.putArray("ci95").add(rounded(interval[0])).add(rounded(interval[1]));
        figures.put("median_baseline", rounded(mean(perProjectMedian)));
        figures.put("coverage", rounded(cases.stream().filter(Case::covered).count() / (double) cases.size()));
        ObjectNode table = figures.putObject("projects");
        for (int i = 0; i < projects.size(); i++) {
            table.putObject(projects.get(i))
                    .put("rows", rows(i))
                    .put("mae", rounded(perProject[i]))
                    .put("median", rounded(perProjectMedian[i]));
        }
        return figures;
    }

    private long rows(int project) {
        return cases.stream().filter(one -> one.project == project).count();
    }

    /** The mean of each project; NaN where none of its rows was drawn. */
    private double[] means(int[] rows, double[] errors) {
        double[] sums = new double[projects.size()];
        int[] counts = new int[projects.size()];
        for (int row : rows) {
            sums[cases.get(row).project] += errors[row];
            counts[cases.get(row).project]++;
        }
        Arrays.setAll(sums, i -> counts[i] == 0 ? Double.NaN : sums[i] / counts[i]);
        return sums;
    }

    private static double mean(double[] perProject) {
        return Arrays.stream(perProject)
                .filter(mean -> !Double.isNaN(mean))
                .average()
                .orElse(0);
    }

    private static double rounded(double figure) {
        return Math.round(figure * 10_000) / 10_000.0;
    }
}
