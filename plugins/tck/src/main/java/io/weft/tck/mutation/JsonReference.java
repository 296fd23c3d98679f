package io.weft.tck.mutation;

import io.weft.event.CanonicalJson;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.eclipse.parsson.JsonProviderImpl;

/** JSON by Eclipse Parsson. A repeated member name makes it no message. */
public final class JsonReference implements Reference {

    @Override
    public Optional<Object> read(byte[] payload) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
            String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
            try (JsonParser parser = new JsonProviderImpl().createParser(new StringReader(unmarked))) {
                Object value = value(parser, parser.next());
                return parser.hasNext() ? Optional.empty() : Optional.of(value);
            }
        } catch (CharacterCodingException | JsonException | NoSuchElementException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Object value(JsonParser parser, JsonParser.Event event) {
        return switch (event) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER -> parser.getBigDecimal();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> CanonicalJson.NULL;
            case KEY_NAME, END_OBJECT, END_ARRAY -> throw new JsonParsingException("no value: " + event, parser.getLocation());
        };
    }

    private static Map<String, Object> members(JsonParser parser) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (JsonParser.Event event = parser.next(); event != JsonParser.Event.END_OBJECT; event = parser.next()) {
            String name = parser.getString();
            if (members.put(name, value(parser, parser.next())) != null) {
                throw new JsonParsingException("'" + name + "' twice", parser.getLocation());
            }
        }
        return members;
    }

    private static List<Object> elements(JsonParser parser) {
        List<Object> elements = new ArrayList<>();
        for (JsonParser.Event event = parser.next(); event != JsonParser.Event.END_ARRAY; event = parser.next()) {
            elements.add(value(parser, event));
        }
        return elements;
    }
}
