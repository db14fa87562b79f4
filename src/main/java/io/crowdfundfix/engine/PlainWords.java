package io.crowdfundfix.engine;

import java.util.List;
import java.util.Set;

/** Words so usual in English, or in reports about software, that two reports sharing them share nothing. */
final class PlainWords {
    private static final Set<String> PLAIN = Set.copyOf(List.of(
            ("able accept accepted accident across action actual add added adding address afterwards ago alone alright app"
                            + " apparently appear appears application applications apply area around ask asked asks attach automatic"
                            + " automatically available away back bad base bash basic become becomes begin beginning begins behind"
                            + " believe best better big bit blank block body bottom box break breaks bring broken browser build built"
                            + " button call called calls cannot cant care case cases cause caused causes certain change changed changes"
                            + " changing check checked checks choose class clear clearly click clicked clicking client close closed"
                            + " closes closing code come comes command comment common complete completely computer confirm consider"
                            + " contain contains content contents continue copied copy correct correctly count couple crash crashed"
                            + " crashes crashing current currently customer customers data date day days default define defined delete"
                            + " deleted depends details device difference different direct directly display displayed document doesnt"
                            + " early easily easy edit effect empty end ended ends enough enter entire entry error errors especially"
                            + " event everybody everyone everything exactly exist existing exists expect explain fact fail failed"
                            + " failing fails failure false far fast feature features feel file files fill final finally find fine"
                            + " finish finished fix fixed folder force form found free front full fun function general generated"
                            + " good great group guess half hand handle happy hard help hold hope host hour hours idea ignore ignored"
                            + " immediately important impossible include included includes including incorrect info input inside"
                            + " install installed instance internal item items job keep keeps kept key kill kind known large later"
                            + " leading least leave leaves left length less level library life light likely limit line lines link"
                            + " list lists little live load loaded loading local location log logs long longer lot low machine main"
                            + " maybe mean means member menu message messages method middle minute minutes missing mode moment month"
                            + " move moved moves moving name named names nearly never new next nice night normal note notes number"
                            + " numbers object objects obviously often old open opening opens option order original otherwise output"
                            + " page pages part parts pass past patch path pause people perform perhaps person place plain plus point"
                            + " press pressed presses previous print printed prints probably process produce program project proper"
                            + " properly provide pull purpose push question quick quickly quite random rather read reading reads ready"
                            + " real reason receive recent recently record related release released remains remember remove removed"
                            + " rename replace request requests required respond response rest restart return returned returns rows run"
                            + " running runs safe save saved saves saving save screen second seconds section select selected send sends"
                            + " sent separate server service set sets setting settings setup several short shot show showing shown"
                            + " shows side sides similar simple simply single site size slow small software sort source specific stack"
                            + " standard start started starting starts state stay stays stop stopped stops store string stuff sudden"
                            + " suddenly suggest support suppose supposed surely system systems table talk team tell test tested tests"
                            + " text thanks thread three ticket till times title today together told top total tour touch trace true"
                            + " turn turned turns type types understand unexpected update updated upper usual usually valid value"
                            + " values various view wait waiting wanted warning way week weeks whole why wide win window words worked"
                            + " world write writes writing written wrong yes yesterday zero caused chrome linux mac macos windows ubuntu"
                            + " debian fedora ios docker java python node org com net www html http https png jpg txt json xml yaml"
                            + " null none undefined exception trace traceback caused args kwargs self const let var int str utf version"
                            + " die der das und ist nicht ein eine mit auf für den dem von wird auch wenn sich aus bei nach noch nur")
                    .split(" ")));

    private PlainWords() {}

    static boolean has(String lowerCaseWord) {
        return Words.isCommon(lowerCaseWord)
                || PLAIN.contains(lowerCaseWord)
                || PLAIN.contains(singular(lowerCaseWord))
                || isQuantity(lowerCaseWord);
    }

    /** The word without a plural s, so that one and many of a thing are the same thing. */
    static String singular(String word) {
        int length = word.length();
        boolean plural = length > 4 && word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us");
        return plural ? word.substring(0, length - 1) : word;
    }

    /** {@code 30000ms}, {@code 2gb}: a number with a unit. */
    private static boolean isQuantity(String word) {
        int digits = 0;
        while (digits < word.length() && Character.isDigit(word.charAt(digits))) {
            digits++;
        }
        return digits > 0 && word.length() - digits <= 3;
    }
}
