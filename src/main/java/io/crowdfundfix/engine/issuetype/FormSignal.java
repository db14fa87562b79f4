package io.crowdfundfix.engine.issuetype;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A thing that a report says or shows, whatever it is about.
 *
 * @param words what a person is told when it decided
 * @param place where it is looked for
 */
record FormSignal(String words, Place place, Pattern pattern) {
    /** The parts of a report that a signal may stand in. */
    enum Place {
        TITLE,
        TELLING,
        OPENING,
        ENDING,
        BODY
    }

    private static final String FAILING =
            "bug|crash(es|ed|ing)?|error|errors|fail(s|ed|ing|ure)?|broken|breaks?|incorrect(ly)?|wrong(ly)?|exception"
                    + "|hangs?|missing|segfault|leaks?|unexpected(ly)?|stuck|freezes?|corrupt(ed|s)?|regression|invalid"
                    + "|(does|do|is|are|did|was|can|could|would|should)(n't| not)|cannot|unable|no longer|not working|typo";
    private static final String WISHING =
            "feature request|feature|would be (nice|great|good|useful|helpful|cool|awesome|better)|it would|i('d| would)"
                    + " (like|love)|please (add|support|allow|consider|provide|make)|ability to|option(s)? to|allow(s|ing)?"
                    + "|support for|proposal|propose|suggest(ion|s)?|enhancement|improve(ment|s)?|consider(ing)?|nice to have"
                    + "|wish|should (support|be able|have|allow)|add(ing)?|implement(ation)?|introduce|use case";
    private static final String ASKING =
            "how (to|can|do|does|should|could)|is (there|it possible|this)|what('s| is| are| does)|why|can (i|we|you)"
                    + "|should (i|we)|could (you|someone|anyone)|any(one|body) |any (idea|help|way|suggestion)s?|wondering|wonder"
                    + "|question|confus(ed|ing)|understand|clarif(y|ication)|explain|stack ?overflow|help|not sure|does (it|this|anyone)";

