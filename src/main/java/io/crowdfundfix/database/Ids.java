package io.crowdfundfix.database;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Numbers for new rows, drawn from a sequence in blocks, so that an insert costs no extra round trip. Unique, rising, with gaps. */
public final class Ids {
    /** Equals the increment of the {@code *_ids} sequences in the migrations that name no other. */
    static final int BLOCK = 20;

    private final String nextBlock;
    private final int block;
    private final Deque<Long> drawn = new ArrayDeque<>();

    public Ids(String sequence) {
        this(sequence, BLOCK);
    }

    /** Numbers of a sequence whose increment is this block, for rows that are written many at once. */
    public Ids(String sequence, int block) {
        this.nextBlock = "select nextval('" + sequence + "') as block_start";
        this.block = block;
    }

    /**
     * The next number, by way of this session if a new block is needed. Inside a transaction give the transaction's: it holds a
     * connection already, and waiting for a second one could wait for ever.
     */
    public Future<Long> next(Session session) {
        return next(session, 1).map(one -> one.get(0));
    }

    /** The next so many numbers, rising. */
    public Future<List<Long>> next(Session session, int count) {
        return fill(session, new ArrayList<>(count), count);
    }

    private Future<List<Long>> fill(Session session, List<Long> taken, int count) {
        synchronized (drawn) {
            while (taken.size() < count && !drawn.isEmpty()) {
                taken.add(drawn.remove());
            }
        }
        return taken.size() == count
                ? Future.succeededFuture(taken)
                : session.find(nextBlock, Parameters.none(), row -> row.getLong("block_start"))
                        .compose(found -> {
                            add(found.orElseThrow());
                            return fill(session, taken, count);
                        });
    }

    private void add(long start) {
        synchronized (drawn) {
            for (int i = 0; i < block; i++) {
                drawn.add(start + i);
            }
        }
    }
}
