package io.crowdfundfix.engine;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds signals in the words of a line, whatever section it stands in. */
final class SignalWords {
    private static final Set<String> PLATFORMS = Set.copyOf(List.of(
            ("windows win10 win11 win7 macos osx mac linux ubuntu debian fedora centos android ios iphone ipad chrome"
                            + " firefox safari edge opera jdk jre openjdk node nodejs docker kubernetes x86_64 amd64 arm64"
                            + " postgresql mysql windows_nt")
                    .split(" ")));

    private SignalWords() {}

    static void find(String line, Set<Signal> signals) {
        String lower = line.toLowerCase(Locale.ROOT);
        if (lower.contains("http://") || lower.contains("https://")) {
            signals.add(Signal.URL);
        }
        if (!signals.contains(Signal.ENVIRONMENT) && namesPlatform(Words.of(lower))) {
            signals.add(Signal.ENVIRONMENT);
        }
        if (!signals.contains(Signal.VERSION) && hasVersion(lower)) {
            signals.add(Signal.VERSION);
        }
        addIf(signals, Signal.STEPS, lower, "to reproduce", "repro steps", "steps:");
        addIf(signals, Signal.EXPECTED, lower, "expected", "i expect", "should ", "supposed to", "instead of");
        addIf(signals, Signal.ACTUAL, lower, "actual", "instead,", "but it", "does not", "doesn't", "fails", "crash");
    }

    static boolean namesPlatform(List<String> lowerCaseWords) {
        return lowerCaseWords.stream().anyMatch(PLATFORMS::contains);
    }

    private static void addIf(Set<Signal> signals, Signal signal, String lower, String... marks) {
        for (String mark : marks) {
            if (lower.contains(mark)) {
                signals.add(signal);
                return;
            }
        }
    }

    /** A number with two dots, one after the word "version", or one that follows a lone v. */
    private static boolean hasVersion(String lower) {
        boolean named = lower.contains("version")
                || lower.contains("release")
                || lower.contains("commit")
                || sinceNumber(lower);
        for (int i = 1; i + 1 < lower.length(); i++) {
            boolean dot = lower.charAt(i) == '.' && isDigit(lower.charAt(i - 1)) && isDigit(lower.charAt(i + 1));
            if (dot && (named || isVersionAround(lower, i))) {
                return true;
            }
        }
        return false;
    }

    /** As in "since 3.8"; "since 10:30" has no dot and is caught by nobody. */
    private static boolean sinceNumber(String lower) {
        int since = lower.indexOf("since ");
        int number = since + "since ".length();
        return since >= 0 && number < lower.length() && Character.isDigit(lower.charAt(number));
    }

    private static boolean isVersionAround(String text, int dot) {
        int start = dot;
        while (start > 0 && isDigit(text.charAt(start - 1)) && dot - start < 6) {
            start--;
        }
        int end = dot + 1;
        while (end < text.length() && isDigit(text.charAt(end)) && end - dot < 6) {
            end++;
        }
        boolean second = end + 1 < text.length() && text.charAt(end) == '.' && isDigit(text.charAt(end + 1));
        return second || (start > 0 && text.charAt(start - 1) == 'v');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
