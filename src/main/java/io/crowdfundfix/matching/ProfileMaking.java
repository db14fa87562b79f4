package io.crowdfundfix.matching;

import io.crowdfundfix.analysis.AnalysisApi;
import io.crowdfundfix.analysis.AnalysisApi.BugVector;
import io.crowdfundfix.analysis.AnalysisApi.EmbedTexts;
import io.crowdfundfix.analysis.AnalysisApi.Embedded;
import io.crowdfundfix.analysis.AnalysisApi.Meaning;
import io.crowdfundfix.analysis.AnalysisApi.ReadVectors;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.funding.FundingApi;
import io.crowdfundfix.funding.FundingApi.DeveloperWork;
import io.crowdfundfix.funding.FundingApi.ReadWork;
import io.crowdfundfix.identity.AccountsApi;
import io.crowdfundfix.identity.AccountsApi.AccountView;
import io.crowdfundfix.identity.AccountsApi.FindAccount;
import io.crowdfundfix.identity.IdentityApi;
import io.crowdfundfix.identity.IdentityApi.FindUser;
import io.crowdfundfix.identity.IdentityApi.UserView;
import io.crowdfundfix.identity.ReputationApi;
import io.crowdfundfix.identity.ReputationApi.ReadTrackRecord;
import io.crowdfundfix.identity.ReputationApi.TrackRecord;
import io.crowdfundfix.security.Role;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a developer's profile from what others know of him. */
final class ProfileMaking {
    private static final int MOST_FIXES = 100;

    private final Bus bus;
    private final Clock clock;

    ProfileMaking(Platform platform) {
        this.bus = platform.bus();
        this.clock = platform.clock();
    }

    /**
     * As things were when this was asked or later. Fails where somebody who has to be asked does not answer.
     *
     * @param before his profile until now, from which his work is taken where funding does not run; null where there is none
     */
    Future<Profile> of(long developer, @Nullable Profile before) {
        Instant asked = now();
        Future<UserView> user = bus.request(IdentityApi.FIND, new FindUser(developer));
        Future<TrackRecord> record = bus.request(ReputationApi.READ_TRACK_RECORD, new ReadTrackRecord(developer));
        Future<AccountView> account = bus.request(AccountsApi.FIND, new FindAccount(developer));
        return Future.all(user, record, account)
                .compose(all -> account.result().role() == Role.DEVELOPER
                                && !account.result().blocked()
                        ? whole(new Known(asked, user.result(), record.result()), before)
                        : Future.succeededFuture(gone(developer, asked)));
    }

    /** What is left of somebody who is no developer or blocked: a place that says so to nodes that remember him. */
    Profile gone(long developer) {
        return gone(developer, now());
    }

    private static Profile gone(long developer, Instant asked) {
        return new Profile(developer, "", "", List.of(), null, null, 0, null, 0, 0, 0, List.of(), true, asked);
    }

    /** What identity says, and when it was asked. */
    private record Known(Instant asked, UserView user, TrackRecord record) {}

    private Future<Profile> whole(Known known, @Nullable Profile before) {
        UserView user = known.user();
        List<String> skills = SkillNames.of(user.skills());
        String says = ProfileMeaning.text(user.skills());
        Future<Embedded> saying = bus.request(
                        AnalysisApi.EMBED_TEXTS, new EmbedTexts(says.isEmpty() ? List.of() : List.of(says)))
                .recover(failure -> unlessServed(failure, new Embedded("", List.of())));
        Future<Work> work = bus.request(FundingApi.READ_WORK, new ReadWork(user.id()))
                .map(Work::of)
                .recover(failure -> unlessServed(failure, Work.of(before)));
        return Future.all(saying, work)
                .compose(both -> vectors(work.result().fixes())
                        .map(vectors -> new Profile(
                                user.id(),
                                saying.result().model(),
                                user.name(),
                                skills,
                                saying.result().meanings().stream()
                                        .findFirst()
                                        .map(Meaning::vector)
                                        .orElse(null),
                                ProfileMeaning.ofFixes(work.result().fixes(), vectors),
                                user.reputation(),
                                user.askingPriceCents(),
                                work.result().activeClaims(),
                                known.record().successes(),
                                known.record().failures(),
                                work.result().fixes(),
                                false,
                                known.asked())));
    }

    /** An installation may run without funding, and without an engine. */
    private static <T> Future<T> unlessServed(Throwable failure, T without) {
        return isNotServed(failure) ? Future.succeededFuture(without) : Future.failedFuture(failure);
    }

    static boolean isNotServed(Throwable failure) {
        return failure instanceof Fault fault && fault.code().equals("not_served");
    }

    private Future<Map<Long, float[]>> vectors(List<Fixed> fixes) {
        if (fixes.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        List<Long> bugs = fixes.stream().map(Fixed::bug).distinct().toList();
        return bus.request(AnalysisApi.READ_VECTORS, new ReadVectors(bugs))
                .map(read -> read.vectors().stream()
                        .collect(Collectors.toMap(
                                BugVector::bug, vector -> vector.meaning().vector(), (one, same) -> one)))
                .recover(failure -> unlessServed(failure, Map.of()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** What somebody does and has done. */
    private record Work(int activeClaims, List<Fixed> fixes) {
        static Work of(DeveloperWork work) {
            return new Work(
                    work.activeClaims(),
                    work.fixes().stream()
                            .limit(MOST_FIXES)
                            .map(fix -> new Fixed(fix.bug(), fix.paidAt()))
                            .toList());
        }

        static Work of(@Nullable Profile before) {
            return before == null ? new Work(0, List.of()) : new Work(before.activeClaims(), before.fixes());
        }
    }
}
