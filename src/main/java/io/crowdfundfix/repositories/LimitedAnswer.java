package io.crowdfundfix.repositories;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An answer that may be so long and no longer. */
final class LimitedAnswer extends FilterInputStream {
    private long left;

    LimitedAnswer(InputStream answer, long maxBytes) {
        super(answer);
        this.left = maxBytes;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        take(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        int came = super.read(into, at, length);
        take(Math.max(0, came));
        return came;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        take(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void take(long came) throws IOException {
        left -= came;
        if (left < 0) {
            throw new Refusal(
                    "too_many_branches",
                    "The repository has more branches and tags than can be read: connect one with fewer");
        }
    }
}
