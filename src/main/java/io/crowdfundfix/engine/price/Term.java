package io.crowdfundfix.engine.price;

/** What an offer says besides its words: places in an array of numbers, NaN where the offer does not say it. */
final class Term {
    /** 0 beginner, 1 intermediate, 2 advanced. */
    static final int EXPERIENCE = 0;
    /** 0 hours, 1 days, 2 weeks, 3 months. */
    static final int LENGTH = 1;
    /** 0 or 1, as are the kinds that follow. */
    static final int FEATURE = 2;

    static final int IMPROVEMENT = 3;
    static final int BUG = 4;
    static final int DOCUMENTATION = 5;
    static final int OTHER = 6;
    static final int SPECIALIST = 7;
    /** 0 one is paid, 1 several share, 2 the best is paid. */
    static final int CONTEST = 8;
    /** 1 if the poster chooses who may begin. */
    static final int APPROVAL = 9;
    /** ln(1 + characters). */
    static final int DESCRIPTION = 10;
    /** ln(1 + days). */
    static final int EXPIRES = 11;
    /** 0 ether, 1 worth a dollar, 2 another token. */
    static final int TOKEN = 12;

    static final int KEYWORDS = 13;
    /** ln(1 + the number of the issue in its repository). */
    static final int ISSUE_NUMBER = 14;
    /** Keywords name a hackathon. */
    static final int HACKATHON = 15;

    static final int TITLE_CHARS = 16;
    static final int TITLE_PRIZE = 17;
    static final int TITLE_WRITING = 18;
    static final int TITLE_REPAIR = 19;
    static final int TITLE_BUILDING = 20;
    static final int TITLE_CHANGE = 21;
    static final int COUNT = 22;

    private Term() {}
}
