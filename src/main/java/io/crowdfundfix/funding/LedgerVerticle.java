package io.crowdfundfix.funding;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.ledger.Sealer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves what proves the ledger, and has it sealed every few seconds. */
final class LedgerVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerVerticle.class);
    private static final long SEAL_EVERY_MS = 2_000;

    private final Platform platform;
    private boolean sealing;

    LedgerVerticle(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Future<?> start() {
        Bus bus = platform.bus();
        LedgerService ledger = new LedgerService(platform, new SolvencyStore());
        Sealer sealer = new Sealer(platform.database(), platform.clock());
        AtomicLong waiting = platform.meters().gauge("crowdfundfix.ledger.unsealed.batches", new AtomicLong());
        vertx.setPeriodic(SEAL_EVERY_MS, tick -> seal(sealer, waiting));
        return Future.all(List.of(
                bus.serve(LedgerApi.READ_SOLVENCY, ledger::solvency),
                bus.serve(LedgerApi.LIST_SEALS, ledger::seals),
                bus.serve(LedgerApi.READ_SEAL, ledger::seal),
                bus.serve(LedgerApi.LIST_POSTINGS, ledger::postings),
                bus.serve(LedgerApi.EXPORT, ledger::export)));
    }

    private void seal(Sealer sealer, AtomicLong waiting) {
        if (sealing) {
            return;
        }
        sealing = true;
        sealer.seal()
                .compose(count -> sealer.waiting())
                .onSuccess(waiting::set)
                .onFailure(failure -> LOG.warn("nothing is sealed for now: {}", failure.getMessage()))
                .onComplete(done -> sealing = false);
    }
}
