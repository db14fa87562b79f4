package io.crowdfundfix.engine.code;

import java.util.Set;

/**
 * Names of the syntax nodes that matter, as the grammar calls them.
 *
 * @param types declare a type
 * @param methods declare what can be called
 * @param imports name what the file uses
 * @param packages say where the file belongs
 * @param opened hold declarations and are looked into, as are types
 */
record Grammar(Set<String> types, Set<String> methods, Set<String> imports, Set<String> packages, Set<String> opened) {
    Grammar(String types, String methods, String imports, String packages, String opened) {
        this(names(types), names(methods), names(imports), names(packages), names(opened));
    }

    private static Set<String> names(String separated) {
        return separated.isEmpty() ? Set.of() : Set.of(separated.split(" "));
    }
}
