package io.crowdfundfix.repositories;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * An answer that holds a pack. The pack may be as long as the budget allows; what the host says beside it, which is kept in memory, may be
 * so long and no longer. Follows the packets of the git protocol as they pass: four hexadecimal digits say how long each is, and its first
 * byte whether it holds a piece of the pack.
 */
final class PackAnswer extends FilterInputStream {
    private static final int HEAD = 4;
    private static final int PACK_CHANNEL = 1;

    private long talkLeft;
    private boolean isBare;
    private int headRead;
    private int length;
    private int left;
    private boolean isFirst;
    private boolean isPack;

    PackAnswer(InputStream answer, long maxTalkBytes) {
        super(answer);
        this.talkLeft = maxTalkBytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int at, int most) throws IOException {
        int came = super.read(into, at, most);
        int end = at + Math.max(0, came);
        for (int from = at; from < end && !isBare; ) {
            if (left == 0) {
                head(into[from]);
                from++;
            } else {
                from += inside(into[from], end - from);
            }
        }
        if (talkLeft < 0) {
            throw MirrorFetch.unavailable("its host says more than it sends");
        }
        return came;
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] skipped = new byte[(int) Math.min(count, 8_192)];
        return Math.max(0, read(skipped, 0, skipped.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void head(byte digit) {
        int value = Character.digit(digit, 16);
        if (value < 0) {
            // where the host uses no packets, the pack begins with its name
            isBare = true;
            return;
        }
        length = length * 16 + value;
        headRead++;
        if (headRead == HEAD) {
            left = Math.max(0, length - HEAD);
            isFirst = true;
            talkLeft -= left == 0 ? HEAD : 0;
            headRead = 0;
            length = 0;
        }
    }

    /** Takes what there is of a packet; returns how much. */
    private int inside(byte first, int there) {
        if (isFirst) {
            isPack = first == PACK_CHANNEL;
            isFirst = false;
            talkLeft -= isPack ? 0 : HEAD;
        }
        int taken = Math.min(left, there);
        left -= taken;
        talkLeft -= isPack ? 0 : taken;
        return taken;
    }
}
