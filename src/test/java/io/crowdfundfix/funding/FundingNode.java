package io.crowdfundfix.funding;

import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.testing.Await;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/** Funding as one of several nodes has it: nothing but the database is shared. Its clocks are looked at when the test says so. */
final class FundingNode {
    private static final int NEVER_MS = 60_000;

    private final Context context;
    private final Clocks clocks;
    private final EndedBugs endedBugs;
    private final Teller teller;

    private FundingNode(Context context, SharedFunding shared) {
        BountyWork work = new BountyWork(shared);
        ClaimReader reader = new ClaimReader(shared);
        this.context = context;
        this.clocks = new Clocks(shared, work, new Returns(shared), new ReviewService(shared, work, reader), reader);
        this.endedBugs = new EndedBugs(shared, work);
        this.teller = new Teller(shared);
    }

    /** Serves funding's endpoints in turn with the others. */
    static FundingNode start(Platform platform) {
        FundingConfig rules = FundingConfig.defaults();
        FundingConfig config = new FundingConfig(
                rules.currency(),
                rules.releaseLevel(),
                rules.reviewShareBps(),
                rules.expiresInDays(),
                rules.claimDays(),
                rules.reviewDays(),
                rules.releaseWaitMinutes(),
                rules.disputeDays(),
                rules.maxAttempts(),
                rules.maxClaims(),
                NEVER_MS);
        SharedFunding shared = SharedFunding.of(platform, config);
        Await.result(platform.vertx().deployVerticle(new FundingVerticle(shared)));
        return new FundingNode(platform.vertx().getOrCreateContext(), shared);
    }

    Future<Void> lookAtClocks() {
        return here(clocks::look);
    }

    Future<Void> lookAtEndedBugs() {
        return here(endedBugs::look);
    }

    Future<Void> tell() {
        return here(teller::look);
    }

    private Future<Void> here(Supplier<Future<Void>> work) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(run -> work.get().onComplete(done));
        return done.future();
    }
}
