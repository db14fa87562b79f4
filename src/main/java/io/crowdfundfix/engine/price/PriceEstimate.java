package io.crowdfundfix.engine.price;

import java.util.List;

/**
 * What a report is worth, in US dollars: one in ten is paid less than the first, half less than the second, one in ten more
 * than the last.
 *
 * @param reasons in plain words, the weightiest first
 */
public record PriceEstimate(double p10, double p50, double p90, List<String> reasons) {
    public PriceEstimate {
        reasons = List.copyOf(reasons);
    }
}
