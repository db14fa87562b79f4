package io.crowdfundfix.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.io.IOException;

/**
 * A document in the form that clients get, made once and handed on unread. In an answer it stands as JSON; between nodes it is a text.
 *
 * @param text well-formed JSON
 */
@JsonSerialize(using = RawJson.Writer.class)
public record RawJson(String text) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RawJson {}

    static final class Writer extends JsonSerializer<RawJson> {
        @Override
        public void serialize(RawJson value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            if (generator.getCodec() == Json.wire()) {
                generator.writeString(value.text());
            } else {
                generator.writeRawValue(value.text());
            }
        }
    }
}
