package io.crowdfundfix.bus;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.crowdfundfix.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Carries every {@link BusMessage}: the same instance inside a node, type name and JSON between nodes. Decoding loads only a class that
 * is a record and a {@link BusMessage}.
 */
final class RecordCodec implements MessageCodec<BusMessage, BusMessage> {
    static final String NAME = "record";
    private static final int MAX_TYPE_NAME_BYTES = 512;

    private final ObjectWriter writer = Json.wire().writer();
    private final Map<String, ObjectReader> readerByType = new ConcurrentHashMap<>();

    @Override
    public void encodeToWire(Buffer buffer, BusMessage message) {
        byte[] type = message.getClass().getName().getBytes(StandardCharsets.UTF_8);
        buffer.appendUnsignedShort(type.length).appendBytes(type);
        try {
            byte[] body = writer.writeValueAsBytes(message);
            buffer.appendInt(body.length).appendBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode " + message.getClass().getName(), e);
        }
    }

    @Override
    public BusMessage decodeFromWire(int position, Buffer buffer) {
        int typeLength = buffer.getUnsignedShort(position);
        if (typeLength > MAX_TYPE_NAME_BYTES) {
            throw new IllegalArgumentException("type name too long: " + typeLength);
        }
        int at = position + Short.BYTES;
        String type = buffer.getString(at, at + typeLength);
        at += typeLength;
        int bodyLength = buffer.getInt(at);
        at += Integer.BYTES;
        try {
            BusMessage message = readerByType
                    .computeIfAbsent(type, RecordCodec::reader)
                    .readValue(buffer.getBytes(at, at + bodyLength));
            return message;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot decode " + type, e);
        }
    }

    private static ObjectReader reader(String type) {
        try {
            Class<?> loaded = Class.forName(type, false, RecordCodec.class.getClassLoader());
            if (!loaded.isRecord() || !BusMessage.class.isAssignableFrom(loaded)) {
                throw new IllegalArgumentException(type + " is not a message");
            }
            return Json.wire().readerFor(loaded);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(type + " is not a message that this node knows", e);
        }
    }

    @Override
    public BusMessage transform(BusMessage message) {
        return message;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
