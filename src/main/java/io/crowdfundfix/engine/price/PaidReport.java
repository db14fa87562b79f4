package io.crowdfundfix.engine.price;

/** A report and the US dollars that an installation paid for it. */
public record PaidReport(PricedReport report, double dollars) {
    Paid paid() {
        return new Paid(report.posting(), Math.log1p(Math.max(0, dollars)));
    }
}
