package io.crowdfundfix.verification;

import io.crowdfundfix.Config;
import io.crowdfundfix.Node;
import io.crowdfundfix.analysis.Analysis;
import io.crowdfundfix.analysis.AnalysisApi;
import io.crowdfundfix.analysis.AnalysisApi.FixOpinion;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.ReportText;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.config.ConfigLoader;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.RowFile;
import io.crowdfundfix.verification.ChangedFile.Kind;
import io.crowdfundfix.verification.VerificationApi.FixCheck;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How often the right change passes the checks that hold it against the report, and how often one of another report of the same project
 * does. The rest of the checks see the same small, honest change each time.
 *
 * <p>Arguments: the folder of public data, a folder of models (or an empty text for those of the jar), where to write each case as CSV.
 */
public final class FixVerdicts {
    private static final int FOLDS = 5;
    /** Quatrain's rows of folds below are for a model that is to be measured on the others. */
    private static final int CHOOSING = 3;

    private static final int REPORTING = 4;
    private static final int MOST_OF_A_SYSTEM = 100;
    private static final String HONEST = """
            diff --git a/src/x b/src/x
            index 1111111..2222222 100644
            --- a/src/x
            +++ b/src/x
            @@ -1 +1 @@
            -a
            +b
            """;

    private FixVerdicts() {}

    /** A report, its fix, and the group within which fixes are mispaired. */
    private record Pair(String set, String group, String title, String body, FixDiff fix) {
        int fold() {
            return Math.floorMod(title.hashCode(), FOLDS);
        }
    }

    private record Case(Pair pair, boolean right, FixDiff change) {}

    private record Reports(List<Pair> pairs) implements Capability {
        @Override
        public String name() {
            return "bugs";
        }

        @Override
        public List<Deployment> deployments(Platform platform) {
            Bus bus = platform.bus();
            return List.of(Deployment.onEventLoops(
                    () -> new VerticleBase() {
                        @Override
                        public Future<?> start() {
                            return bus.serve(
                                    BugsApi.READ_REPORT,
                                    question -> Future.succeededFuture(report(question.bug(), pairs)));
                        }
                    },
                    1));
        }

        private static ReportText report(long bug, List<Pair> pairs) {
            Pair pair = pairs.get((int) bug);
            return new ReportText(bug, pair.title(), pair.body(), null, null, null, Instant.EPOCH);
        }
    }

    public static void main(String[] arguments) throws IOException {
        Path data = Path.of(arguments[0]);
        List<Pair> pairs = new ArrayList<>();
        quatrain(data, pairs);
        inexbug(data, pairs);
        blizzard(data, pairs);
        Config config = ConfigLoader.load(
                Config.defaults(),
                null,
                Map.of(),
                Map.of(
                        "demo",
                        "false",
                        "http.port",
                        "0",
                        "analysis.trained_dir",
                        arguments[1],
                        "data.dir",
                        Files.createTempDirectory("verdicts").toString()));
        Node node = await(
                Node.start(config, List.of(new Reports(pairs), new Analysis(config.analysis())), Clock.systemUTC()));
        List<String> lines =
                new ArrayList<>(List.of("set,fold,right,model,similarity,named,touched,probability,passes"));
        Map<String, int[]> counts = new TreeMap<>();
        for (Case one : cases(pairs)) {
            FixOpinion opinion = seen(
                    await(node.platform().bus().request(AnalysisApi.JUDGE_FIX, question(one, pairs))), one.change());
            List<FixCheck> checks = new ArrayList<>(AnswerChecks.of(opinion, false));
            checks.addAll(ChangeChecks.of(DiffReader.read(HONEST), ""));
            boolean passes = Verdict.passes(checks);
            lines.add(String.format(
                    Locale.ROOT,
                    "%s,%d,%b,%.4f,%.4f,%d,%d,%.4f,%b",
                    one.pair().set(),
                    one.pair().fold(),
                    one.right(),
                    opinion.probability() == null ? -1 : opinion.probability(),
                    opinion.similarity(),
                    opinion.placesNamed(),
                    opinion.touched().size(),
                    AnswerChecks.probability(opinion),
                    passes));
            String half = isForChoosing(one.pair()) ? " choosing" : " reporting";
            int[] count = counts.computeIfAbsent(
                    one.pair().set() + half + (one.right() ? " right" : " wrong"), any -> new int[2]);
            count[0]++;
            count[1] += passes ? 1 : 0;
        }
        Files.write(Path.of(arguments[2]), lines);
        counts.forEach((what, count) ->
                System.out.printf(Locale.ROOT, "%-32s %5d  pass %.3f%n", what, count[0], count[1] / (double) count[0]));
        await(node.close());
    }

