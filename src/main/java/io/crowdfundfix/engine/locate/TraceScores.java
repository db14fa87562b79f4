package io.crowdfundfix.engine.locate;

import io.crowdfundfix.engine.Frame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Which files the frames of a report lie in, and how deep. */
final class TraceScores {
    private static final int MOST_MEANT = 5;

    /** Files in the order in which they come first. */
    private final Map<Integer, Hit> docToHit = new LinkedHashMap<>();

    private int ownFrames;

    /**
     * A file of the trace.
     *
     * @param rank of its first frame among all, from 0
     * @param ownRank among those that lie in a file of the repository
     */
    record Hit(Frame frame, int rank, int ownRank, List<Integer> lines, List<String> methods) {}

    TraceScores(CodeView view, List<Frame> frames) {
        for (int rank = 0; rank < frames.size(); rank++) {
            Frame frame = frames.get(rank);
            int[] docs = files(view, frame);
            if (docs.length > 0 && docs.length <= MOST_MEANT) {
                int first = rank;
                int own = ownFrames++;
                IntStream.of(docs).forEach(doc -> add(doc, frame, first, own));
            }
        }
    }

    private void add(int doc, Frame frame, int rank, int own) {
        Hit hit = docToHit.computeIfAbsent(doc, any -> new Hit(frame, rank, own, new ArrayList<>(), new ArrayList<>()));
        hit.lines.add(frame.line());
        hit.methods.add(method(frame));
    }

    private static int[] files(CodeView view, Frame frame) {
        List<String> parts = new ArrayList<>(ImportGraph.parts(frame.symbol()));
        if (parts.size() > 1) {
            parts.remove(parts.size() - 1);
        }
        String file = FileNames.stem(frame.fileName());
        if (file.isEmpty()) {
            return view.names().meant(outer(parts));
        }
        List<String> folders = frame.file().contains("/") || frame.file().contains("\\")
                ? ImportGraph.parts(frame.file()
                        .substring(0, frame.file().length() - frame.fileName().length()))
                : parts.subList(0, Math.max(0, parts.size() - 1));
        List<String> name = new ArrayList<>(folders);
        name.add(file);
        return view.names().meant(name);
    }

    /** The last part without what is nested in it. */
    private static List<String> outer(List<String> parts) {
        List<String> outer = new ArrayList<>(parts);
        if (!outer.isEmpty()) {
            String last = outer.remove(outer.size() - 1);
            outer.add(last.indexOf('$') > 0 ? last.substring(0, last.indexOf('$')) : last);
        }
        return outer;
    }

    static String method(Frame frame) {
        String symbol = frame.symbol();
        return symbol.substring(symbol.lastIndexOf('.') + 1);
    }

    Map<Integer, Hit> docToHit() {
        return docToHit;
    }

    boolean isEmpty() {
        return docToHit.isEmpty();
    }
}
