package io.crowdfundfix.engine.duplicate;

/** What a report is compared by, made once for each report and collection by {@link DuplicateModel#profile}. */
public final class Profile {
    private final Lexis lexis;
    private final ReportVectors vectors;

    Profile(Lexis lexis, ReportVectors vectors) {
        this.lexis = lexis;
        this.vectors = vectors;
    }

    Lexis lexis() {
        return lexis;
    }

    ReportVectors vectors() {
        return vectors;
    }
}
