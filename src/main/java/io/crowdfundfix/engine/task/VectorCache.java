package io.crowdfundfix.engine.task;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Vectors of texts that were read before, in a file, so that training again does not embed again. Keys are hashed. */
public final class VectorCache implements AutoCloseable {
    private static final int MAX_VECTORS = 1_000_000;
    private static final int MAX_DIMENSIONS = 4_096;

    private record Key(long high, long low) {}

    private final Map<Key, float[]> keyToVector = new ConcurrentHashMap<>();
    private final FileChannel file;

    private VectorCache(FileChannel file) {
        this.file = file;
    }

    /** Opens or begins the file; a last entry that was cut off is dropped. */
    public static VectorCache open(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        VectorCache cache = new VectorCache(file);
        long read = cache.load(path);
        file.truncate(read).position(read);
        return cache;
    }

    private long load(Path path) throws IOException {
        long read = 0;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 20))) {
            while (keyToVector.size() < MAX_VECTORS) {
                Key key = new Key(in.readLong(), in.readLong());
                int dimensions = in.readInt();
                if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
                    return read;
                }
                float[] vector = new float[dimensions];
                byte[] bytes = in.readNBytes(4 * dimensions);
                if (bytes.length < 4 * dimensions) {
                    return read;
                }
                ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
                keyToVector.put(key, vector);
                read += 20 + bytes.length;
            }
        } catch (EOFException e) {
            return read;
        }
        return read;
    }

    /** The known vector, or a new one, which is kept from now on. */
    float[] get(byte[] text, Supplier<float[]> otherwise) {
        Key key = key(text);
        float[] known = keyToVector.get(key);
        if (known != null) {
            return known.clone();
        }
        float[] vector = otherwise.get();
        if (keyToVector.size() < MAX_VECTORS && keyToVector.put(key, vector) == null) {
            append(key, vector);
        }
        return vector.clone();
    }

    private synchronized void append(Key key, float[] vector) {
        ByteBuffer entry = ByteBuffer.allocate(20 + 4 * vector.length);
        entry.putLong(key.high).putLong(key.low).putInt(vector.length);
        entry.asFloatBuffer().put(vector);
        try {
            file.write(entry.rewind());
        } catch (IOException e) {
            throw new UncheckedIOException("the vector cache cannot be written", e);
        }
    }

    private static Key key(byte[] text) {
        try {
            ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text));
            return new Key(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
