package io.crowdfundfix.matching;

import io.crowdfundfix.analysis.AnalysisApi;
import io.crowdfundfix.analysis.AnalysisApi.BugVectors;
import io.crowdfundfix.analysis.AnalysisApi.ReadVectors;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.identity.IdentityApi;
import io.crowdfundfix.matching.ProfileStore.Made;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the node's {@link Roster} as the stored profiles are. Changes come from one context, readers from any thread. */
final class KeptRoster {
    private static final Logger LOG = LoggerFactory.getLogger(KeptRoster.class);
    private static final int PAGE = 500;
    private static final int RENEWED_AT_ONCE = 100;
    /** Nodes of two versions would make each other's profiles anew for ever: no more than a page of them in this time. */
    private static final Duration RENEWED_EVERY = Duration.ofMinutes(1);
    /** An engine that is being loaded is waited for; later than this, tags decide alone until it comes. */
    private static final Duration ENGINE_AWAITED = Duration.ofMinutes(1);

    /** Rows that were committed late are still seen: catching up looks this far back behind the newest row known. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final Platform platform;
    private final ProfileStore store = new ProfileStore();
    private volatile Roster roster = new Roster("");
    private Instant newest = Instant.EPOCH;
    private final Instant began;
    private Instant renewed = Instant.EPOCH;
    private boolean busy;

    KeptRoster(Platform platform) {
        this.platform = platform;
        this.began = platform.clock().instant();
    }

    Roster roster() {
        return roster;
    }

    /** Takes in what is new; the first time, and after another engine has come, everything. */
    void catchUp() {
        if (busy) {
            return;
        }
        busy = true;
        model().compose(this::catchUp)
                .onFailure(failure -> LOG.warn("profiles cannot be read: {}", failure.getMessage()))
                .onComplete(done -> busy = false);
    }

    /** What makes vectors now; empty where nothing does, null where that is still to be seen. */
    private Future<@Nullable String> model() {
        return platform.bus()
                .request(AnalysisApi.READ_VECTORS, new ReadVectors(List.of()))
                .map(BugVectors::model)
                .otherwise(failure -> {
                    boolean waits = platform.clock().instant().isBefore(began.plus(ENGINE_AWAITED));
                    return roster.isComplete() || !waits || ProfileMaking.isNotServed(failure) ? roster.model() : null;
                });
    }

    private Future<Void> catchUp(@Nullable String model) {
        if (model == null) {
            return Future.succeededFuture();
        }
        return model.equals(roster.model()) && roster.isComplete()
                ? since(newest.minus(OVERLAP)).compose(done -> renewSome(model))
                : begin(model);
    }

    /** Takes one in that has changed; where the hint is lost, catching up finds it. */
    void learn(long developer) {
        Roster now = roster;
        store.find(platform.database(), developer)
                .onSuccess(found -> found.ifPresent(now::put))
                .onFailure(failure -> LOG.debug("the profile of {} is read later", developer, failure));
    }

    private Future<Void> begin(String model) {
        if (!model.equals(roster.model())) {
            roster = new Roster(model);
        }
        return fill(0).compose(filled -> {
            roster.completed();
            renewed = platform.clock().instant();
            return renew(model, 0);
        });
    }

    private Future<Void> fill(long after) {
        return store.after(platform.database(), after, PAGE).compose(page -> {
            page.forEach(this::put);
            return page.size() < PAGE
                    ? Future.succeededFuture()
                    : fill(page.get(page.size() - 1).developer());
        });
    }

    private void put(Profile profile) {
        Instant known = roster.known(profile.developer());
        if (known == null || known.isBefore(profile.at())) {
            roster.put(profile);
        }
        newest = profile.at().isAfter(newest) ? profile.at() : newest;
    }

    /** A node with another engine, or none, may have made some since. */
    private Future<Void> renewSome(String model) {
        Instant now = platform.clock().instant();
        if (model.isEmpty() || now.isBefore(renewed.plus(RENEWED_EVERY))) {
            return Future.succeededFuture();
        }
        renewed = now;
        return store.madeByOthers(platform.database(), model, 0, RENEWED_AT_ONCE)
                .compose(this::enqueue);
    }

    /** Vectors of another model say nothing to this one's: who keeps profiles makes them anew. */
    private Future<Void> renew(String model, long after) {
        if (model.isEmpty()) {
            return Future.succeededFuture();
        }
        return store.madeByOthers(platform.database(), model, after, RENEWED_AT_ONCE)
                .compose(others -> enqueue(others)
                        .compose(done -> others.size() < RENEWED_AT_ONCE
                                ? Future.succeededFuture()
                                : renew(model, others.get(others.size() - 1))));
    }

    private Future<Void> enqueue(List<Long> developers) {
        return platform.database().transaction(transaction -> {
            Future<Void> all = Future.succeededFuture();
            for (long developer : developers) {
                all = all.compose(
                        before -> platform.jobs().enqueue(transaction, IdentityApi.PROFILE_CHANGED_JOB, developer));
            }
            return all;
        });
    }

    private Future<Void> since(Instant since) {
        return store.madeSince(platform.database(), since, PAGE).compose(made -> {
            List<Long> missing =
                    made.stream().filter(this::isNew).map(Made::developer).toList();
            Instant last = made.isEmpty() ? since : made.get(made.size() - 1).at();
            return store.of(platform.database(), missing).compose(found -> {
                found.forEach(this::put);
                return made.size() < PAGE || !last.isAfter(since) ? Future.succeededFuture() : since(last);
            });
        });
    }

    private boolean isNew(Made made) {
        @Nullable Instant known = roster.known(made.developer());
        return known == null || known.isBefore(made.at());
    }
}