    /** All that is looked for, in the order of the features. */
    static final List<FormSignal> ALL = List.of(
            title("the title names a failure", "\\b(" + FAILING + ")\\b"),
            title(
                    "the title names a crash",
                    "\\b(crash\\w*|segfault|segmentation|abort\\w*|panic|core dump\\w*|hangs?|leaks?)\\b"),
            title("the title quotes an error", "\\b\\w*(Error|Exception|Warning|Failure)\\b"),
            title(
                    "the title says that something does not work",
                    "\\b((does|do|is|are)(n't| not)|not work\\w*|fails?|broken|no longer)\\b"),
            title("the title wishes", "\\b(" + WISHING + ")\\b"),
            title(
                    "the title begins with a request",
                    "^(\\W*\\[?\\w*\\]?\\W*)?(add|support|allow|implement|provide|enable|improve|introduce|consider|make|create|expose|extend|replace|remove|move|use|show|update|optimi[sz]e|rename|port|increase|refactor|new|better|option|ability|feature|drop|split|switch|speed|proposal|rfc|deprecate)\\b"),
            title("the title asks", "\\b(" + ASKING + ")\\b"),
            title(
                    "the title begins with a question word",
                    "^\\W*(\\[?\\w*\\]?\\W*)?(how|what|why|where|which|when|who|is|are|can|should|does|do|could|would|will|any)\\b"),
            title("the title ends with a question mark", "\\?\\s*$"),
            title("the title holds a question mark", "\\?"),
            title("the title is labelled a bug", "^\\W*\\[?[^\\]:]{0,20}\\bbug\\b[^\\]:]{0,10}[\\]:]"),
            title(
                    "the title is labelled a wish",
                    "^\\W*\\[?[^\\]:]{0,20}\\b(feature|request|feat|proposal|rfc|enhancement|suggestion|idea)\\b[^\\]:]{0,12}[\\]:]"),
            title(
                    "the title is labelled a question",
                    "^\\W*\\[?[^\\]:]{0,20}\\b(question|help|support|q)\\b[^\\]:]{0,10}[\\]:]"),
            title("the title begins with a label in brackets", "^\\s*\\["),
            title("the title begins with the name of a part", "^\\s*[\\w./ -]{1,25}:\\s"),
            title("the title holds code", "`|\\w\\(\\)|::|\\w_\\w|->|\\w\\.\\w+\\("),
            title("the title names a version", "\\b\\d+\\.\\d+"),
            title("the title names an operating system", "\\b(windows|linux|mac ?os|ubuntu|android|ios|arm64|x86)\\b"),
            title(
                    "the title is about tests",
                    "\\b(tests?|testing|ci|flaky|intermittent\\w*|fuzz\\w*|valgrind|asan|sanitizer)\\b"),
            title("the title is about documentation", "\\b(docs?|documentation|tutorial|example|readme|typos?)\\b"),
            title(
                    "the title is about building",
                    "\\b(build\\w*|compil\\w*|install\\w*|cmake|link(er|ing)?|undefined reference)\\b"),
            title(
                    "the title is about speed",
                    "\\b(slow\\w*|performance|fast\\w*|speed\\w*|memory|cpu|optimi[sz]\\w*)\\b"),
            telling(
                    "the text names a failure",
                    "\\b(crash\\w*|fail(s|ed|ing|ure)?|broken|incorrect(ly)?|wrong(ly)?|regression|segfault|segmentation fault|leak\\w*)\\b"),
            telling("the text speaks of a bug", "\\bbugs?\\b"),
            telling("the text speaks of an error", "\\berrors?\\b"),
            telling(
                    "the text says that something does not work",
                    "\\b((does|do|did|is|are)(n't| not)|not work\\w*|cannot|can't|unable|no longer)\\b"),
            telling("the text says what was expected", "\\b(expect(ed|s|ing)?|supposed to)\\b"),
            telling("the text says what happened instead", "\\b(instead|actual(ly)?|but it|however)\\b"),
            telling(
                    "the text says that it used to work",
                    "\\b(used to|worked (before|in|fine|with)|previously|since (version|v?\\d)|after (updating|upgrading|update)|last version|downgrad\\w*)\\b"),
            telling("the text tells how to reproduce it", "\\b(reproduc\\w*|repro|steps)\\b"),
            telling("the text numbers its steps", "(?m)^\\s*1[.)]\\s"),
            telling(
                    "the text wishes",
                    "\\b(would be (nice|great|good|useful|helpful|cool|awesome|better)|it would|i('d| would) (like|love)|nice to have|wish)\\b"),
            telling("the text speaks of a feature", "\\bfeatures?\\b"),
            telling(
                    "the text asks to add something",
                    "\\b(add(ing|ed)?|implement(ed|ing|ation)?|introduc(e|ing)|support(ing)? for|please (add|support|allow|consider))\\b"),
            telling("the text speaks of an option", "\\b(option(s|al)?|setting|ability|allow(s|ing)?|configur\\w*)\\b"),
            telling(
                    "the text proposes",
                    "\\b(propos(e|al|ed|ing)|suggest(ion|s|ed)?|enhancement|improve(ment|s|d)?|consider|could be|should be|benefit\\w*|use ?cases?|motivation|alternatives?)\\b"),
            telling(
                    "the text changes something itself",
                    "\\b(this (pr|patch|commit|change|pull request)|pull request|merge|refactor\\w*|rebase\\w*|fix(es|ed)? #|based on #)\\b"),
            telling(
                    "the text asks",
                    "\\b(how (to|can|do|does|should|could)|is (there|it possible)|what('s| is| are| does)|why|can (i|we|you)|should (i|we)|could (you|someone|anyone))\\b"),
            telling(
                    "the text asks for help",
                    "\\b(help|any(one|body)|any (idea|help|way|suggestion)s?|please (help|explain|advise)|solve|solution|guide|guidance)\\b"),
            telling(
                    "the text wonders",
                    "\\b(wonder(ing)?|question|questions|confus(ed|ing)|understand|clarif\\w*|explain\\w*|not sure|curious|i want to know)\\b"),
            telling("the text holds a question mark", "\\?"),
            telling(
                    "the text speaks of the writer's own work",
                    "\\b(my (code|project|own|app|application|model|program|computer|node|wallet)|i('m| am| have| was|'ve) (try|tried|using|trying|use)\\w*|i tried|i want to|i need to|i followed|i (get|got))\\b"),
            telling(
                    "the text greets or thanks",
                    "\\b(hi|hello|thanks|thank you|dear|regards|sorry|newbie|beginner|new to)\\b"),
            telling(
                    "the text points to a forum",
                    "\\b(stack ?overflow|forum|discord|irc|reddit|google|tutorial|youtube)\\b"),
            telling(
                    "the text speaks of documentation",
                    "\\b(docs?|documentation|documented|documentation says|manual)\\b"),
            telling(
                    "the text speaks of speed",
                    "\\b(slow\\w*|performance|faster|speed\\w*|memory usage|cpu usage|latency)\\b"),
            telling(
                    "the text speaks of the interface",
                    "\\b(ui|button|click\\w*|menu|icon|window|tab|scroll\\w*|hover\\w*|keyboard|shortcut)\\b"),
            telling("the text speaks as we", "\\bwe\\b"),
            telling("the text speaks as I", "\\bi\\b"),
            telling("the text speaks of currently", "\\b(currently|at the moment|right now|as of now|today)\\b"),
            telling(
                    "the text speaks of deprecation",
                    "\\b(deprecat\\w*|breaking change|backwards? compat\\w*|rfc|api design)\\b"),
            opening("the report begins with a question", "\\?"),
            opening("the report begins with I", "^\\W*(i|i'm|i've|my)\\b"),
            opening("the report begins with a wish", "\\b(would|feature|add|allow|support|proposal|request)\\b"),
            opening("the report begins with a failure", "\\b(crash\\w*|error|fail\\w*|bug|wrong|incorrect|not)\\b"),
            ending("the report ends with a question", "\\?\\W*$"),
            ending("the report ends with thanks", "\\b(thank\\w*|thx|regards|appreciated)\\b"),
            body("it holds a stack trace", "(?m)^\\s*(at [\\w.$<>]+[ (]|File \".*\", line \\d+|Traceback|#\\d+ +0x)"),
            body(
                    "it quotes an error",
                    "\\b\\w*(Error|Exception): |\\berror: |\\bERROR\\b|Assertion|assertion failed|Segmentation"),
            body("it holds a code block", "```|~~~"),
            body("it quotes code in the line", "(?<!`)`[^`\\n]{1,80}`(?!`)"),
            body("it shows a picture", "!\\[|<img|\\.png|\\.gif|\\.jpe?g|\\.mp4|\\.mov"),
            body("it gives a link", "https?://"),
            body("it refers to other reports", "(?<![\\w/])#\\d{2,6}\\b|/(issues|pull)/\\d+"),
            body("it gives a link to runnable code", "(codesandbox|jsfiddle|codepen|stackblitz|colab|gist\\.github)"),
            body("it names a version", "\\b[vV]?\\d+\\.\\d+\\.\\d+"),
            body("it leaves template comments", "<!--"),
            body("a form was left unanswered", "_No response_"),
            body("the form says bug", "(?i)(type|kind)[^\\n]{0,20}\\s*(<b>)?\\s*bug|bug_report|tag:bug"),
            body(
                    "the form says feature",
                    "(?i)(type|kind)[^\\n]{0,20}\\s*(<b>)?\\s*(feature|enhancement)|feature_request|tag:feature|want to request a \\*?feature"),
            body(
                    "the form says question or support",
                    "(?i)(type|kind)[^\\n]{0,20}\\s*(<b>)?\\s*(others|support|question)|tag:(support|question)"),
            body("it says that nobody else has reported it", "(?i)- \\[x\\]"),
            body("it holds a log", "(?m)^\\W*\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d"),
            body("it leaves system details", "(?i)(system info|OS version|CPU\\(?s?\\)?:|\\bGPU\\b|<details>)"),
            body("it was written by a developer for testing", "(?i)testing #\\d+"));

