package io.weft.engine.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.weft.mapping.DecodeException;
import io.weft.mapping.TreeVisitor;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Tells a JSON text (RFC 8259) to a visitor. A repeated member name is refused. */
final class JsonReader {

    private static final int MAXIMUM_NAME = 1_000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Bounds.MAXIMUM_DEPTH)
                    .maxNumberLength(Bounds.MAXIMUM_DIGITS + 100)
                    .maxStringLength(Bounds.MAXIMUM_BYTES)
                    .maxNameLength(MAXIMUM_NAME)
                    .build())
            .build();

    private JsonReader() {
    }

    static void read(byte[] payload, Optional<Charset> charset, TreeVisitor visitor) throws DecodeException {
        Bounds.requireSize(payload);
        String text = StrictText.decode(payload, StrictText.utf8Mark(payload), charset.orElse(StandardCharsets.UTF_8));
        requireHexadecimalEscapes(text);
        try (JsonParser parser = JSON.createParser(text)) {
            readOne(parser, visitor);
        } catch (JsonProcessingException e) {
            throw notJson(e);
        } catch (IOException e) {
            throw new IllegalStateException("reading a text cannot fail", e);
        }
    }

    private static void readOne(JsonParser parser, TreeVisitor visitor) throws IOException, DecodeException {
        try {
            if (parser.nextToken() == null) {
                throw Bounds.undecodable("", "", "is empty, not JSON");
            }
            readValue(parser, visitor);
            if (parser.nextToken() != null) {
                throw Bounds.undecodable("", "", "has more than one JSON value");
            }
        } catch (StreamConstraintsException e) {
            throw e.getMessage().contains("nesting depth") ? Bounds.tooDeep()
                    : Bounds.undecodable(place(parser.getParsingContext()), "", e.getOriginalMessage());
        }
    }

    /** Of the value that is being read. */
    private static String place(JsonStreamContext context) {
        if (context == null || context.inRoot()) {
            return "";
        }
        String outer = place(context.getParent());
        if (context.inArray()) {
            return outer + "[" + context.getCurrentIndex() + "]";
        }
        return outer + (outer.isEmpty() ? "" : ".") + context.getCurrentName();
    }

    /** Jackson looks at the low byte of each digit only, and so takes letters of other scripts for hexadecimal digits. */
    private static void requireHexadecimalEscapes(String text) throws DecodeException {
        for (int at = text.indexOf('\\'); at >= 0 && at + 1 < text.length(); at = text.indexOf('\\', at + 2)) {
            if (text.charAt(at + 1) == 'u') {
                for (int i = at + 2; i < Math.min(at + 6, text.length()); i++) {
                    if (text.charAt(i) > 0x7F) {
                        throw Bounds.undecodable("character " + i, text.substring(at, i + 1),
                                "is not JSON: an escape has four hexadecimal digits");
                    }
                }
            }
        }
    }

    private static DecodeException notJson(JsonProcessingException e) {
        String where = e.getLocation() == null ? "" : "character " + e.getLocation().getCharOffset();
        return Bounds.undecodable(where, "", "is not JSON: " + e.getOriginalMessage());
    }

    private static void readValue(JsonParser parser, TreeVisitor visitor) throws IOException, DecodeException {
        int depth = 0;
        JsonToken token = parser.currentToken();
        do {
            switch (token) {
                case START_OBJECT -> {
                    depth++;
                    visitor.startObject();
                }
                case END_OBJECT -> {
                    depth--;
                    visitor.endObject();
                }
                case START_ARRAY -> {
                    depth++;
                    visitor.startArray();
                }
                case END_ARRAY -> {
                    depth--;
                    visitor.endArray();
                }
                case FIELD_NAME -> visitor.name(parser.currentName());
                case VALUE_STRING -> visitor.text(parser.getText());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> visitor.number(number(parser));
                case VALUE_TRUE -> visitor.bool(true);
                case VALUE_FALSE -> visitor.bool(false);
                case VALUE_NULL -> visitor.nothing();
                case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw new IllegalStateException("a blocking JSON parser gives no " + token);
            }
            if (depth == 0) {
                return;
            }
            token = parser.nextToken();
        } while (token != null);
        throw Bounds.undecodable("", "", "is not JSON: it ends too early");
    }

    private static BigDecimal number(JsonParser parser) throws IOException {
        try {
            return new BigDecimal(parser.getText());
        } catch (NumberFormatException e) {
            throw new JsonParseException(parser, "number '" + parser.getText() + "' is out of range", e);
        }
    }
}
