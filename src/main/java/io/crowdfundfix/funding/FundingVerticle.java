package io.crowdfundfix.funding;

import io.crowdfundfix.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** Serves funding's endpoints and looks at its clocks. One instance on a node: contributions share commits. */
final class FundingVerticle extends VerticleBase {
    private final SharedFunding shared;

    FundingVerticle(SharedFunding shared) {
        this.shared = shared;
    }

    @Override
    public Future<?> start() {
        Bus bus = shared.platform().bus();
        ContributionGroup group = new ContributionGroup(shared);
        ContributionService contributions =
                new ContributionService(shared, new ContributionQueue(shared.platform(), group));
        BountyWork work = new BountyWork(shared);
        Returns returns = new Returns(shared);
        RefundService refunds = new RefundService(shared, work, returns);
        ClaimReader reader = new ClaimReader(shared);
        ClaimService claims = new ClaimService(shared, work, reader);
        ReviewService reviews = new ReviewService(shared, work, reader);
        VerdictService verdicts = new VerdictService(shared, work);
        WalletService wallets = new WalletService(shared);
        watch(bus, new Clocks(shared, work, returns, reviews, reader), new EndedBugs(shared, work));
        return Future.all(List.of(
                bus.serve(FundingApi.CONTRIBUTE, contributions::contribute),
                bus.serve(FundingApi.READ, refunds::read),
                bus.serve(FundingApi.RETURN, refunds::refund),
                bus.serve(FundingApi.MOVE, refunds::move),
                bus.serve(FundingApi.RECORD_VERDICT, verdicts::record),
                bus.serve(FundingApi.FIND_CLAIM, reader::find),
                bus.serve(FundingApi.READ_WORK, reader::work),
                bus.serve(ClaimsApi.CLAIM, claims::claim),
                bus.serve(ClaimsApi.READ, reader::read),
                bus.serve(ClaimsApi.LIST, reader::list),
                bus.serve(ClaimsApi.EDIT, claims::edit),
                bus.serve(ClaimsApi.WITHDRAW, claims::withdraw),
                bus.serve(ClaimsApi.DISPUTE, reviews::dispute),
                bus.serve(ClaimsApi.VOTE, reviews::vote),
                bus.serve(ClaimsApi.RESOLVE, reviews::resolve),
                bus.serve(WalletApi.READ, wallets::read),
                bus.serve(WalletApi.MOVE, wallets::move)));
    }

    /** Clocks by the timer; what is to be told also by a hint, so that it is told at once. */
    private void watch(Bus bus, Clocks clocks, EndedBugs endedBugs) {
        Teller teller = new Teller(shared);
        vertx.setPeriodic(
                shared.config().clockMs(),
                tick -> clocks.look().compose(looked -> endedBugs.look()).compose(looked -> teller.look()));
        bus.subscribe(FundingApi.CHANGED, changed -> teller.look());
    }
}
