package io.crowdfundfix.matching;

import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Profiles in SQL. */
final class ProfileStore {
    /** Neither a skill nor a fix contains a space. */
    private static final String SEPARATOR = " ";

    private static final String WHEN = ":";

    /** When somebody's profile was made. */
    record Made(long developer, Instant at) {}

    /** Stores it, or replaces one that was begun no later: jobs of two kinds may make the same profile at once. */
    Future<Void> save(Session transaction, Profile profile) {
        Parameters row = row(profile);
        return transaction
                .update("""
                        update developer_profiles set model = #{model}, name = #{name}, skills = #{skills},
                            skills_vector = #{saying}, fixes_vector = #{fixing}, reputation = #{reputation},
                            asking_cents = #{asking}, active_claims = #{claims}, successes = #{successes},
                            failures = #{failures}, fixes = #{fixes}, removed = #{removed}, updated_at = #{at}
                        where developer_id = #{developer} and updated_at <= #{at}
                        """, row)
                .compose(updated -> updated == 1 ? Future.succeededFuture(updated) : transaction.update("""
                                insert into developer_profiles
                                    (developer_id, model, name, skills, skills_vector, fixes_vector, reputation,
                                     asking_cents, active_claims, successes, failures, fixes, removed, updated_at)
                                values (#{developer}, #{model}, #{name}, #{skills}, #{saying}, #{fixing}, #{reputation},
                                    #{asking}, #{claims}, #{successes}, #{failures}, #{fixes}, #{removed}, #{at})
                                on conflict do nothing
                                """, row))
                .mapEmpty();
    }

    private static Parameters row(Profile profile) {
        return Parameters.with("developer", profile.developer())
                .and("model", profile.model())
                .and("name", profile.name())
                .and("skills", String.join(SEPARATOR, profile.skills()))
                .and("saying", bytes(profile.saying()))
                .and("fixing", bytes(profile.fixing()))
                .and("reputation", profile.reputation())
                .and("asking", profile.askingCents())
                .and("claims", profile.activeClaims())
                .and("successes", profile.successes())
                .and("failures", profile.failures())
                .and("fixes", profile.fixes().stream().map(ProfileStore::text).collect(Collectors.joining(SEPARATOR)))
                .and("removed", profile.removed())
                .and("at", Times.toSql(profile.at()));
    }

    Future<Optional<Profile>> find(Session session, long developer) {
        return session.find(
                "select * from developer_profiles where developer_id = #{developer}",
                Parameters.with("developer", developer),
                ProfileStore::profile);
    }

    /** Whole profiles in the order of their ids. */
    Future<List<Profile>> after(Session session, long developer, int limit) {
        return session.query(
                "select * from developer_profiles where developer_id > #{after} order by developer_id limit #{limit}",
                Parameters.with("after", developer).and("limit", limit),
                ProfileStore::profile);
    }

    /** Those of these people, in no order. */
    Future<List<Profile>> of(Session session, Collection<Long> developers) {
        return developers.isEmpty()
                ? Future.succeededFuture(List.of())
                : session.query(
                        "select * from developer_profiles where developer_id = any(#{developers})",
                        Parameters.with("developers", developers.toArray(Long[]::new)),
                        ProfileStore::profile);
    }

    /** What was made since then, in that order. */
    Future<List<Made>> madeSince(Session session, Instant since, int limit) {
        return session.query(
                """
                select developer_id, updated_at from developer_profiles
                where updated_at >= #{since} order by updated_at, developer_id limit #{limit}
                """,
                Parameters.with("since", Times.toSql(since)).and("limit", limit),
                row -> new Made(row.getLong("developer_id"), Times.fromSql(row.getOffsetDateTime("updated_at"))));
    }

    /** People whose vectors another model has made, by rising id. */
    Future<List<Long>> madeByOthers(Session session, String model, long after, int limit) {
        return session.query(
                """
                select developer_id from developer_profiles
                where developer_id > #{after} and model <> #{model} and removed = false
                order by developer_id limit #{limit}
                """,
                Parameters.with("model", model).and("after", after).and("limit", limit),
                row -> row.getLong("developer_id"));
    }

    private static Profile profile(Row row) {
        String skills = row.getString("skills");
        String fixes = row.getString("fixes");
        return new Profile(
                row.getLong("developer_id"),
                row.getString("model"),
                row.getString("name"),
                skills.isEmpty() ? List.of() : Arrays.asList(skills.split(SEPARATOR, -1)),
                floats(row.getBuffer("skills_vector")),
                floats(row.getBuffer("fixes_vector")),
                row.getDouble("reputation"),
                row.getLong("asking_cents"),
                row.getInteger("active_claims"),
                row.getInteger("successes"),
                row.getInteger("failures"),
                fixes.isEmpty()
                        ? List.of()
                        : Arrays.stream(fixes.split(SEPARATOR, -1))
                                .map(ProfileStore::fixed)
                                .toList(),
                row.getBoolean("removed"),
                Times.fromSql(row.getOffsetDateTime("updated_at")));
    }

    private static String text(Fixed fixed) {
        return fixed.bug() + WHEN + fixed.at().getEpochSecond();
    }

    private static Fixed fixed(String text) {
        String[] parts = text.split(WHEN, -1);
        return new Fixed(Long.parseLong(parts[0]), Instant.ofEpochSecond(Long.parseLong(parts[1])));
    }

    private static @Nullable Buffer bytes(float @Nullable [] vector) {
        if (vector == null) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Buffer.buffer(bytes.array());
    }

    private static float @Nullable [] floats(@Nullable Buffer buffer) {
        if (buffer == null) {
            return null;
        }
        float[] vector = new float[buffer.length() / Float.BYTES];
        ByteBuffer.wrap(buffer.getBytes())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(vector);
        return vector;
    }
}
