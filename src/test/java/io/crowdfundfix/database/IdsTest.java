package io.crowdfundfix.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class IdsTest {
    private static final int MANY = 500;
    private static final String SEQUENCE = "job_ids";

    @Test
    void neverGivesANumberTwice(Database database) {
        Ids here = new Ids(SEQUENCE);
        Ids onAnotherNode = new Ids(SEQUENCE);
        List<Future<Long>> drawn = IntStream.range(0, MANY)
                .boxed()
                .flatMap(any -> Stream.of(here.next(database), onAnotherNode.next(database)))
                .toList();
        Set<Long> ids = new HashSet<>();
        drawn.forEach(id -> assertTrue(ids.add(Await.result(id)), "twice: " + id.result()));
        assertEquals(2 * MANY, ids.size());
    }

    @Test
    void risesByOneWithinABlock(Database database) {
        Ids ids = new Ids(SEQUENCE);
        long first = Await.result(ids.next(database));
        for (int i = 1; i < Ids.BLOCK; i++) {
            assertEquals(first + i, Await.result(ids.next(database)));
        }
        assertTrue(Await.result(ids.next(database)) >= first + Ids.BLOCK);
    }

    @Test
    void aRollbackGivesNoNumberAway(Database database) {
        Ids ids = new Ids(SEQUENCE);
        long[] lost = new long[1];
        Await.fault(database.transaction(session -> ids.next(session).compose(id -> {
            lost[0] = id;
            return session.update("insert into jobs (id) values (1)", Parameters.none())
                    .recover(failure -> Future.failedFuture(Fault.conflict("c", "m")));
        })));
        assertTrue(Await.result(ids.next(database)) > lost[0]);
    }

    @Test
    void everySequenceStepsByABlock(Database database) {
        List<String> steps = Await.result(database.query(
                """
                select sequence_name, cast(increment as varchar(20)) as step from information_schema.sequences
                where sequence_name like '%#_ids' escape '#'
                """, Parameters.none(), row -> row.getString("sequence_name") + " " + row.getString("step")));
        Map<String, Integer> large = Map.of(
                "audit_ids", 1_000, "analytics_delta_ids", 1_000, "ledger_ids", 1_000, "contribution_ids", 1_000);
        assertTrue(steps.size() > large.size(), steps.toString());
        steps.forEach(step -> {
            String[] words = step.split(" ");
            assertEquals(large.getOrDefault(words[0], Ids.BLOCK).toString(), words[1], step);
        });
    }
}
