package io.crowdfundfix.database;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;

/** Numbers for new rows, drawn from a sequence in blocks, so that an insert costs no extra round trip. Unique, rising, with gaps. */
public final class Ids {
    /** Equals the increment of every {@code *_ids} sequence in the migrations. */
    static final int BLOCK = 20;

    private final String nextBlock;
    private final Deque<Long> drawn = new ArrayDeque<>();

    public Ids(String sequence) {
        this.nextBlock = "select nextval('" + sequence + "') as block_start";
    }

    /**
     * The next number, by way of this session if a new block is needed. Inside a transaction give the transaction's: it holds a
     * connection already, and waiting for a second one could wait for ever.
     */
    public Future<Long> next(Session session) {
        synchronized (drawn) {
            Long id = drawn.poll();
            if (id != null) {
                return Future.succeededFuture(id);
            }
        }
        return session.find(nextBlock, Parameters.none(), row -> row.getLong("block_start"))
                .map(found -> take(found.orElseThrow()));
    }

    private long take(long start) {
        synchronized (drawn) {
            for (int i = 1; i < BLOCK; i++) {
                drawn.add(start + i);
            }
        }
        return start;
    }
}