    private static FormSignal title(String words, String regex) {
        return new FormSignal(words, Place.TITLE, insensitive(regex));
    }

    private static FormSignal telling(String words, String regex) {
        return new FormSignal(words, Place.TELLING, insensitive(regex));
    }

    private static FormSignal opening(String words, String regex) {
        return new FormSignal(words, Place.OPENING, insensitive(regex));
    }

    private static FormSignal ending(String words, String regex) {
        return new FormSignal(words, Place.ENDING, insensitive(regex));
    }

    private static FormSignal body(String words, String regex) {
        return new FormSignal(words, Place.BODY, Pattern.compile(regex));
    }

    private static Pattern insensitive(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    /** One for each signal that is there, zero for the others. */
    static float[] in(ReportParts report) {
        float[] found = new float[ALL.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = ALL.get(i).isIn(report) ? 1 : 0;
        }
        return found;
    }

    private boolean isIn(ReportParts report) {
        return pattern.matcher(text(report)).find();
    }

    private CharSequence text(ReportParts report) {
        String telling = report.telling();
        return switch (place) {
            case TITLE -> report.title();
            case TELLING -> telling;
            case OPENING -> telling.substring(0, Math.min(150, telling.length()));
            case ENDING -> telling.substring(Math.max(0, telling.length() - 200));
            case BODY -> report.body();
        };
    }
}
