package io.crowdfundfix.engine.duplicate;

import io.crowdfundfix.engine.duplicate.DuplicateModel.Report;
import io.crowdfundfix.engine.duplicate.ReportCollection.Member;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The reports of a corpus file with their vectors, by project. */
record ReportVault(Map<String, List<QueryReport>> projectToReports, Map<String, Sequence> projectToSequence) {

    static ReportVault read(List<Row> corpus, Texts texts) {
        List<QueryReport> reports =
                embed(corpus, row -> row.required("id"), row -> new Report(row.text("title"), row.text("text")), texts);
        Map<String, List<QueryReport>> projectToReports = new LinkedHashMap<>();
        for (int i = 0; i < reports.size(); i++) {
            projectToReports
                    .computeIfAbsent(corpus.get(i).required("project"), project -> new ArrayList<>())
                    .add(reports.get(i));
        }
        Map<String, Sequence> sequences = corpus.stream()
                .collect(Collectors.groupingBy(
                        row -> row.text("project"), Collectors.collectingAndThen(Collectors.toList(), Sequence::of)));
        return new ReportVault(projectToReports, sequences);
    }

    /** The first report of each pair; its duplicate is not looked at. */
    List<QueryReport> queries(List<Row> pairs, Texts texts) {
        return embed(
                pairs,
                row -> row.required("id_a"),
                row -> new Report(row.required("title_a"), row.text("desc_a")),
                texts);
    }

    private static List<QueryReport> embed(
            List<Row> rows, Function<Row, String> id, Function<Row, Report> report, Texts texts) {
        List<Report> reports = rows.stream().map(report).toList();
        List<String> both = new ArrayList<>();
        for (Report one : reports) {
            String title = Wording.title(one.title());
            both.add(title);
            both.add(title + "\n" + Wording.body(one.body()));
        }
        float[][] vectors = texts.vectors(both);
        List<QueryReport> embedded = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            embedded.add(new QueryReport(id.apply(rows.get(i)), reports.get(i), vectors[2 * i], vectors[2 * i + 1]));
        }
        return embedded;
    }

    Map<String, ReportCollection> collections(QueryReport.Profiling profiling) {
        Map<String, ReportCollection> collections = new LinkedHashMap<>();
        projectToReports.forEach(
                (project, reports) -> collections.put(project, collection(project, reports, profiling)));
        return collections;
    }

    private ReportCollection collection(String project, List<QueryReport> reports, QueryReport.Profiling profiling) {
        CountedRarity rarity = CountedRarity.of(words(reports), 1);
        List<Member> members = reports.parallelStream()
                .map(report -> new Member(report.id(), report.profile(profiling, rarity)))
                .toList();
        return new ReportCollection(members, rarity, projectToSequence.getOrDefault(project, Sequence.UNKNOWN));
    }

    static List<ReportWords> words(List<QueryReport> reports) {
        return reports.parallelStream()
                .map(report ->
                        ReportWords.of(report.report().title(), report.report().body()))
                .toList();
    }
}
