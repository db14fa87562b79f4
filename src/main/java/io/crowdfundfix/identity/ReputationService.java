package io.crowdfundfix.identity;

import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.identity.IdentityApi.RecordReputation;
import io.crowdfundfix.identity.IdentityApi.UserView;
import io.crowdfundfix.identity.ReputationApi.ReadTrackRecord;
import io.crowdfundfix.identity.ReputationApi.RecomputeReputation;
import io.crowdfundfix.identity.ReputationApi.ReputationRecomputed;
import io.crowdfundfix.identity.ReputationApi.TrackRecord;
import io.crowdfundfix.identity.ReputationStore.Earned;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Reputation: recorded as events, rolled on with each of them, and computed anew from all of them when asked. */
final class ReputationService {
    private static final int EVENTS_AT_ONCE = 1_000;

    private final Database database;
    private final Clock clock;
    private final UserStore users;
    private final ReputationStore events = new ReputationStore();
    private final ProfileJobs profiles;

    ReputationService(Platform platform, UserStore users, ProfileJobs profiles) {
        this.database = platform.database();
        this.clock = platform.clock();
        this.users = users;
        this.profiles = profiles;
    }

    Future<UserView> record(RecordReputation question) {
        if (question.event() == ReputationEvent.BROUGHT) {
            return Future.failedFuture(Fault.invalid("event", "BROUGHT comes with who is added: record another one"));
        }
        Instant now = clock.instant();
        Instant at = question.at().isAfter(now) ? now : question.at();
        Earned earned = new Earned(
                question.key(),
                question.user(),
                question.event(),
                question.event().points(),
                at.truncatedTo(ChronoUnit.MICROS));
        return database.transaction(transaction -> users.lock(transaction, earned.user())
                        .map(found -> found.orElseThrow(() -> IdentityService.unknown(earned.user())))
                        .compose(user -> add(transaction, user, earned)))
                .map(user -> user.view(now));
    }

    /** Records what somebody who is being added has brought along. */
    Future<Void> brought(Session transaction, User user) {
        double points = user.reputation().points();
        return points == 0
                ? Future.succeededFuture()
                : events.insert(
                                transaction,
                                new Earned(
                                        "user:" + user.id() + ":brought",
                                        user.id(),
                                        ReputationEvent.BROUGHT,
                                        points,
                                        user.reputation().at()))
                        .mapEmpty();
    }

    private Future<User> add(Session transaction, User user, Earned earned) {
        User after = user.with(user.reputation().plus(earned.points(), earned.at()));
        return events.insert(transaction, earned)
                .compose(inserted -> inserted
                        ? users.update(transaction, after)
                                .compose(updated -> profiles.changed(transaction, user.id(), null, change(earned)))
                                .map(after)
                        : Future.succeededFuture(user));
    }

    private static ProfileJobs.Change change(Earned earned) {
        return new ProfileJobs.Change(
                "reputation_changed", earned.event() + " " + earned.points() + " points, " + earned.key());
    }

    Future<TrackRecord> trackRecord(ReadTrackRecord question) {
        return events.trackRecord(database, question.user());
    }

    /** Each person in a transaction of his own, so that nobody waits for all. */
    Future<ReputationRecomputed> recompute(RecomputeReputation question) {
        return users.idsAfter(database, question.after(), question.limit()).compose(ids -> {
            Future<Integer> changed = Future.succeededFuture(0);
            for (long id : ids) {
                changed = changed.compose(before -> recomputed(id).map(differs -> differs ? before + 1 : before));
            }
            Long next = ids.size() < question.limit() ? null : ids.get(ids.size() - 1);
            return changed.map(count -> new ReputationRecomputed(ids.size(), count, next));
        });
    }

    private Future<Boolean> recomputed(long id) {
        return database.transaction(transaction -> users.lock(transaction, id)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(false)
                        : sum(transaction, id, Reputation.none(found.get().createdAt()), "")
                                .compose(sum -> corrected(transaction, found.get(), sum))));
    }

    private Future<Reputation> sum(Session transaction, long user, Reputation before, String after) {
        return events.of(transaction, user, after, EVENTS_AT_ONCE).compose(page -> {
            Reputation sum = before;
            for (Earned earned : page) {
                sum = sum.plus(earned.points(), earned.at());
            }
            return page.size() < EVENTS_AT_ONCE
                    ? Future.succeededFuture(sum)
                    : sum(transaction, user, sum, page.get(page.size() - 1).key());
        });
    }

    private Future<Boolean> corrected(Session transaction, User user, Reputation sum) {
        if (sum.isAbout(user.reputation())) {
            return Future.succeededFuture(false);
        }
        Instant now = clock.instant();
        ProfileJobs.Change change = new ProfileJobs.Change(
                "reputation_recomputed", "from " + user.reputation().shown(now) + " to " + sum.shown(now));
        return users.update(transaction, user.with(sum))
                .compose(updated -> profiles.changed(transaction, user.id(), null, change))
                .map(true);
    }
}
