package io.crowdfundfix.engine;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Wording that says how much a bug hurts, or how hard it will be; each moves the scores by a fixed amount. */
enum Cue {
    DATA_LOSS(
            0.28,
            0.06,
            "data loss|lost data|lose data|losing data|lost my|loses all|corrupt|corrupted|wiped|silently deleted|"
                    + "unrecoverable|can be lost|were lost|was lost|are lost|were gone|are gone|vanished|threw away|"
                    + "lost writes|acknowledged writes|power failure|power cut|datenverlust|gelöscht"),
    SECURITY(
            0.24,
            0.05,
            "security|vulnerability|vulnerable|exploit|remote code execution|privilege escalation|xss|csrf|ssrf|"
                    + "sql injection|command injection|path traversal|leaks credentials|cve|attacker|bypass|"
                    + "in clear text|in plain text|in plaintext|not verified|without permission|sicherheitslücke"),
    FOREIGN_DATA(
            0.20,
            0.0,
            "other tenants|other tenant|another tenant|of other users|other users'|another user's|other customers|"
                    + "other people's|any logged-in user|without logging in|not logged in|anyone with|anybody can|"
                    + "anyone can|impersonate|take over the account"),
    OUTAGE(
            0.20,
            0.04,
            "outage|downtime|stops answering|stops responding|stopped responding|unreachable|nobody can|no one can|"
                    + "is down|goes down|went down|only a restart|until a restart|kills the process|"
                    + "kills the pod|oomkilled|whole server|every page|all requests|all customers|ausfall"),
    CRASH(
            0.20,
            0.02,
            "crash|crashes|crashed|crashing|segfault|segmentation fault|core dump|core dumped|"
                    + "aborts|panics|fatal error|terminates unexpectedly|stürzt ab|absturz"),
    BLOCKING(
            0.18,
            0.0,
            "cannot start|can't start|does not start|doesn't start|won't start|unusable|"
                    + "blocks us|blocker|blocking us|completely broken|can't log in|cannot log in|"
                    + "cannot login|impossible to use|brick|bricked"),
    PRODUCTION(0.12, 0.0, "in production|production server|customers|our users|produktiv"),
    EVERYONE(0.10, 0.0, "all users|every user|everyone|everybody|every time|always crashes"),
    HANG(0.12, 0.06, "hangs|hang|freezes|freeze|frozen|deadlock|unresponsive|infinite loop"),
    REGRESSION(
            0.10,
            -0.04,
            "regression|used to work|worked before|worked in|no longer works|stopped working|"
                    + "worked fine in|since upgrading|after upgrading|after updating"),
    WRONG_RESULT(
            0.08,
            0.04,
            "wrong result|wrong results|incorrect result|incorrect results|wrong value|"
                    + "wrong output|miscalculated|off by one|charged twice"),
    MONEY(0.08, 0.0, "charged|payment|payments|paid|checkout|refund"),
    INTERMITTENT(
            0.0,
            0.14,
            "sometimes|intermittent|intermittently|randomly|at random|flaky|race condition|"
                    + "hard to reproduce|not always|occasionally|once in a while"),
    LARGE_CHANGE(
            0.0,
            0.14,
            "redesign|refactor|rewrite|migrate|migration|architecture|new backend|from scratch|"
                    + "all platforms|protocol|backward compatible|backwards compatible"),
    LOW_LEVEL(
            0.0,
            0.12,
            "race|deadlock|thread|kernel|gpu|cuda|simd|compiler|memory leak|undefined behavior|"
                    + "undefined behaviour|use after free|overflow|garbage collector"),
    SMALL_CHANGE(
            -0.10,
            -0.20,
            "typo|misspelled|spelling|broken link|dead link|wording|missing space|"
                    + "one line fix|trivial|simple fix|tippfehler"),
    KNOWN_CAUSE(
            0.0,
            -0.10,
            "one-line|one line change|good first issue|suggested fix|fix idea|i have a patch|have a patch|"
                    + "provide a patch|bisected|root cause|the fix is|can be fixed by|makes the problem go away"),
    COSMETIC(
            -0.12,
            -0.08,
            "cosmetic|minor|slightly|pixel|pixels|alignment|misaligned|annoying|nitpick|"
                    + "nice to have|low priority|tooltip"),
    WORKAROUND(-0.08, 0.0, "workaround|work around|works around|as a temporary fix"),
    RARE(-0.06, 0.02, "edge case|corner case|rare|rarely|unlikely");

    private static final Pattern BAR = Pattern.compile("\\|");

    private final double impact;
    private final double complexity;
    private final String phrases;

    Cue(double impact, double complexity, String phrases) {
        this.impact = impact;
        this.complexity = complexity;
        this.phrases = phrases;
    }

    double impact() {
        return impact;
    }

    double complexity() {
        return complexity;
    }

    /** The cues in a lower-case text, each with the wordings that were found. */
    static Map<Cue, List<String>> in(String lowerCaseText) {
        Map<Cue, List<String>> cueToWordings = new EnumMap<>(Cue.class);
        for (Cue cue : values()) {
            for (String phrase : BAR.split(cue.phrases, -1)) {
                if (holds(lowerCaseText, phrase)) {
                    cueToWordings.computeIfAbsent(cue, c -> new ArrayList<>()).add(phrase);
                }
            }
        }
        return cueToWordings;
    }

    /** True if the phrase stands in the text as whole words. */
    static boolean holds(String text, String phrase) {
        int at = text.indexOf(phrase);
        while (at >= 0) {
            int end = at + phrase.length();
            boolean starts = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            if (starts && ends) {
                return true;
            }
            at = text.indexOf(phrase, at + 1);
        }
        return false;
    }
}
