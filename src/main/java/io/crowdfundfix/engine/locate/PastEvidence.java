package io.crowdfundfix.engine.locate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What fixes of reports that resemble the new one say of files: sim² / √files of each, summed. Source: Saha et al. 2013, with squared likeness. */
final class PastEvidence {
    private final Map<Integer, Double> byWords = new HashMap<>();
    private final Map<Integer, Double> byMeaning = new HashMap<>();
    private final Map<Integer, Double> best = new HashMap<>();
    private final Map<String, Double> folders = new HashMap<>();
    private final CodeView view;

    PastEvidence(CodeView view, List<FixHistory.Alike> inWords, List<FixHistory.Alike> inMeaning) {
        this.view = view;
        for (FixHistory.Alike one : inWords) {
            double share = one.likeness()
                    * one.likeness()
                    / Math.sqrt(one.fix().paths().size());
            for (String path : one.fix().paths()) {
                folders.merge(folder(path), share, Double::sum);
                add(path, share, byWords);
                int doc = view.names().ofPath(path);
                if (doc >= 0) {
                    best.merge(doc, one.likeness(), Math::max);
                }
            }
        }
        for (FixHistory.Alike one : inMeaning) {
            double share =
                    Math.pow(one.likeness(), 3) / Math.sqrt(one.fix().paths().size());
            one.fix().paths().forEach(path -> add(path, share, byMeaning));
        }
    }

    private void add(String path, double share, Map<Integer, Double> sums) {
        int doc = view.names().ofPath(path);
        if (doc >= 0) {
            sums.merge(doc, share, Double::sum);
        }
    }

    static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    Set<Integer> files() {
        Set<Integer> files = new TreeSet<>(byWords.keySet());
        files.addAll(byMeaning.keySet());
        return files;
    }

    void weigh(Evidence evidence, int place) {
        int doc = evidence.doc(place);
        evidence.set(Signal.HISTORY, place, byWords.getOrDefault(doc, 0.0));
        evidence.set(Signal.HISTORY_MEANING, place, byMeaning.getOrDefault(doc, 0.0));
        evidence.set(Signal.HISTORY_BEST, place, best.getOrDefault(doc, 0.0));
        evidence.set(Signal.HISTORY_FOLDER, place, folders.getOrDefault(folder(view.path(doc)), 0.0));
    }
}
