package io.crowdfundfix.engine.learn;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Named arrays and string properties of one trained model in the safetensors format: eight bytes with the length of a JSON
 * header, the header, the raw little-endian arrays. Arrays are flat; whoever wrote one knows its shape. See
 * https://huggingface.co/docs/safetensors.
 */
public final class Tensors {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_HEADER_BYTES = 16 << 20;

    private final Map<String, Entry> nameToEntry;
    private final Map<String, String> properties;
    private final ByteBuffer data;

    private record Entry(String type, int from, int until) {}

    private Tensors(Map<String, Entry> nameToEntry, Map<String, String> properties, ByteBuffer data) {
        this.nameToEntry = nameToEntry;
        this.properties = properties;
        this.data = data;
    }

    /** Fails as {@link IOException} if these are no tensors. */
    public static Tensors read(byte[] file) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long header = file.length < 8 ? -1 : all.getLong();
        if (header < 2 || header > MAX_HEADER_BYTES || header > all.remaining()) {
            throw new IOException("not a safetensors file: its header has no sensible length");
        }
        ByteBuffer data =
                all.slice(8 + (int) header, file.length - 8 - (int) header).order(ByteOrder.LITTLE_ENDIAN);
        Map<String, Entry> entries = new LinkedHashMap<>();
        Map<String, String> properties = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(file, 8, (int) header)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("__metadata__")) {
                    readProperties(json, properties);
                } else {
                    entries.put(name, readEntry(json, data.limit()));
                }
            }
        }
        return new Tensors(entries, properties, data);
    }

    private static void readProperties(JsonParser json, Map<String, String> properties) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            properties.put(name, json.nextTextValue());
        }
    }

    private static Entry readEntry(JsonParser json, int limit) throws IOException {
        String type = "";
        int from = 0;
        int until = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            if (field.equals("dtype")) {
                type = json.getText();
            } else if (field.equals("data_offsets")) {
                from = json.nextIntValue(0);
                until = json.nextIntValue(0);
                json.nextToken();
            } else {
                json.skipChildren();
            }
        }
        if (from < 0 || until < from || until > limit) {
            throw new IOException("not a safetensors file: an array ends behind the file");
        }
        return new Entry(type, from, until);
    }

    public boolean has(String name) {
        return nameToEntry.containsKey(name);
    }

    /** Null if there is no such property. */
    public @Nullable String property(String name) {
        return properties.get(name);
    }

    /** The floats of an array that was written as floats, halves or scaled bytes. */
    public float[] floats(String name) {
        Entry entry = entry(name);
        ByteBuffer bytes = data.slice(entry.from, entry.until - entry.from).order(ByteOrder.LITTLE_ENDIAN);
        if (entry.type.equals("F16")) {
            float[] floats = new float[bytes.remaining() / 2];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = HalfFloat.toFloat(bytes.getShort());
            }
            return floats;
        }
        if (entry.type.equals("I8")) {
            float scale = floats(name + ".scale")[0];
            float[] floats = new float[bytes.remaining()];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = bytes.get() * scale;
            }
            return floats;
        }
        float[] floats = new float[bytes.remaining() / 4];
        bytes.asFloatBuffer().get(floats);
        return floats;
    }

    public double[] doubles(String name) {
        float[] floats = floats(name);
        double[] doubles = new double[floats.length];
        for (int i = 0; i < floats.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }

    public int[] ints(String name) {
        Entry entry = entry(name);
        ByteBuffer bytes = data.slice(entry.from, entry.until - entry.from).order(ByteOrder.LITTLE_ENDIAN);
        int[] ints = new int[bytes.remaining() / 4];
        bytes.asIntBuffer().get(ints);
        return ints;
    }

    private Entry entry(String name) {
        Entry entry = nameToEntry.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("the model has no array " + name);
        }
        return entry;
    }

    /** Collects arrays for one file. */
    public static final class Builder {
        private final Map<String, byte[]> nameToBytes = new LinkedHashMap<>();
        private final Map<String, String> nameToType = new LinkedHashMap<>();
        private final Map<String, String> properties = new LinkedHashMap<>();

        public Builder property(String name, String value) {
            properties.put(name, value);
            return this;
        }

        public Builder floats(String name, float... values) {
            byte[] bytes = new byte[4 * values.length];
            buffer(bytes).asFloatBuffer().put(values);
            return put(name, "F32", bytes);
        }

        public Builder doubles(String name, double... values) {
            return floats(name, narrowed(values));
        }

        /** Sixteen bits each: three significant decimal digits, up to 65,504. */
        public Builder halves(String name, float... values) {
            byte[] bytes = new byte[2 * values.length];
            ByteBuffer halves = buffer(bytes);
            for (float value : values) {
                halves.putShort(HalfFloat.fromFloat(value));
            }
            return put(name, "F16", bytes);
        }

        /** Eight bits each and one common scale: for weights whose smallest do not matter. */
        public Builder bytes(String name, float... values) {
            float largest = 0;
            for (float value : values) {
                largest = Math.max(largest, Math.abs(value));
            }
            float scale = largest == 0 ? 1 : largest / 127;
            byte[] bytes = new byte[values.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) Math.round(values[i] / scale);
            }
            floats(name + ".scale", scale);
            return put(name, "I8", bytes);
        }

        public Builder ints(String name, int... values) {
            byte[] bytes = new byte[4 * values.length];
            buffer(bytes).asIntBuffer().put(values);
            return put(name, "I32", bytes);
        }

        private static float[] narrowed(double[] values) {
            float[] floats = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                floats[i] = (float) values[i];
            }
            return floats;
        }

        private static ByteBuffer buffer(byte[] bytes) {
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }

        private Builder put(String name, String type, byte[] bytes) {
            if (nameToBytes.put(name, bytes) != null) {
                throw new IllegalArgumentException("written twice: " + name);
            }
            nameToType.put(name, type);
            return this;
        }

        public byte[] bytes() {
            byte[] header = header();
            int total = nameToBytes.values().stream()
                    .mapToInt(array -> array.length)
                    .sum();
            byte[] bytes = new byte[8 + header.length + total];
            ByteBuffer file = buffer(bytes);
            file.putLong(header.length).put(header);
            nameToBytes.values().forEach(file::put);
            return bytes;
        }

        public void write(Path file) throws IOException {
            Files.write(file, bytes());
        }

        private byte[] header() {
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            try (JsonGenerator json = JSON.createGenerator(header)) {
                json.writeStartObject();
                json.writeObjectFieldStart("__metadata__");
                for (Map.Entry<String, String> property : properties.entrySet()) {
                    json.writeStringField(property.getKey(), property.getValue());
                }
                json.writeEndObject();
                int offset = 0;
                for (Map.Entry<String, byte[]> array : nameToBytes.entrySet()) {
                    int length = array.getValue().length;
                    String type = nameToType.getOrDefault(array.getKey(), "");
                    int size = type.equals("F16") ? 2 : type.equals("I8") ? 1 : 4;
                    json.writeObjectFieldStart(array.getKey());
                    json.writeStringField("dtype", type);
                    json.writeFieldName("shape");
                    json.writeArray(new int[] {length / size}, 0, 1);
                    json.writeFieldName("data_offsets");
                    json.writeArray(new int[] {offset, offset + length}, 0, 2);
                    json.writeEndObject();
                    offset += length;
                }
                json.writeEndObject();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return header.toByteArray();
        }
    }
}
