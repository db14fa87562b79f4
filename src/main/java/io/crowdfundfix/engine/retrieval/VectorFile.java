package io.crowdfundfix.engine.retrieval;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Rows of vectors in a memory-mapped file. The head names the model; a file that does not begin with just this head is begun anew. Each
 * row ends with a checksum, so that a row that was being written when the machine stopped is known to be none.
 *
 * <p>Row, little-endian: id, stamp (8 bytes each), the floats, CRC-32C of all before.
 */
final class VectorFile implements AutoCloseable {
    static final int BLOCK_ROWS = 1_024;

    private static final int HEAD_BYTES = 4_096;
    private static final String FORMAT = "crowdfundfix vectors 1";
    private static final int STAMP_AT = Long.BYTES;
    private static final int FLOATS_AT = 2 * Long.BYTES;

    private final FileChannel channel;
    private final int dimensions;
    private final int rowBytes;
    private final List<ByteBuffer> blocks = new ArrayList<>();
    private final List<FloatBuffer> floats = new ArrayList<>();

    private VectorFile(FileChannel channel, int dimensions) {
        this.channel = channel;
        this.dimensions = dimensions;
        this.rowBytes = FLOATS_AT + dimensions * Float.BYTES + Integer.BYTES;
    }

    /** Opens what is there, or begins anew. */
    static VectorFile open(Path path, String model, int dimensions) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            VectorFile file = new VectorFile(channel, dimensions);
            ByteBuffer head = head(model, dimensions);
            if (!file.beginsWith(head)) {
                channel.truncate(0);
                file.writeFully(head, 0);
            }
            long whole = Math.max(0, channel.size() - HEAD_BYTES) / file.blockBytes();
            for (int block = 0; block < whole; block++) {
                file.map(block);
            }
            return file;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static ByteBuffer head(String model, int dimensions) {
        byte[] words = (FORMAT + "\n" + model + "\n" + dimensions + "\n").getBytes(StandardCharsets.UTF_8);
        if (words.length > HEAD_BYTES) {
            throw new IllegalArgumentException("the model's name is too long");
        }
        return ByteBuffer.allocate(HEAD_BYTES).put(words).rewind();
    }

    private boolean beginsWith(ByteBuffer head) throws IOException {
        ByteBuffer found = ByteBuffer.allocate(HEAD_BYTES);
        int read = 0;
        while (found.hasRemaining() && read >= 0) {
            read = channel.read(found, found.position());
        }
        return found.flip().equals(head);
    }

    /** How many rows have their place in the file already. */
    int capacity() {
        return blocks.size() * BLOCK_ROWS;
    }

    /** Makes room for one more block, on the disk too: a disk that is full must fail here and not in the mapped memory. */
    void grow() throws IOException {
        int block = blocks.size();
        writeFully(ByteBuffer.allocate((int) blockBytes()), HEAD_BYTES + block * blockBytes());
        map(block);
    }

    private void map(int block) throws IOException {
        ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, HEAD_BYTES + block * blockBytes(), blockBytes())
                .order(ByteOrder.LITTLE_ENDIAN);
        blocks.add(mapped);
        floats.add(mapped.asFloatBuffer());
    }

    /** Whether the row was written to its end. */
    boolean isWhole(int row) {
        return block(row).getInt(at(row) + rowBytes - Integer.BYTES) == checksum(row);
    }

    long id(int row) {
        return block(row).getLong(at(row));
    }

    long stamp(int row) {
        return block(row).getLong(at(row) + STAMP_AT);
    }

    void vector(int row, float[] into) {
        floats.get(row / BLOCK_ROWS).get((at(row) + FLOATS_AT) / Float.BYTES, into);
    }

    void write(int row, long id, long stamp, float[] vector) {
        ByteBuffer block = block(row);
        block.putLong(at(row), id).putLong(at(row) + STAMP_AT, stamp);
        floats.get(row / BLOCK_ROWS).put((at(row) + FLOATS_AT) / Float.BYTES, vector);
        block.putInt(at(row) + rowBytes - Integer.BYTES, checksum(row));
    }

    /** Makes it a row that is not whole. */
    void erase(int row) {
        block(row).putInt(at(row) + rowBytes - Integer.BYTES, ~checksum(row));
    }

    private int checksum(int row) {
        CRC32C crc = new CRC32C();
        crc.update(block(row).duplicate().position(at(row)).limit(at(row) + rowBytes - Integer.BYTES));
        return (int) crc.getValue();
    }

    private ByteBuffer block(int row) {
        return blocks.get(row / BLOCK_ROWS);
    }

    private int at(int row) {
        return row % BLOCK_ROWS * rowBytes;
    }

    private long blockBytes() {
        return (long) BLOCK_ROWS * rowBytes;
    }

    int dimensions() {
        return dimensions;
    }

    private void writeFully(ByteBuffer bytes, long at) throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    /** What is mapped stays readable until nobody refers to it. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
