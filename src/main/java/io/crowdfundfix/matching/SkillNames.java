package io.crowdfundfix.matching;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One spelling for each skill, so that what a developer calls golang is what a bug calls go. */
final class SkillNames {
    private static final Map<String, String> SPELLING_TO_NAME = Map.ofEntries(
            Map.entry("js", "javascript"),
            Map.entry("ecmascript", "javascript"),
            Map.entry("ts", "typescript"),
            Map.entry("golang", "go"),
            Map.entry("py", "python"),
            Map.entry("python3", "python"),
            Map.entry("rb", "ruby"),
            Map.entry("kt", "kotlin"),
            Map.entry("cpp", "c++"),
            Map.entry("cxx", "c++"),
            Map.entry("csharp", "c#"),
            Map.entry("dotnet", ".net"),
            Map.entry("postgres", "postgresql"),
            Map.entry("psql", "postgresql"),
            Map.entry("k8s", "kubernetes"),
            Map.entry("reactjs", "react"),
            Map.entry("react.js", "react"),
            Map.entry("vuejs", "vue"),
            Map.entry("vue.js", "vue"),
            Map.entry("nodejs", "node"),
            Map.entry("node.js", "node"),
            Map.entry("spring-boot", "spring"),
            Map.entry("springboot", "spring"),
            Map.entry("a11y", "accessibility"),
            Map.entry("aria", "accessibility"),
            Map.entry("i18n", "localisation"),
            Map.entry("l10n", "localisation"),
            Map.entry("localization", "localisation"),
            Map.entry("internationalization", "localisation"),
            Map.entry("auth", "authentication"),
            Map.entry("authn", "authentication"),
            Map.entry("login", "authentication"),
            Map.entry("perf", "performance"),
            Map.entry("profiling", "performance"),
            Map.entry("docs", "documentation"),
            Map.entry("db", "database"),
            Map.entry("databases", "database"),
            Map.entry("sql", "database"),
            Map.entry("ui", "user-interface"),
            Map.entry("gui", "user-interface"),
            Map.entry("frontend", "user-interface"),
            Map.entry("front-end", "user-interface"),
            Map.entry("css", "user-interface"),
            Map.entry("net", "network"),
            Map.entry("networking", "network"),
            Map.entry("threading", "concurrency"),
            Map.entry("threads", "concurrency"),
            Map.entry("multithreading", "concurrency"),
            Map.entry("race", "concurrency"),
            Map.entry("appsec", "security"),
            Map.entry("infosec", "security"),
            Map.entry("memory-leak", "memory"),
            Map.entry("ci", "build"),
            Map.entry("packaging", "build"));

    /** Skills whose names are everyday words: in a sentence they tell nothing. */
    private static final Set<String> EVERYDAY = Set.of(
            "go", "c", "d", "r", "data", "search", "build", "test", "testing", "web", "api", "node", "swift", "dart",
            "chef", "spring", "express", "rest", "crash", "error", "bug", "time", "dates", "storage", "files");

    private static final int MOST_WORDS = 60;

    private SkillNames() {}

    static String of(String spelling) {
        String lower = spelling.toLowerCase(Locale.ROOT).replace('_', '-');
        return SPELLING_TO_NAME.getOrDefault(lower, lower);
    }

    /** Each once, in their order. */
    static List<String> of(List<String> spellings) {
        return spellings.stream().map(SkillNames::of).distinct().toList();
    }

    /** The words of a sentence that may name a skill. */
    static List<String> within(String sentence) {
        String[] words = sentence.toLowerCase(Locale.ROOT).split("[^a-z0-9+.#_-]+", MOST_WORDS);
        return java.util.Arrays.stream(words)
                .map(word -> word.replaceAll("^[.#-]+|[.-]+$", ""))
                .filter(word -> !word.isEmpty() && !EVERYDAY.contains(word))
                .map(SkillNames::of)
                .filter(word -> !EVERYDAY.contains(word))
                .distinct()
                .toList();
    }
}
