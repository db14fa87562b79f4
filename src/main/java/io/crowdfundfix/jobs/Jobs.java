package io.crowdfundfix.jobs;

import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Ids;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.fault.Fault;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The durable queue. A job is enqueued in the transaction that makes it necessary; a worker claims it for a lease and completes it, or
 * gives it back with a reason. Who dies during a job loses the lease, and another takes it. Work may therefore be done twice and has to
 * be idempotent; it is never lost.
 */
public final class Jobs {
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);
    private static final int MAX_REASON_LENGTH = 500;
    private static final int MOST_TRIES = 50;

    private final Database database;
    private final Clock clock;
    private final Ids ids;

    public Jobs(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.ids = new Ids("job_ids");
    }

    /**
     * Adds a job in this transaction, or revives the failed one; a waiting job of that kind for that subject is enough, and one that
     * is being worked on is run again, because it may have read what was before.
     */
    public Future<Void> enqueue(Session transaction, String kind, long subject) {
        return enqueue(transaction, kind, subject, MOST_TRIES);
    }

    /** Who else adds it, or has it done, may do so between any two of these statements: then neither counted, and both are repeated. */
    private Future<Void> enqueue(Session transaction, String kind, long subject, int tries) {
        return again(transaction, kind, subject)
                .compose(there -> there > 0 ? Future.succeededFuture(there) : add(transaction, kind, subject))
                .compose(there -> there > 0
                        ? Future.succeededFuture()
                        : tries > 1
                                ? enqueue(transaction, kind, subject, tries - 1)
                                : Future.failedFuture(
                                        Fault.busy("The job " + kind + " of " + subject + " is done again and again")));
    }

    private Future<Integer> again(Session transaction, String kind, long subject) {
        return transaction.update(
                """
                update jobs set
                    revision = revision + 1,
                    attempts = case when state = 'FAILED' then 0 else attempts end,
                    due_at = case when state = 'FAILED' then cast(#{now} as timestamp(6) with time zone) else due_at end,
                    reason = case when state = 'FAILED' then null else reason end,
                    state = 'PENDING'
                where kind = #{kind} and subject = #{subject}
                """, Parameters.with("kind", kind).and("subject", subject).and("now", Times.toSql(clock.instant())));
    }

    private Future<Integer> add(Session transaction, String kind, long subject) {
        return ids.next(transaction)
                .compose(id -> transaction.update(
                        """
                        insert into jobs (id, kind, subject, state, attempts, due_at, created_at)
                        values (#{id}, #{kind}, #{subject}, 'PENDING', 0, #{now}, #{now})
                        on conflict do nothing
                        """,
                        Parameters.with("id", id)
                                .and("kind", kind)
                                .and("subject", subject)
                                .and("now", Times.toSql(clock.instant()))));
    }

    /** Claims up to so many due jobs of a kind, oldest first, each for a lease of ten seconds. */
    public Future<List<Job>> claim(String kind, int limit) {
        return claim(kind, limit, LEASE);
    }

    /** The same for a lease as long as the work may take: until it ends, nobody takes over from who died. */
    public Future<List<Job>> claim(String kind, int limit, Duration lease) {
        Instant now = clock.instant();
        return database.transaction(session -> session.query(
                        """
                        select id, kind, subject, attempts, revision from jobs
                        where kind = #{kind} and state = 'PENDING' and due_at <= #{now}
                        order by id
                        limit #{limit}
                        for update skip locked
                        """,
                        Parameters.with("kind", kind)
                                .and("now", Times.toSql(now))
                                .and("limit", limit),
                        row -> new Job(
                                row.getLong("id"),
                                row.getString("kind"),
                                row.getLong("subject"),
                                row.getInteger("attempts") + 1,
                                row.getLong("revision")))
                .compose(claimed -> session.batch(
                                "update jobs set attempts = #{attempt}, due_at = #{lease_end} where id = #{id}",
                                claimed.stream()
                                        .map(job -> Parameters.with("id", job.id())
                                                .and("attempt", job.attempt())
                                                .and("lease_end", Times.toSql(now.plus(lease))))
                                        .toList())
                        .map(claimed)));
    }

    /** Keeps a job for longer, from now on; false where the lease ran out and another has the job. */
    public Future<Boolean> extend(Job job, Duration lease) {
        return database.update(
                        "update jobs set due_at = #{lease_end} where id = #{id} and attempts = #{attempt} and state = 'PENDING'",
                        Parameters.with("id", job.id())
                                .and("attempt", job.attempt())
                                .and("lease_end", Times.toSql(clock.instant().plus(lease))))
                .map(extended -> extended > 0);
    }

    /** The work is done; where it was asked for again meanwhile, it is due again at once. */
    public Future<Void> complete(Job job) {
        Parameters claimed = Parameters.with("id", job.id())
                .and("revision", job.revision())
                .and("now", Times.toSql(clock.instant()));
        return database.update("delete from jobs where id = #{id} and revision = #{revision}", claimed)
                .compose(deleted -> deleted > 0
                        ? Future.succeededFuture(deleted)
                        : database.update(
                                "update jobs set attempts = 0, due_at = #{now} where id = #{id} and state = 'PENDING'",
                                claimed))
                .mapEmpty();
    }

    /** Tries again later, twice as late after each failure; says nothing where the lease ran out and another has the job. */
    public Future<Void> retry(Job job, String reason) {
        long factor = 1L << Math.min(job.attempt() - 1, 20);
        Duration backoff = FIRST_BACKOFF.multipliedBy(factor);
        Duration delay = backoff.compareTo(LONGEST_BACKOFF) < 0 ? backoff : LONGEST_BACKOFF;
        return database.update(
                        "update jobs set due_at = #{due}, reason = #{reason} where id = #{id} and attempts = #{attempt}",
                        Parameters.with("id", job.id())
                                .and("attempt", job.attempt())
                                .and("due", Times.toSql(clock.instant().plus(delay)))
                                .and("reason", shortened(reason)))
                .mapEmpty();
    }

    /** Gives a job back so that it is due so much later, as if it had not been tried. */
    public Future<Void> postpone(Job job, Duration delay) {
        return database.update(
                        """
                        update jobs set attempts = attempts - 1, due_at = #{due}
                        where id = #{id} and attempts = #{attempt} and state = 'PENDING'
                        """,
                        Parameters.with("id", job.id())
                                .and("attempt", job.attempt())
                                .and("due", Times.toSql(clock.instant().plus(delay))))
                .mapEmpty();
    }

    /** Gives up for good, unless another has the job; it stays with its reason for the operator to see. */
    public Future<Void> fail(Job job, String reason) {
        return database.update(
                        "update jobs set state = 'FAILED', reason = #{reason} where id = #{id} and attempts = #{attempt}",
                        Parameters.with("id", job.id())
                                .and("attempt", job.attempt())
                                .and("reason", shortened(reason)))
                .mapEmpty();
    }

    /** How many jobs wait, by kind. */
    public Future<Map<String, Long>> pending() {
        return database.query(
                        "select kind, count(*) as waiting from jobs where state = 'PENDING' group by kind",
                        Parameters.none(),
                        row -> Map.entry(row.getString("kind"), row.getLong("waiting")))
                .map(rows -> rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static String shortened(String reason) {
        return reason.length() <= MAX_REASON_LENGTH ? reason : reason.substring(0, MAX_REASON_LENGTH);
    }
}
