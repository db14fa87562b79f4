package io.crowdfundfix.engine.code;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bare names within an import or a package clause. */
final class ImportText {
    private static final Pattern QUOTED = Pattern.compile("[\"'<]([^\"'<>]+)[\"'>]");
    private static final Pattern FROM = Pattern.compile("^from\\s+([\\w.]+)\\s+import\\s+(.*)$", Pattern.DOTALL);
    private static final Pattern KEYWORDS = Pattern.compile("^(?:package|import)\\s+(?:static\\s+)?|[;*\\s]+$");

    private ImportText() {}

    static List<String> of(String written) {
        Matcher from = FROM.matcher(written);
        if (from.matches()) {
            return joined(from.group(1), from.group(2));
        }
        Matcher quoted = QUOTED.matcher(written);
        return quoted.find()
                ? List.of(quoted.group(1))
                : names(KEYWORDS.matcher(written).replaceAll(""));
    }

    /** Python names a module, and what of it: that may be a module too. */
    private static List<String> joined(String module, String of) {
        List<String> joined = new ArrayList<>();
        names(of).forEach(name -> joined.add(module + "." + name));
        return joined;
    }

    private static List<String> names(String separated) {
        List<String> names = new ArrayList<>();
        for (String name : separated.split("[,()]")) {
            String bare = name.strip().replaceFirst("\\s.*", "");
            if (!bare.isEmpty()) {
                names.add(bare);
            }
        }
        return names;
    }
}
