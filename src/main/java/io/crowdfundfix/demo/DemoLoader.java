package io.crowdfundfix.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.AssignDeveloper;
import io.crowdfundfix.bugs.BugsApi.BugReport;
import io.crowdfundfix.bugs.BugsApi.BugView;
import io.crowdfundfix.bugs.BugsApi.ChangeStatus;
import io.crowdfundfix.bugs.BugsApi.FindBug;
import io.crowdfundfix.bugs.BugsApi.ImportBug;
import io.crowdfundfix.bugs.Severity;
import io.crowdfundfix.bugs.Status;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.IdempotencyKey;
import io.crowdfundfix.demo.DemoRepository.DemoCode;
import io.crowdfundfix.demo.DemoStore.State;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.funding.FundingApi;
import io.crowdfundfix.funding.FundingApi.Contribute;
import io.crowdfundfix.funding.FundingApi.Source;
import io.crowdfundfix.identity.IdentityApi;
import io.crowdfundfix.identity.IdentityApi.AddUser;
import io.crowdfundfix.identity.IdentityApi.CountUsers;
import io.crowdfundfix.identity.IdentityApi.UserView;
import io.crowdfundfix.json.Json;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the demo data in through the doors of the other capabilities. Killed in the middle, the next start goes on. */
final class DemoLoader {
    private static final Logger LOG = LoggerFactory.getLogger(DemoLoader.class);

    private final Platform platform;
    private final Bus bus;
    private final DemoStore store;
    private final Map<String, UserView> userByEmail = new HashMap<>();
    private final Map<String, Long> idByKey = new HashMap<>();
    private final Map<String, Long> repositoryByLink = new HashMap<>();

    DemoLoader(Platform platform, DemoStore store) {
        this.platform = platform;
        this.bus = platform.bus();
        this.store = store;
    }

    /** A user as the file has it. */
    record DemoUser(String email, String name, Role role, boolean login, double reputation, List<String> skills) {}

    /** A bug as the file has it. */
    record DemoBug(
            String key,
            String reporter,
            String title,
            String description,
            @Nullable String repoLink,
            @Nullable Severity severity,
            List<String> tags,
            @Nullable String stackTrace,
            Status status,
            int daysAgo) {}

    /** A contribution as the file has it. */
    record DemoContribution(String bug, String contributor, BigDecimal amount) {}

    Future<Void> loadOnce(Supplier<String> password) {
        return store.state(platform.database()).compose(state -> {
            if (state.isPresent()) {
                return state.get() == State.DONE ? Future.succeededFuture() : load(password.get());
            }
            return bus.request(IdentityApi.COUNT, CountUsers.all())
                    .compose(users -> users.users() > 0
                            ? Future.succeededFuture()
                            : store.begin(platform.database()).compose(begun -> load(password.get())));
        });
    }

    private Future<Void> load(String password) {
        List<DemoUser> users = read("users.json", new TypeReference<List<DemoUser>>() {});
        List<DemoBug> bugs = read("bugs.json", new TypeReference<List<DemoBug>>() {});
        return inOrder(users, user -> add(user, password))
                .compose(done -> connect(read("repository.json", new TypeReference<DemoCode>() {})))
                .compose(done -> inOrder(bugs, this::report))
                .compose(done ->
                        inOrder(read("contributions.json", new TypeReference<List<DemoContribution>>() {}), this::fund))
                .compose(done ->
                        store.finish(platform.database(), platform.clock().instant()))
                .onSuccess(done -> LOG.info("{} demo users and {} demo bugs are loaded", users.size(), bugs.size()))
                .mapEmpty();
    }

    private Future<Void> add(DemoUser user, String password) {
        AddUser question = new AddUser(
                user.email(),
                user.name(),
                user.role(),
                user.reputation(),
                user.skills(),
                user.login() ? password : null);
        return bus.request(IdentityApi.ADD, question)
                .onSuccess(added -> userByEmail.put(user.email(), added))
                .mapEmpty();
    }

