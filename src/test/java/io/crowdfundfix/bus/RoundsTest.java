package io.crowdfundfix.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final Deque<Promise<Boolean>> begun = new ArrayDeque<>();
    private int count;
    private final Rounds rounds = new Rounds(() -> {
        count++;
        begun.add(Promise.promise());
        return begun.getLast().future();
    });

    @Test
    void hintsInTheMiddleOfARoundMakeOneMore() {
        rounds.run();
        rounds.run();
        rounds.run();
        assertEquals(1, count);
        begun.remove().complete(false);
        assertEquals(2, count);
        begun.remove().complete(false);
        assertEquals(2, count);
    }

    @Test
    void goesOnWhileThereIsMore() {
        rounds.run();
        begun.remove().complete(true);
        begun.remove().complete(true);
        begun.remove().complete(false);
        assertEquals(3, count);
    }

    @Test
    void afterAFailureItWaitsForTheNextHint() {
        rounds.run();
        begun.remove().fail("away");
        assertEquals(1, count);
        rounds.run();
        assertEquals(2, count);
    }

    @Test
    void finishesTheRoundUnderWayWhenItIsStopped() {
        rounds.run();
        Future<Void> stopped = rounds.stop();
        assertTrue(rounds.isStopping());
        assertFalse(stopped.isComplete());
        begun.remove().complete(true);
        assertTrue(stopped.succeeded());
        rounds.run();
        assertEquals(1, count);
    }

    @Test
    void hasNothingToFinishWhereNothingIsUnderWay() {
        assertTrue(rounds.stop().succeeded());
    }
}
