package io.crowdfundfix.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts text into lower-case words and knows which of them say nothing about a bug. */
public final class Words {
    private static final int LONGEST = 60;

    private static final Set<String> COMMON =
            Set.copyOf(List.of(("a about above after again all also although always am an and any"
                            + " anyone are as at be because been before being below between both but by can cannot could did do"
                            + " does doing done down during each either else even ever every few for from further get gets"
                            + " getting give given go goes going gone got had happen happened happening happens has have having"
                            + " he her here hi hello hey him his how however i if in instead into is it its itself just know"
                            + " let like ll look looks made make makes making many may me might more most much must my need"
                            + " needs new no nor not nothing now of off ok on once one only or other our out over own per"
                            + " please possible put re really right said same see seem seems seen shall she should since so some"
                            + " someone something still such sure take than thank thanks that the their them then there"
                            + " these they thing things think this those though through to too try tried trying two under"
                            + " until up upon us use used user users uses using very via want wants was way we well were what"
                            + " when where whether which while who why will with within without won would yes yet you your"
                            + " issue issues bug bugs problem problems report reported reporter reproduce reproduced"
                            + " reproducible steps step expected actual behavior behaviour result results version versions"
                            + " description summary environment information additional context example examples time times"
                            + " work works working following follows latest don doesn didn isn wasn can't don't doesn't i'm"
                            + " it's ve first last attached attachment created open opened above below able")
                    .split(" ")));

    private Words() {}

    /** Runs of letters, digits and inner underscores; longer ones than a word can be are left out. */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inside = i < text.length() && isWordPart(text.charAt(i));
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                add(text, start, i, words);
                start = -1;
            }
        }
        return words;
    }

    /** Inner apostrophes belong to a word, quotes around it do not. */
    private static void add(String text, int from, int to, List<String> words) {
        int start = from;
        int end = to;
        while (start < end && text.charAt(start) == '\'') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == '\'') {
            end--;
        }
        if (end > start && end - start <= LONGEST) {
            words.add(text.substring(start, end).toLowerCase(Locale.ROOT));
        }
    }

    /** True for words that any report may hold: grammar, and the vocabulary of reporting itself. */
    /** Whether it stands in most reports whatever they are about. */
    public static boolean isCommon(String lowerCaseWord) {
        return lowerCaseWord.length() < 2 || COMMON.contains(lowerCaseWord) || isNumber(lowerCaseWord);
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '\'';
    }

    private static boolean isNumber(String word) {
        return word.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
