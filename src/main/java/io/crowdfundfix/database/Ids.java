package io.crowdfundfix.database;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;

/** Numbers for new rows, drawn from a sequence in blocks, so that an insert costs no extra round trip. Unique, rising, with gaps. */
public final class Ids {
    /** Equals the increment of every {@code *_ids} sequence in the migrations. */
    static final int BLOCK = 20;

    private final Session session;
    private final String nextBlock;
    private final Deque<Long> drawn = new ArrayDeque<>();

    public Ids(Session session, String sequence) {
        this.session = session;
        this.nextBlock = "select nextval('" + sequence + "') as block_start";
    }

    public Future<Long> next() {
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
