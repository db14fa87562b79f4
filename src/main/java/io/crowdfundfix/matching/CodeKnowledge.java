package io.crowdfundfix.matching;

import io.crowdfundfix.analysis.AnalysisApi;
import io.crowdfundfix.analysis.AnalysisApi.FindSuspects;
import io.crowdfundfix.bugs.BugsApi.BugView;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.localisation.LocalisationApi.Located;
import io.crowdfundfix.localisation.LocalisationApi.Suspect;
import io.crowdfundfix.repositories.RepositoriesApi;
import io.crowdfundfix.repositories.RepositoriesApi.Author;
import io.crowdfundfix.repositories.RepositoriesApi.FindAuthors;
import io.crowdfundfix.repositories.RepositoriesApi.PathAuthors;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who has written the files that the fix of a bug will touch. */
final class CodeKnowledge {
    private static final int SUSPECTS = 10;

    private final Bus bus;

    CodeKnowledge(Bus bus) {
        this.bus = bus;
    }

    /**
     * How well somebody knows the code in question.
     *
     * @param share of it that he wrote, 0…1: the likelier a file is and the later he changed it, the more it counts
     * @param path of the file that says most for him
     * @param ofPath his share of that file, 0…1
     */
    record Knowing(double share, String path, double ofPath) {
        private Knowing and(double weight, PathAuthors file, Author author) {
            double more = weight * author.share();
            boolean better = more > share || path.isEmpty();
            return new Knowing(share + more, better ? file.path() : path, better ? author.share() : ofPath);
        }
    }

    /** By developer; nobody where the bug's repository is not connected or cannot be asked. */
    Future<Map<Long, Knowing>> of(BugView bug) {
        if (bug.repositoryId() == null) {
            return Future.succeededFuture(Map.of());
        }
        return bus.request(AnalysisApi.FIND_SUSPECTS, new FindSuspects(bug.id(), SUSPECTS))
                .compose(located -> bus.request(
                                RepositoriesApi.AUTHORS, new FindAuthors(located.repository(), paths(located)))
                        .map(authors -> knowing(located.suspects(), authors.paths())))
                .otherwise(failure -> Map.of());
    }

    private static List<String> paths(Located located) {
        return located.suspects().stream().map(Suspect::path).toList();
    }

    private static Map<Long, Knowing> knowing(List<Suspect> suspects, List<PathAuthors> authored) {
        double all = 0;
        for (int i = 0; i < suspects.size(); i++) {
            all += weight(suspects.get(i), i);
        }
        Map<Long, Knowing> knowing = new HashMap<>();
        for (int i = 0; i < authored.size() && i < suspects.size(); i++) {
            double weight = weight(suspects.get(i), i) / all;
            for (Author author : authored.get(i).authors()) {
                if (author.userId() != null) {
                    Knowing before = knowing.getOrDefault(author.userId(), new Knowing(0, "", 0));
                    knowing.put(author.userId(), before.and(weight, authored.get(i), author));
                }
            }
        }
        return knowing;
    }

    private static double weight(Suspect suspect, int place) {
        return suspect.probability() == null ? 1.0 / (1 + place) : Math.max(1e-6, suspect.probability());
    }
}