    /** Where only the message is known, nothing can be said of the files. */
    private static FixOpinion seen(FixOpinion opinion, FixDiff change) {
        return !change.files().isEmpty()
                ? opinion
                : new FixOpinion(
                        opinion.probability(),
                        opinion.similarity(),
                        opinion.reasons(),
                        0,
                        false,
                        List.of(),
                        null,
                        opinion.plausibility(),
                        opinion.patchReasons(),
                        opinion.engine());
    }

    private static boolean isForChoosing(Pair pair) {
        return pair.set().equals("quatrain") ? pair.fold() == CHOOSING : pair.fold() % 2 == 0;
    }

    private static AnalysisApi.JudgeFix question(Case one, List<Pair> pairs) {
        FixDiff change = one.change();
        return new AnalysisApi.JudgeFix(
                pairs.indexOf(one.pair()),
                change.telling(),
                "",
                change.files().stream().map(ChangedFile::path).toList(),
                List.of(),
                "");
    }

    /** Each report with its own change, and with the next one of its group that is another. */
    private static List<Case> cases(List<Pair> pairs) {
        List<Case> cases = new ArrayList<>();
        Map<String, List<Pair>> byGroup =
                pairs.stream().collect(Collectors.groupingBy(pair -> pair.set() + pair.group()));
        for (Pair pair : pairs) {
            if (pair.set().equals("quatrain") && pair.fold() != CHOOSING && pair.fold() != REPORTING) {
                continue;
            }
            List<Pair> group = byGroup.getOrDefault(pair.set() + pair.group(), List.of());
            int at = group.indexOf(pair);
            for (int step = 1; step < group.size(); step++) {
                Pair other = group.get((at + step) % group.size());
                boolean same = other.title().equals(pair.title()) || overlaps(other.fix(), pair.fix());
                if (!same) {
                    cases.add(new Case(pair, true, pair.fix()));
                    cases.add(new Case(pair, false, other.fix()));
                    break;
                }
            }
        }
        return cases;
    }

    private static boolean overlaps(FixDiff one, FixDiff other) {
        return one.message().equals(other.message()) && !one.message().isEmpty()
                || one.files().stream()
                        .anyMatch(file -> other.files().stream()
                                .anyMatch(there -> there.path().equals(file.path())));
    }

    private static void quatrain(Path data, List<Pair> pairs) {
        for (Row row : RowFile.read(data.resolve("fix_match.quatrain.train.jsonl.gz"))) {
            String project = row.text("project").replaceFirst("-[a-f]+$", "");
            String body = row.text("description").equals("None") ? "" : row.text("description");
            pairs.add(new Pair("quatrain", project, row.text("title"), body, message(row.text("commit_message"))));
        }
    }

    private static void inexbug(Path data, List<Pair> pairs) {
        for (Row row : RowFile.read(data.resolve("issue_pr.inexbug.train.jsonl.gz"))) {
            if (!row.text("pr_title").isBlank()) {
                FixDiff fix = message(row.text("pr_title") + "\n\n" + row.text("pr_body"));
                pairs.add(new Pair("inexbug", "", row.text("title"), row.text("body"), fix));
            }
        }
    }

    private static void blizzard(Path data, List<Pair> pairs) {
        Map<String, Integer> seen = new TreeMap<>();
        for (Row row : RowFile.read(data.resolve("fault_loc.blizzard.train.jsonl.gz"))) {
            List<ChangedFile> files = new ArrayList<>();
            row.json()
                    .path("gold")
                    .forEach(path -> files.add(new ChangedFile(
                            path.asText(), path.asText(), Kind.MODIFIED, false, List.of(), List.of(), List.of())));
            if (!files.isEmpty() && seen.merge(row.text("system"), 1, Integer::sum) <= MOST_OF_A_SYSTEM) {
                pairs.add(new Pair(
                        "blizzard",
                        row.text("system"),
                        row.text("title"),
                        row.text("description"),
                        new FixDiff("", files, "", "")));
            }
        }
    }

    private static FixDiff message(String text) {
        return new FixDiff(text.length() > 4_000 ? text.substring(0, 4_000) : text, List.of(), "", "");
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
