package io.crowdfundfix.verification;

import java.util.List;

/**
 * One file of a diff.
 *
 * @param path where it is after the change; where it was, if it is deleted
 * @param oldPath where it was; the same unless it was moved
 * @param places what the hunks' headings name: functions and classes
 * @param added lines without their marker
 * @param removed lines without their marker
 */
record ChangedFile(
        String path,
        String oldPath,
        Kind kind,
        boolean binary,
        List<String> places,
        List<String> added,
        List<String> removed) {
    /** What happened to it. */
    enum Kind {
        ADDED,
        MODIFIED,
        MOVED,
        DELETED
    }

    ChangedFile {
        places = List.copyOf(places);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    int lines() {
        return added.size() + removed.size();
    }

    /** By where it lies and what it is called, in the manners of the common languages. */
    boolean isTest() {
        return FileKind.isTest(path) || FileKind.isTest(oldPath);
    }
}
