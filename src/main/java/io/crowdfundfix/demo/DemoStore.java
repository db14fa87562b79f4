package io.crowdfundfix.demo;

import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/** Remembers that demo data was begun, and that it is complete. */
final class DemoStore {
    /** How far loading has come. */
    enum State {
        BEGUN,
        DONE
    }

    Future<Optional<State>> state(Session session) {
        return session.find(
                "select finished_at from demo_loads where id = 1",
                Parameters.none(),
                row -> row.getOffsetDateTime("finished_at") == null ? State.BEGUN : State.DONE);
    }

    Future<Integer> begin(Session session) {
        return session.update("insert into demo_loads (id) values (1) on conflict do nothing", Parameters.none());
    }

    Future<Integer> finish(Session session, Instant now) {
        return session.update(
                "update demo_loads set finished_at = #{now} where id = 1", Parameters.with("now", Times.toSql(now)));
    }
}
