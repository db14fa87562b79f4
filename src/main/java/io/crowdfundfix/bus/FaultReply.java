package io.crowdfundfix.bus;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A {@link Fault} on its way back to the asker. */
final class FaultReply extends ReplyException {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    FaultReply(Fault fault) {
        super(ReplyFailure.RECIPIENT_FAILURE, 0, fault.message());
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }

    /** What of a fault goes over the wire: all of it but the stack. */
    private record Wire(
            Fault.Kind kind,
            String code,
            String message,
            List<Fault.FieldError> fields,
            List<String> allowed,
            int retryAfterSeconds) {}

    static final class Codec implements MessageCodec<FaultReply, FaultReply> {
        @Override
        public void encodeToWire(Buffer buffer, FaultReply reply) {
            Fault fault = reply.fault;
            Wire wire = new Wire(
                    fault.kind(),
                    fault.code(),
                    fault.message(),
                    fault.fields(),
                    fault.allowed(),
                    fault.retryAfterSeconds());
            try {
                byte[] body = Json.wire().writeValueAsBytes(wire);
                buffer.appendInt(body.length).appendBytes(body);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot encode a fault", e);
            }
        }

        @Override
        public FaultReply decodeFromWire(int position, Buffer buffer) {
            int from = position + Integer.BYTES;
            try {
                Wire wire = Json.wire().readValue(buffer.getBytes(from, from + buffer.getInt(position)), Wire.class);
                return new FaultReply(Fault.of(wire.kind(), wire.code(), wire.message())
                        .naming(wire.fields())
                        .allowing(wire.allowed())
                        .retryAfter(wire.retryAfterSeconds()));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot decode a fault", e);
            }
        }

        @Override
        public FaultReply transform(FaultReply reply) {
            return reply;
        }

        @Override
        public String name() {
            return "fault";
        }

        @Override
        public byte systemCodecID() {
            return -1;
        }
    }
}
