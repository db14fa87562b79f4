package io.crowdfundfix.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static final String TEMPLATE =
            "### Issue checklist\n- [x] I searched the tracker\n### Steps to reproduce\n\n";

    @Test
    void namesTheSharedErrorTheFrameAndTheWords() {
        String trace =
                "java.io.IOException: closed\n  at com.shop.Upload.send(Upload.java:%d)\n  at com.shop.A.b(A.java:1)";
        Fingerprint one = fingerprint("Upload breaks on timeout", trace.formatted(4));
        Fingerprint two = fingerprint("Timeout while an upload is running", trace.formatted(9));
        assertEquals(
                List.of(
                        "same exception java.io.IOException",
                        "same top frame com.shop.Upload.send",
                        "both traces pass through com.shop.A.b",
                        "both speak of: timeout, upload"),
                Evidence.between(one, two));
    }

    @Test
    void plainWordsAreNoEvidenceAndNamesAre() {
        Fingerprint one = fingerprint("The page shows an error after saving", "The user opened the settings again.");
        Fingerprint two = fingerprint("Saving shows the wrong page", "An error when the user opened the settings.");
        assertTrue(Evidence.between(one, two).isEmpty());
        Fingerprint three = fingerprint("FOO_TIMEOUT is ignored by LoginFilter", "The page shows an error.");
        Fingerprint four = fingerprint("LoginFilter does not read FOO_TIMEOUT", "The page shows an error.");
        assertEquals(List.of("both speak of: foo_timeout, loginfilter"), Evidence.between(three, four));
    }

    @Test
    void oneAndManyOfAThingAreTheSame() {
        Fingerprint one = fingerprint("Invoices lose their vouchers", "");
        Fingerprint two = fingerprint("An invoice without its voucher", "");
        assertEquals(List.of("both speak of: invoices, vouchers"), Evidence.between(one, two));
    }

    @Test
    void templatesAndLabelsAreNoEvidence() {
        Fingerprint one = fingerprint("[Painter] [Bug]: Brush flickers", TEMPLATE);
        Fingerprint two = fingerprint("[Painter] [Bug]: Export is empty", TEMPLATE);
        assertTrue(Evidence.between(one, two).isEmpty());
    }

    @Test
    void comesBackFromItsStoredForm() {
        Fingerprint fingerprint =
                fingerprint("Upload breaks", "x.YException: a\n  at com.A.b(A.java:1)\n  at com.C.d(C.java:2)");
        assertEquals(fingerprint, Fingerprint.decode(fingerprint.encoded()));
        assertEquals(new Fingerprint(List.of(), List.of(), List.of()), Fingerprint.decode(""));
    }

    @Test
    void staysWithinItsBound() {
        List<String> many = Collections.nCopies(500, "x\ny".repeat(300));
        String encoded = new Fingerprint(many, many, many).encoded();
        assertTrue(encoded.length() <= Fingerprint.MAX_CHARACTERS);
        assertTrue(Fingerprint.decode(encoded).errors().get(0).startsWith("x y"));
    }

    private static Fingerprint fingerprint(String title, String description) {
        return Fingerprint.of(ReportText.parse(title, description, null));
    }
}
