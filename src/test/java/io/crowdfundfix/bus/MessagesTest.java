package io.crowdfundfix.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.fault.Fault.FieldError;
import io.crowdfundfix.json.Json;
import io.crowdfundfix.testing.Rules;
import io.crowdfundfix.testing.Samples;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every message, also for those that are yet to be written. */
class MessagesTest {
    private static final int HEAD = 3;
    private static final AtomicBoolean LOADED = new AtomicBoolean();

    private final RecordCodec codec = new RecordCodec();

    static List<Class<? extends BusMessage>> messages() {
        return Samples.messageTypes();
    }

    @Test
    void thereAreMessages() {
        assertTrue(messages().size() > 30, messages().toString());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isARecordThatOthersCanMake(Class<? extends BusMessage> type) {
        assertTrue(type.isRecord());
        assertTrue(Modifier.isPublic(type.getModifiers())
                && Modifier.isPublic(type.getEnclosingClass().getModifiers()));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void survivesTheWayToAnotherNode(Class<? extends BusMessage> type) {
        for (BusMessage message : List.of(Samples.full(type), Samples.bare(type))) {
            assertEquals(message, overTheWire(message));
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isReadInTheMiddleOfABuffer(Class<? extends BusMessage> type) {
        BusMessage message = Samples.full(type);
        Buffer buffer = Buffer.buffer(new byte[HEAD]);
        codec.encodeToWire(buffer, message);
        buffer.appendString("what follows");
        assertEquals(message, codec.decodeFromWire(HEAD, buffer));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void ignoresAFieldOfANewerNode(Class<? extends BusMessage> type) throws IOException {
        BusMessage message = Samples.full(type);
        String json = Json.wire().writeValueAsString(message);
        String newer = "{\"addedLater\":[1]" + (json.equals("{}") ? "" : ",") + json.substring(1);
        assertEquals(message, codec.decodeFromWire(0, wire(type.getName(), newer.getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void keepsItsOwnCopyOfEveryList(Class<? extends BusMessage> type) throws ReflectiveOperationException {
        for (Class<?> record : within(type, new HashSet<>())) {
            RecordComponent[] components = record.getRecordComponents();
            @Nullable Object[] values = Arrays.stream(components)
                    .map(component -> Samples.value(component.getGenericType(), component.getName(), false))
                    .toArray();
            Object made = Samples.construct(record, values);
            for (int i = 0; i < components.length; i++) {
                if (values[i] instanceof List<?> given) {
                    components[i].getAccessor().setAccessible(true);
                    List<?> before = List.copyOf(given);
                    given.clear();
                    List<?> kept = (List<?>) components[i].getAccessor().invoke(made);
                    assertEquals(before, kept, record + "." + components[i].getName());
                    assertThrows(UnsupportedOperationException.class, kept::clear, record.toString());
                }
            }
        }
    }

    /** The record itself and those that it holds; {@link Samples} knows only values that nobody can change. */
    private static Set<Class<?>> within(Class<?> record, Set<Class<?>> seen) {
        if (record.isRecord() && seen.add(record)) {
            for (RecordComponent component : record.getRecordComponents()) {
                Object value = Samples.value(component.getGenericType(), component.getName(), false);
                within(value instanceof List<?> list ? list.get(0).getClass() : value.getClass(), seen);
            }
        }
        return seen;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.String",
                "java.util.ArrayList",
                "io.crowdfundfix.bus.Endpoint",
                "io.crowdfundfix.bus.BusMessage",
                "io.crowdfundfix.bus.MessagesTest$NoRecord",
                "no.such.Message",
                ""
            })
    void refusesWhatIsNoMessage(String type) {
        assertThrows(IllegalArgumentException.class, () -> codec.decodeFromWire(0, wire(type, new byte[] {'{', '}'})));
        assertFalse(LOADED.get());
    }

    @Test
    void refusesATypeNameWithoutEnd() {
        Buffer buffer = wire("x".repeat(600), new byte[] {'{', '}'});
        assertThrows(IllegalArgumentException.class, () -> codec.decodeFromWire(0, buffer));
    }

    @Test
    void handsTheSameInstanceOverInsideANode() {
        BusMessage message = Samples.full(messages().get(0));
        assertTrue(message == codec.transform(message));
    }

    @Test
    void endpointsAreNamedAfterTheirPackage() throws IllegalAccessException {
        Set<String> addresses = new HashSet<>();
        for (Field field : apiFields()) {
            Object value = field.get(null);
            String address = value instanceof Endpoint<?, ?> endpoint
                    ? endpoint.address()
                    : value instanceof Topic<?> topic ? topic.address() : null;
            if (address != null) {
                String owner = field.getDeclaringClass().getPackageName();
                String prefix = owner.substring(owner.lastIndexOf('.') + 1);
                assertTrue(address.matches(prefix + "\\.[a-z][a-z_]*"), address);
                assertTrue(addresses.add(address), "twice: " + address);
            }
        }
        assertTrue(addresses.size() > 20, addresses.toString());
    }

    private static List<Field> apiFields() {
        return Rules.PRODUCT.stream()
                .filter(type -> type.getSimpleName().endsWith("Api"))
                .flatMap(type -> Stream.of(type.reflect().getFields()))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Fault.Kind.class)
    void aFaultArrivesWhole(Fault.Kind kind) {
        Fault sent = Fault.of(kind, "some_code", "Größer 😀 \"als\"")
                .naming(List.of(new FieldError("title", "is required"), new FieldError("tags[0]", "wörong")))
                .allowing(List.of("OPEN", "FIXED"))
                .retryAfter(7);
        Fault got = overTheWire(sent);
        assertEquals(kind, got.kind());
        assertEquals(sent.code(), got.code());
        assertEquals(sent.message(), got.message());
        assertEquals(sent.fields(), got.fields());
        assertEquals(sent.allowed(), got.allowed());
        assertEquals(7, got.retryAfterSeconds());
    }

    @Test
    void aBareFaultArrivesBare() {
        Fault got = overTheWire(Fault.of(Fault.Kind.CONFLICT, "c", "m"));
        assertEquals(List.of(), got.fields());
        assertEquals(List.of(), got.allowed());
        assertEquals(0, got.retryAfterSeconds());
    }

    private BusMessage overTheWire(BusMessage message) {
        Buffer buffer = Buffer.buffer();
        codec.encodeToWire(buffer, message);
        return codec.decodeFromWire(0, buffer);
    }

    private static Fault overTheWire(Fault fault) {
        FaultReply.Codec codec = new FaultReply.Codec();
        Buffer buffer = Buffer.buffer(new byte[HEAD]);
        codec.encodeToWire(buffer, new FaultReply(fault));
        return codec.decodeFromWire(HEAD, buffer).fault();
    }

    private static Buffer wire(String type, byte[] body) {
        byte[] name = type.getBytes(StandardCharsets.UTF_8);
        return Buffer.buffer()
                .appendUnsignedShort(name.length)
                .appendBytes(name)
                .appendInt(body.length)
                .appendBytes(body);
    }

    /** A class that a forged message would like to have loaded. */
    @SuppressWarnings("unused")
    static final class NoRecord implements BusMessage {
        static {
            LOADED.set(true);
        }
    }
}
