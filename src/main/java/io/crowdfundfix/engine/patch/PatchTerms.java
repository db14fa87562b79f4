package io.crowdfundfix.engine.patch;

import io.crowdfundfix.engine.learn.IntList;
import io.crowdfundfix.engine.learn.Terms;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** The terms of a patch: each run of up to five tokens that it adds, and each that it removes. */
final class PatchTerms {
    private static final int LONGEST = 5;
    static final char ADDED = 'A';
    static final char REMOVED = 'R';

    private PatchTerms() {}

    static int[] of(PatchCode code) {
        IntList hashes = new IntList();
        each(code, (term, hash) -> hashes.add(hash));
        return hashes.toArray();
    }

    /** Hands over each term, as its sign and its tokens, with its hash. */
    static void each(PatchCode code, ObjIntConsumer<String> heard) {
        each(ADDED, code.added(), heard);
        each(REMOVED, code.removed(), heard);
    }

    private static void each(char sign, List<String> tokens, ObjIntConsumer<String> heard) {
        for (int from = 0; from < tokens.size(); from++) {
            StringBuilder run = new StringBuilder().append(sign);
            for (int n = 0; n < LONGEST && from + n < tokens.size(); n++) {
                run.append(n == 0 ? "" : " ").append(tokens.get(from + n));
                heard.accept(run.toString(), Terms.hash(run.toString()));
            }
        }
    }
}
