package io.crowdfundfix.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.IdempotencyKey;
import io.crowdfundfix.funding.ClaimsApi.Choice;
import io.crowdfundfix.funding.ClaimsApi.ClaimView;
import io.crowdfundfix.funding.ClaimsApi.Share;
import io.crowdfundfix.funding.ClaimsApi.Work;
import io.crowdfundfix.funding.FundingApi.ClaimState;
import io.crowdfundfix.funding.FundingApi.Contribute;
import io.crowdfundfix.funding.FundingApi.Contributed;
import io.crowdfundfix.funding.FundingApi.ContributionView;
import io.crowdfundfix.funding.FundingApi.RecordVerdict;
import io.crowdfundfix.funding.FundingApi.Source;
import io.crowdfundfix.funding.WalletApi.MoveMoney;
import io.crowdfundfix.funding.WalletApi.WalletView;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What some people do with the money on a bug and on its duplicate, drawn from a seed; and what they were told came of it. */
final class FundingHistory {
    private static final int PEOPLE = 6;
    private static final int KEYS = 8;
    private static final int MOST_CENTS = 5_000;

    final long original;
    final long duplicate;
    /** What was made, by its number, as it was told last. */
    final Map<Long, ContributionView> contributions = new HashMap<>();

    private final Map<Long, ClaimView> claims = new HashMap<>();
    private final Map<Long, ClaimState> stateByClaim = new HashMap<>();
    /** What a key has moved: nothing may be there twice. */
    final Map<String, String> movedByKey = new HashMap<>();
    /** Deposits and withdrawals. */
    final List<Long> transfers = new ArrayList<>();

    private final Platform platform;
    private final Bus bus;
    private final FundingNeighbours others;
    private final Random random;
    private long submissions;

    FundingHistory(Platform platform, FundingNeighbours others, long number, Random random) {
        this.platform = platform;
        this.bus = platform.bus();
        this.others = others;
        this.random = random;
        this.original = number * 100;
        this.duplicate = number * 100 + 1;
        this.submissions = number * 1_000;
    }

    /** Something that is done, and what is remembered of its answer. */
    record Step(String what, Future<Runnable> done) {}