    private Future<Void> connect(DemoCode code) {
        Caller admin = new Caller(user(Demo.LOG_INS.get(0)).id(), Role.ADMIN);
        return new DemoRepository(platform)
                .connect(code, admin)
                .onSuccess(id -> id.ifPresent(repository -> repositoryByLink.put(code.repoLink(), repository)))
                .mapEmpty();
    }

    private Future<Void> report(DemoBug bug) {
        UserView reporter = user(bug.reporter());
        Caller caller = new Caller(reporter.id(), reporter.role());
        BugReport report = new BugReport(
                bug.title(),
                bug.description(),
                bug.repoLink(),
                bug.severity(),
                bug.tags(),
                bug.stackTrace(),
                repositoryByLink.get(bug.repoLink()));
        ImportBug question = new ImportBug(
                caller,
                report,
                platform.clock().instant().minus(Duration.ofDays(bug.daysAgo())),
                new IdempotencyKey(reporter.id(), "demo-" + bug.key(), "demo"));
        return bus.request(BugsApi.IMPORT, question).compose(id -> {
            idByKey.put(bug.key(), id.bug());
            return walk(id.bug(), bug.status());
        });
    }

    /** An earlier start may have brought it in; a node without funding has no money to show. */
    private Future<Void> fund(DemoContribution one) {
        long cents = one.amount().movePointRight(2).longValueExact();
        IdempotencyKey key = new IdempotencyKey(0, "demo-" + one.bug() + "-" + one.contributor(), "demo");
        Contribute question = new Contribute(
                null,
                Objects.requireNonNull(idByKey.get(one.bug())),
                one.contributor(),
                cents,
                null,
                Source.CARD,
                null,
                null,
                key);
        return bus.request(FundingApi.CONTRIBUTE, question)
                .<Void>mapEmpty()
                .recover(failure -> failure instanceof Fault fault
                                && (fault.kind() == Fault.Kind.CONFLICT
                                        || fault.code().equals("not_served"))
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure));
    }

    /** Takes the bug to where the file has it, one allowed step after the other, from where an earlier start has left it. */
    private Future<Void> walk(long bug, Status target) {
        if (target == Status.OPEN) {
            return Future.succeededFuture();
        }
        return bus.request(BugsApi.FIND, new FindBug(bug))
                .compose(found ->
                        assign(found).compose(done -> inOrder(steps(found.status(), target), to -> step(bug, to))));
    }

    private Future<Void> assign(BugView bug) {
        UserView developer = user(Demo.LOG_INS.get(1));
        return bug.assignedTo() != null
                ? Future.succeededFuture()
                : bus.request(BugsApi.ASSIGN, new AssignDeveloper(bug.id(), developer.id()))
                        .mapEmpty();
    }

    private Future<Void> step(long bug, Status to) {
        Caller admin = new Caller(user(Demo.LOG_INS.get(0)).id(), Role.ADMIN);
        return bus.request(BugsApi.CHANGE_STATUS, new ChangeStatus(admin, bug, to, null))
                .mapEmpty();
    }

    private static List<Status> steps(Status from, Status target) {
        return Arrays.stream(Status.values())
                .filter(status -> status.compareTo(from) > 0 && status.compareTo(target) <= 0)
                .toList();
    }

    private UserView user(String email) {
        UserView user = userByEmail.get(email);
        if (user == null) {
            throw new IllegalStateException("the demo data has no user " + email);
        }
        return user;
    }

    private static <T> Future<Void> inOrder(List<T> things, Function<T, Future<Void>> action) {
        Future<Void> all = Future.succeededFuture();
        for (T thing : things) {
            all = all.compose(before -> action.apply(thing));
        }
        return all;
    }

    private static <T> T read(String file, TypeReference<T> type) {
        try (InputStream in = DemoLoader.class.getResourceAsStream("/mock-data/" + file)) {
            return Json.api().readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the demo data " + file, e);
        }
    }
}
