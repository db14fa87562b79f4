package io.crowdfundfix.engine.locate;

import io.crowdfundfix.engine.Frame;
import io.crowdfundfix.engine.FrameLine;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frames that a report shows, in its order, and the text without them. A frame whose line a mailer has broken behind "at" is still one.
 *
 * @param prose what is left
 */
record ReportedFrames(List<Frame> frames, String prose) {
    private static final int MOST = 400;
    private static final int MAX_CHARACTERS = 100_000;

    ReportedFrames {
        frames = List.copyOf(frames);
    }

    static ReportedFrames of(String description, @Nullable String stackTrace) {
        List<Frame> frames = new ArrayList<>();
        StringBuilder prose = new StringBuilder();
        if (stackTrace != null) {
            read(stackTrace, frames, prose);
        }
        read(description, frames, prose);
        return new ReportedFrames(frames, prose.toString());
    }

    private static void read(String text, List<Frame> frames, StringBuilder prose) {
        String bounded = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
        Iterator<String> lines = bounded.lines().iterator();
        while (lines.hasNext()) {
            String line = lines.next().strip();
            if (line.equals("at") && lines.hasNext()) {
                line = "at " + lines.next().strip();
            }
            Frame frame = frames.size() < MOST ? frame(line) : null;
            if (frame == null) {
                prose.append(line).append('\n');
            } else {
                frames.add(frame);
            }
        }
    }

    /** Loggers put their own words before a frame. */
    private static @Nullable Frame frame(String line) {
        Frame whole = FrameLine.parse(line);
        int at = whole == null && line.endsWith(")") ? line.indexOf(" at ") : -1;
        return at < 0 ? whole : FrameLine.parse(line.substring(at + 1));
    }
}