    Step next() {
        return switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4 -> contribute();
            case 5 -> wallet();
            case 6, 7 -> giveBack();
            case 8 -> move();
            case 9, 10, 11 -> claim();
            case 12, 13, 14 -> verdict();
            case 15, 16, 17, 18 -> vote();
            case 19, 20 -> dispute();
            case 21 -> resolve();
            case 22 -> edit();
            default -> rarely();
        };
    }

    private Step rarely() {
        return switch (random.nextInt(6)) {
            case 0 -> end();
            case 1, 2 -> withdrawClaim();
            default -> verdict();
        };
    }

    private long bug() {
        return random.nextInt(3) == 0 ? duplicate : original;
    }

    private long person() {
        return original + 10 + random.nextInt(PEOPLE);
    }

    private Caller anybody() {
        return random.nextInt(8) == 0
                ? new Caller(FundingNeighbours.REPORTER, Role.USER)
                : new Caller(person(), Role.DEVELOPER);
    }

    private Step contribute() {
        Caller caller = random.nextInt(3) == 0 ? null : new Caller(person(), Role.DEVELOPER);
        Source source = caller != null && random.nextInt(3) == 0 ? Source.WALLET : Source.CARD;
        long bug = bug();
        int number = random.nextInt(4 * KEYS);
        long cents = 1L + (number < KEYS ? number : random.nextInt(random.nextInt(3) == 0 ? 3 : MOST_CENTS));
        IdempotencyKey key = key(caller, number, bug + "/" + cents + source);
        Contribute question = new Contribute(
                caller,
                bug,
                null,
                cents,
                null,
                source,
                random.nextInt(4) == 0 ? random.nextInt(3) : null,
                random.nextInt(2) == 0 ? 1 + random.nextInt(40) : null,
                key);
        return new Step(
                "contribute", bus.request(FundingApi.CONTRIBUTE, question).map(made -> () -> {
                    assertEquals(cents, made.funding().amountCents());
                    once(key, "contribution " + made.funding().id());
                    remember(made);
                }));
    }

    /** Few keys, and few requests under each: now the same again, now something else. Most come without. */
    private @Nullable IdempotencyKey key(@Nullable Caller caller, int number, String request) {
        long owner = caller == null ? 0 : caller.id();
        return number < KEYS ? new IdempotencyKey(owner, original + "/" + number, request) : null;
    }

    private void once(@Nullable IdempotencyKey key, String moved) {
        if (key != null) {
            String name = key.caller() + " " + key.value();
            assertEquals(movedByKey.computeIfAbsent(name, any -> moved), moved, "moved money twice: " + name);
        }
    }

    private void remember(Contributed made) {
        ContributionView before = contributions.get(made.funding().id());
        // a token is told by whoever made it only; a refund's answer has none
        if (before == null || made.funding().refundToken() != null || before.contributorId() != null) {
            contributions.put(made.funding().id(), made.funding());
        }
    }

    private void remember(ClaimView claim) {
        claims.put(claim.id(), claim);
        stateByClaim.put(claim.id(), claim.state());
    }

    private Step wallet() {
        Caller caller = new Caller(person(), Role.DEVELOPER);
        boolean out = random.nextInt(3) == 0;
        int number = random.nextInt(2 * KEYS);
        long cents = number < KEYS ? 1_000L + number : 1L + random.nextInt(MOST_CENTS);
        IdempotencyKey key = key(caller, number, "wallet" + out + cents);
        Future<WalletView> moved = bus.request(WalletApi.MOVE, new MoveMoney(caller, cents, null, out, key));
        return new Step("wallet", moved.map(wallet -> () -> {
            long transaction = wallet.transactionId() == null ? -1 : wallet.transactionId();
            once(key, "transaction " + transaction);
            transfers.add(transaction);
        }));
    }

    private static <T> @Nullable T any(Random random, Map<Long, T> map) {
        return map.isEmpty()
                ? null
                : List.copyOf(map.values().stream().toList()).get(random.nextInt(map.size()));
    }

    private Step giveBack() {
        ContributionView one = any(random, contributions);
        if (one == null) {
            return contribute();
        }
        FundingApi.ReturnContribution question =
                new FundingApi.ReturnContribution(backer(one), one.bugId(), one.id(), one.refundToken());
        return new Step("give back", bus.request(FundingApi.RETURN, question).map(back -> () -> remember(back)));
    }

    private @Nullable Caller backer(ContributionView one) {
        Long contributor = one.contributorId();
        if (random.nextInt(10) == 0) {
            return anybody();
        }
        return contributor == null ? null : new Caller(contributor, Role.DEVELOPER);
    }

    private Step move() {
        ContributionView one = any(random, contributions);
        if (one == null) {
            return contribute();
        }
        others.originalByDuplicate.put(duplicate, original);
        FundingApi.MoveContribution question =
                new FundingApi.MoveContribution(backer(one), duplicate, one.id(), original, one.refundToken());
        return new Step("move", bus.request(FundingApi.MOVE, question).map(moved -> () -> remember(moved)));
    }

    private Step claim() {
        Caller developer = anybody();
        ClaimsApi.ClaimBug question = new ClaimsApi.ClaimBug(developer, bug(), work(developer.id()));
        return new Step("claim", bus.request(ClaimsApi.CLAIM, question).map(made -> () -> remember(made)));
    }

    private Work work(long developer) {
        if (random.nextInt(2) == 0) {
            return new Work(null, null, null);
        }
        List<Share> splits = new ArrayList<>();
        int left = 10_000;
        for (int i = 0; i < random.nextInt(3); i++) {
            int part = 1 + random.nextInt(left / 2);
            splits.add(new Share(original + 20 + i, part));
            left -= part;
        }
        splits.add(new Share(developer, left));
        return new Work(null, random.nextBoolean(), splits);
    }

    private Step verdict() {
        ClaimView claim = some(ClaimState.ACTIVE);
        if (claim == null) {
            return claim();
        }
        long submission = random.nextInt(8) == 0 ? submissions : ++submissions;
        RecordVerdict verdict = new RecordVerdict(
                submission,
                claim.bugId(),
                claim.developerId(),
                random.nextInt(4) == 0 ? FundingNeighbours.REPORTER : claim.developerId(),
                random.nextBoolean() ? 0 : random.nextInt(3),
                random.nextInt(4) > 0,
                random.nextInt(8) == 0,
                0.5);
        return new Step(
                "verdict", bus.request(FundingApi.RECORD_VERDICT, verdict).map(taken -> () -> {
                    if (taken.claim() != null && taken.claimState() != null) {
                        stateByClaim.put(taken.claim(), taken.claimState());
                    }
                }));
    }

    /** What is asked of some claim. */
    @FunctionalInterface
    private interface OnClaim {
        Future<ClaimView> ask(long claim);
    }

    /** A claim that is in this state as far as is known; now and then one that is not. */
    private @Nullable ClaimView some(ClaimState state) {
        Map<Long, ClaimView> fitting = new HashMap<>(claims);
        if (random.nextInt(6) > 0) {
            fitting.keySet().removeIf(claim -> stateByClaim.get(claim) != state);
        }
        return any(random, fitting);
    }

    private Step onClaim(String what, ClaimState state, OnClaim question) {
        ClaimView claim = some(state);
        return claim == null
                ? verdict()
                : new Step(what, question.ask(claim.id()).map(view -> () -> remember(view)));
    }

    /** Somebody who is likely to have money here. */
    private Caller backer() {
        List<Long> backers = contributions.values().stream()
                .map(ContributionView::contributorId)
                .filter(Objects::nonNull)
                .toList();
        return backers.isEmpty() || random.nextInt(4) == 0
                ? anybody()
                : new Caller(backers.get(random.nextInt(backers.size())), Role.DEVELOPER);
    }

    private Step vote() {
        boolean review = random.nextBoolean();
        List<Choice> choices =
                review ? List.of(Choice.APPROVE, Choice.REJECT) : List.of(Choice.PAY, Choice.REOPEN, Choice.REFUND);
        Choice choice = choices.get(random.nextInt(choices.size()));
        Caller voter = random.nextBoolean() ? backer() : new Caller(FundingNeighbours.REPORTER, Role.USER);
        return onClaim(
                "vote",
                review ? ClaimState.SUBMITTED : ClaimState.DISPUTED,
                claim -> bus.request(ClaimsApi.VOTE, new ClaimsApi.VoteOnClaim(voter, claim, choice, "so")));
    }

    private Step dispute() {
        Caller person = backer();
        return onClaim(
                "dispute",
                ClaimState.VERIFIED,
                claim -> bus.request(ClaimsApi.DISPUTE, new ClaimsApi.DisputeClaim(person, claim, "slow")));
    }

    private Step resolve() {
        Caller person = anybody();
        return onClaim(
                "resolve",
                ClaimState.DISPUTED,
                claim -> bus.request(ClaimsApi.RESOLVE, new ClaimsApi.ResolveDispute(person, claim)));
    }

    private Step edit() {
        return onClaim("edit", ClaimState.ACTIVE, id -> {
            ClaimView known = claims.get(id);
            long owner = known == null ? person() : known.developerId();
            return bus.request(
                    ClaimsApi.EDIT, new ClaimsApi.EditClaim(new Caller(owner, Role.DEVELOPER), id, work(owner), null));
        });
    }

    private Step withdrawClaim() {
        return onClaim("withdraw", ClaimState.ACTIVE, id -> {
            ClaimView known = claims.get(id);
            long owner = known == null ? person() : known.developerId();
            return bus.request(ClaimsApi.WITHDRAW, new ClaimsApi.WithdrawClaim(new Caller(owner, Role.DEVELOPER), id));
        });
    }

    /** A bug is closed, or known as a duplicate from now on; nothing more comes of that than a job. */
    private Step end() {
        long bug = bug();
        if (bug == duplicate && random.nextBoolean()) {
            others.originalByDuplicate.put(duplicate, original);
        } else {
            others.closed.add(bug);
        }
        return new Step(
                "end",
                platform.database()
                        .transaction(session -> platform.jobs().enqueue(session, BugsApi.ENDED_JOB, bug))
                        .map(done -> () -> {}));
    }
}
