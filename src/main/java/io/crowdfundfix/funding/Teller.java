package io.crowdfundfix.funding;

import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.News;
import io.crowdfundfix.bugs.BugsApi.RecordFunding;
import io.crowdfundfix.bugs.Status;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.funding.BountyEvent.Kind;
import io.crowdfundfix.funding.BountyStore.Untold;
import io.crowdfundfix.funding.Tidings.People;
import io.crowdfundfix.identity.IdentityApi;
import io.crowdfundfix.identity.IdentityApi.RecordReputation;
import io.crowdfundfix.notifications.NotificationsApi;
import io.crowdfundfix.notifications.NotificationsApi.Notify;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells others what has happened to bounties: people, reputations, the bugs themselves. The bounty's row says what was told, so nothing is
 * lost; those who hear know each piece by its key, so nothing counts twice.
 */
final class Teller {
    private static final Logger LOG = LoggerFactory.getLogger(Teller.class);
    private static final int BOUNTIES_A_LOOK = 100;
    private static final int EVENTS_A_BOUNTY = 200;
    private static final int MOST_BACKERS = 900;
    private static final int MOST_CLAIMS = 100;
    private static final int MOST_TOLD = 1_000;
    private static final int RESTS = 4;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Database database;
    private final Bus bus;
    private final Clock clock;
    private final SharedFunding shared;
    private boolean telling;
    /** Where the last look ended: bounties that cannot be told do not come first again and again. */
    private long lastBug;

    private Instant pausedUntil = Instant.MIN;

    Teller(SharedFunding shared) {
        this.database = shared.platform().database();
        this.bus = shared.platform().bus();
        this.clock = shared.platform().clock();
        this.shared = shared;
    }

    /** Tells some of what there is to tell; called while it does or rests, it does nothing. */
    Future<Void> look() {
        if (telling || clock.instant().isBefore(pausedUntil)) {
            return Future.succeededFuture();
        }
        telling = true;
        Instant began = clock.instant();
        return shared.bounties()
                .untold(database, lastBug, BOUNTIES_A_LOOK)
                .compose(untold -> {
                    lastBug = untold.size() < BOUNTIES_A_LOOK
                            ? 0
                            : untold.get(untold.size() - 1).bug();
                    return tellAll(untold);
                })
                .recover(failure -> later("all", failure))
                .onComplete(done -> {
                    telling = false;
                    rest(Duration.between(began, clock.instant()));
                });
    }

    /** One that cannot be told does not keep the others; all wait a little, for who does not hear now will not a moment later either. */
    private Future<Void> later(String who, Throwable failure) {
        if (!clock.instant().isBefore(pausedUntil)) {
            LOG.warn("{} will hear later of what happened to the money: {}", who, failure.toString());
        }
        pausedUntil = clock.instant().plus(PAUSE);
        return Future.succeededFuture();
    }

    /** Telling must not keep the database from taking money: it rests longer than it works. */
    private void rest(Duration worked) {
        Instant until = clock.instant().plus(worked.multipliedBy(RESTS));
        pausedUntil = until.isAfter(pausedUntil) ? until : pausedUntil;
    }

    private Future<Void> tellAll(List<Untold> untold) {
        Future<Void> all = Future.succeededFuture();
        for (Untold bounty : untold) {
            all = all.compose(done -> tell(bounty)).recover(failure -> later("bug " + bounty.bug(), failure));
        }
        return all;
    }

    private Future<Void> tell(Untold untold) {
        long bug = untold.bug();
        return shared.bounties()
                .events(database, bug, untold.toldVersion(), EVENTS_A_BOUNTY)
                .compose(events -> events.isEmpty()
                        ? shared.bounties()
                                .told(database, bug, untold.toldVersion())
                                .mapEmpty()
                        : tell(bug, events));
    }

    private Future<Void> tell(long bug, List<BountyEvent> events) {
        long last = events.get(events.size() - 1).version();
        return shared.bounties()
                .find(database, bug)
                .compose(found -> {
                    Bounty bounty = found.orElseThrow(() -> BountyWork.noBounty(bug));
                    return people(bounty)
                            .compose(people -> tellPeople(events, people)
                                    .compose(told ->
                                            bus.request(BugsApi.RECORD_FUNDING, news(bounty, events, people, last))));
                })
                .compose(told -> shared.bounties().told(database, bug, last))
                .mapEmpty();
    }

    private Future<People> people(Bounty bounty) {
        return shared.contributions()
                .backers(database, bounty.bug(), MOST_BACKERS)
                .compose(backers -> shared.claims()
                        .page(database, bounty.bug(), Long.MAX_VALUE, MOST_CLAIMS)
                        .map(claims -> new People(bounty.reporter(), backers.keySet(), claims)));
    }

    private Future<Void> tellPeople(List<BountyEvent> events, People people) {
        Future<Void> all = Future.succeededFuture();
        for (BountyEvent event : events) {
            Set<Long> concerned = Tidings.concerned(event, people);
            if (!concerned.isEmpty()) {
                all = all.compose(done -> bus.request(NotificationsApi.NOTIFY, notice(event, concerned)))
                        .mapEmpty();
            }
            for (Tidings.Earned earned : Tidings.earned(event, people)) {
                all = all.compose(done -> bus.request(IdentityApi.RECORD_REPUTATION, reputation(event, earned)))
                        .mapEmpty();
            }
        }
        return all;
    }

    private static Notify notice(BountyEvent event, Set<Long> concerned) {
        return new Notify(
                key(event),
                concerned.stream().limit(MOST_TOLD).toList(),
                "bounty_" + event.kind().word(),
                event.bug(),
                shortened(Tidings.sentence(event)));
    }

    private static RecordReputation reputation(BountyEvent event, Tidings.Earned earned) {
        return new RecordReputation(
                key(event) + ":" + earned.event() + ":" + earned.person(), earned.person(), earned.event(), event.at());
    }

    private static String key(BountyEvent event) {
        return "bounty:" + event.bug() + ":" + event.version();
    }

    private static RecordFunding news(Bounty bounty, List<BountyEvent> events, People people, long last) {
        Status reached = null;
        Long developer = null;
        for (BountyEvent event : events) {
            Status by = Tidings.reached(event.kind());
            reached = by == null ? reached : by;
            Claim claim = people.claim(event.claim());
            developer = event.kind() == Kind.FIX_VERIFIED && claim != null ? (Long) claim.developer() : developer;
        }
        return new RecordFunding(
                bounty.bug(),
                last,
                bounty.sums().totalCents(),
                events.stream().map(Teller::entry).toList(),
                reached,
                developer);
    }

    private static News entry(BountyEvent event) {
        @Nullable Long actor = event.actor();
        return new News(event.version(), "bounty_" + event.kind().word(), actor, shortened(event.detail()), event.at());
    }

    private static String shortened(String text) {
        int most = 450;
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
    }
}
