package io.crowdfundfix.verification;

import io.crowdfundfix.analysis.AnalysisApi;
import io.crowdfundfix.analysis.AnalysisApi.EngineName;
import io.crowdfundfix.analysis.AnalysisApi.FixOpinion;
import io.crowdfundfix.analysis.AnalysisApi.SuspectsTouched;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.AnalysisState;
import io.crowdfundfix.bugs.BugsApi.BugView;
import io.crowdfundfix.bugs.BugsApi.ReportText;
import io.crowdfundfix.bugs.Status;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.funding.FundingApi;
import io.crowdfundfix.funding.FundingApi.BountyState;
import io.crowdfundfix.funding.FundingApi.ClaimFound;
import io.crowdfundfix.funding.FundingApi.ClaimState;
import io.crowdfundfix.funding.FundingApi.RecordVerdict;
import io.crowdfundfix.funding.FundingApi.VerdictTaken;
import io.crowdfundfix.identity.IdentityApi;
import io.crowdfundfix.identity.IdentityApi.UserView;
import io.crowdfundfix.repositories.RepositoriesApi;
import io.crowdfundfix.repositories.RepositoriesApi.FixRecorded;
import io.crowdfundfix.repositories.RepositoriesApi.RecordFix;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.math.BigDecimal;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The doors that a verification goes through, which can be told to fail. Bugs and users up to number 99 exist; user 1 reported the bugs. */
final class FakeNeighbours extends VerticleBase {
    static final long LAST = 99;
    static final long REPORTER = 1;
    /** The bug that belongs to a repository, and to which. */
    static final long IN_REPOSITORY = 4;

    static final Long REPOSITORY = 8L;

    final Queue<RecordVerdict> told = new ConcurrentLinkedQueue<>();
    final Queue<RecordFix> remembered = new ConcurrentLinkedQueue<>();
    volatile boolean repositoryGone;
    volatile boolean repositoriesAway;
    volatile @Nullable SuspectsTouched suspects;
    volatile boolean fundingAway;
    volatile boolean engineAway;
    volatile int attemptsLeft = 3;
    volatile Status status = Status.OPEN;
    volatile double probability = 0.9;

    private final Platform platform;

    FakeNeighbours(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Future<?> start() {
        Bus bus = platform.bus();
        return Future.all(List.of(
                bus.serve(BugsApi.FIND, question -> Future.succeededFuture(bug(question.bug()))),
                bus.serve(BugsApi.READ_REPORT, question -> Future.succeededFuture(report(question.bug()))),
                bus.serve(IdentityApi.FIND, question -> Future.succeededFuture(user(question.id()))),
                bus.serve(AnalysisApi.JUDGE_FIX, question -> Future.succeededFuture(opinion())),
                bus.serve(
                        FundingApi.FIND_CLAIM,
                        question -> Future.succeededFuture(new ClaimFound(7L, ClaimState.ACTIVE, attemptsLeft, null))),
                bus.serve(FundingApi.RECORD_VERDICT, this::take),
                bus.serve(RepositoriesApi.RECORD_FIX, this::remember)));
    }

    private Future<FixRecorded> remember(RecordFix fix) {
        if (repositoryGone) {
            throw Fault.notFound("repository_not_found", "There is no repository " + fix.repository());
        }
        if (repositoriesAway) {
            repositoriesAway = false;
            throw Fault.unavailable("database_unavailable", "The disk is full");
        }
        remembered.add(fix);
        return Future.succeededFuture(new FixRecorded(true));
    }

    private Future<VerdictTaken> take(RecordVerdict verdict) {
        told.add(verdict);
        if (fundingAway) {
            throw Fault.unavailable("database_unavailable", "The disk is full");
        }
        return Future.succeededFuture(new VerdictTaken(
                7L, verdict.passed() ? ClaimState.VERIFIED : ClaimState.ACTIVE, BountyState.IN_REVIEW));
    }

    private FixOpinion opinion() {
        if (engineAway) {
            throw Fault.unavailable("loading", "The engine is loading");
        }
        return new FixOpinion(
                probability,
                0.7,
                List.of("both say: cart"),
                1,
                true,
                List.of("Cart"),
                suspects,
                0.5,
                List.of(),
                new EngineName("fake", "1", true));
    }

    private BugView bug(long id) {
        known(id, "bug_not_found");
        return new BugView(
                id,
                "Cart",
                "The total is wrong",
                null,
                null,
                null,
                status,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                BigDecimal.ZERO,
                0,
                REPORTER,
                null,
                null,
                MutableClock.START,
                MutableClock.START,
                1,
                AnalysisState.PENDING,
                null,
                null);
    }

    private static ReportText report(long id) {
        return new ReportText(
                id,
                "Cart",
                "The total is wrong",
                null,
                null,
                null,
                MutableClock.START,
                id == IN_REPOSITORY ? REPOSITORY : null);
    }

    private static UserView user(long id) {
        known(id, "user_not_found");
        return new UserView(
                id, "User", "user@example.org", Role.DEVELOPER, 0, List.of(), null, null, MutableClock.START, 1);
    }

    private static void known(long id, String code) {
        if (id > LAST) {
            throw Fault.notFound(code, "There is no " + id);
        }
    }
}
