package io.crowdfundfix.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the stack traces out of a text, line by line; keeps few frames of each, however long it is. */
final class TraceReader {
    private static final int KEPT_FRAMES = 12;
    private static final int KEPT_TRACES = 20;
    private static final int LONGEST_MESSAGE = 200;

    private final List<Trace> traces = new ArrayList<>();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private int depth;
    private @Nullable ErrorLine head;
    private boolean python;
    private boolean go;
    private String goSymbol = "";

    /** True if the line belongs to a stack trace and is thereby taken. */
    boolean take(String line) {
        if (line.startsWith("Traceback (most recent call last)")) {
            finish();
            python = true;
            return true;
        }
        if (line.startsWith("goroutine ") && line.endsWith("]:")) {
            go = true;
            return true;
        }
        Frame frame = FrameLine.parse(line);
        if (frame != null) {
            keep(frame);
            return true;
        }
        ErrorLine error = ErrorLine.parse(line);
        if (error != null) {
            take(error);
            return true;
        }
        return isFiller(line) || isGoCall(line);
    }

    /** The traces so far; the one being read is closed. */
    List<Trace> traces() {
        finish();
        return List.copyOf(traces);
    }

    private void keep(Frame frame) {
        depth++;
        Frame whole = goSymbol.isEmpty() ? frame : new Frame(goSymbol, frame.file(), frame.line());
        goSymbol = "";
        if (python && frames.size() == KEPT_FRAMES) {
            frames.removeFirst();
        }
        if (frames.size() < KEPT_FRAMES) {
            frames.addLast(whole);
        }
    }

    /** Python names the error under its frames, everybody else above them. */
    private void take(ErrorLine error) {
        if (python) {
            head = error;
            finish();
        } else {
            finish();
            head = error;
        }
    }

    private void finish() {
        boolean something = head != null || depth > 1;
        if (something && traces.size() < KEPT_TRACES) {
            List<Frame> innermostFirst = new ArrayList<>(frames);
            if (python) {
                Collections.reverse(innermostFirst);
            }
            String message = head == null ? "" : head.message();
            String shortMessage = Cut.to(message, LONGEST_MESSAGE);
            traces.add(new Trace(head == null ? "" : head.type(), shortMessage, innermostFirst, depth));
        }
        frames.clear();
        depth = 0;
        head = null;
        python = false;
        go = false;
        goSymbol = "";
    }

    private boolean isFiller(String line) {
        boolean quotedSource = python && (line.startsWith("  ") || line.startsWith("\t"));
        String text = line.strip();
        boolean omitted = text.startsWith("... ") && (text.endsWith(" more") || text.endsWith(" omitted"));
        return quotedSource || omitted || text.startsWith("--- End of ") || text.equals("stack backtrace:");
    }

    private boolean isGoCall(String line) {
        int open = line.indexOf('(');
        boolean call = go && open > 0 && line.endsWith(")") && line.indexOf(' ') < 0;
        if (call) {
            goSymbol = line.substring(0, open);
        }
        return call;
    }
}
