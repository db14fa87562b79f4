package io.crowdfundfix.matching;

import io.crowdfundfix.bus.Rounds;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.funding.FundingApi;
import io.crowdfundfix.identity.IdentityApi;
import io.crowdfundfix.jobs.Job;
import io.crowdfundfix.matching.MatchingApi.ProfileChanged;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the profiles that are waited for, some at a time. Lives on one context. */
final class PendingProfiles {
    private static final Logger LOG = LoggerFactory.getLogger(PendingProfiles.class);
    private static final List<String> KINDS = List.of(IdentityApi.PROFILE_CHANGED_JOB, FundingApi.WORK_CHANGED_JOB);
    private static final int AT_ONCE = 16;
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final int MAX_ATTEMPTS = 12;

    private final Platform platform;
    private final ProfileStore store = new ProfileStore();
    private final ProfileMaking making;
    private final Rounds rounds = new Rounds(this::round);

    PendingProfiles(Platform platform) {
        this.platform = platform;
        this.making = new ProfileMaking(platform);
    }

    /** Claims and works until nothing is due; called again meanwhile it looks once more. */
    void drain() {
        rounds.run();
    }

    /** False where nothing was due. */
    private Future<Boolean> round() {
        Future<List<Job>> claimed = Future.succeededFuture(new ArrayList<>());
        for (String kind : KINDS) {
            claimed = claimed.compose(
                    before -> platform.jobs().claim(kind, AT_ONCE, LEASE).map(more -> {
                        before.addAll(more);
                        return before;
                    }));
        }
        return claimed.compose(jobs ->
                        Future.join(jobs.stream().map(this::work).toList()).map(!jobs.isEmpty()))
                .onFailure(failure -> LOG.warn("profiles cannot be made: {}", failure.getMessage()));
    }

    /** Ends well whatever happens to the one: the next one is not to suffer for it. */
    private Future<Void> work(Job job) {
        return store.find(platform.database(), job.subject())
                .compose(before -> making.of(job.subject(), before.orElse(null)))
                .recover(failure -> isGone(failure)
                        ? Future.succeededFuture(making.gone(job.subject()))
                        : Future.failedFuture(failure))
                .compose(this::save)
                .compose(saved -> platform.jobs().complete(job))
                .recover(failure -> failed(job, failure))
                .otherwise(failure -> {
                    LOG.warn("job {} could not be given back, its lease runs out: {}", job.id(), failure.getMessage());
                    return null;
                });
    }

    private Future<Void> save(Profile profile) {
        return platform.database()
                .transaction(transaction -> store.save(transaction, profile))
                .onSuccess(saved ->
                        platform.bus().publish(MatchingApi.PROFILE_CHANGED, new ProfileChanged(profile.developer())));
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof Fault fault && fault.kind() == Fault.Kind.NOT_FOUND;
    }

    private Future<Void> failed(Job job, Throwable failure) {
        if (!(failure instanceof Fault)) {
            LOG.error("the profile of developer {} failed", job.subject(), failure);
        }
        String reason = failure instanceof Fault fault ? fault.message() : "unexpected error, see the log";
        return job.attempt() < MAX_ATTEMPTS
                ? platform.jobs().retry(job, reason)
                : platform.jobs().fail(job, reason);
    }
}
