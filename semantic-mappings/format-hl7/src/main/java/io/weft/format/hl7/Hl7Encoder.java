package io.weft.format.hl7;

import io.weft.event.CanonicalJson;
import io.weft.mapping.DecodeException;
import io.weft.mapping.Encoder;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;

/**
 * {@code hl7-v2}: writes what {@link Hl7Decoder} tells. Segments come in the order of the document's members, or by
 * {@code #} where each has one. Delimiters are those of MSH-1 and MSH-2, else {@code |^~\&}; the charset is that of
 * MSH-18. A field may also be a single repetition, and a repetition a single text or number.
 */
@Component
public final class Hl7Encoder implements Encoder {

    private static final Pattern SEGMENT = Pattern.compile("[A-Z][A-Z0-9]{2}");
    private static final Pattern PART = Pattern.compile("_([1-9][0-9]{0,2})");

    /** A segment and the path of names that leads to it. */
    private record Placed(String id, Map<?, ?> members, String path) {
    }

    @Override
    public String format() {
        return Hl7Decoder.FORMAT;
    }

    @Override
    public String mediaType() {
        return "application/hl7-v2";
    }

    @Override
    public byte[] encode(Object document) {
        List<Placed> segments = new ArrayList<>();
        collect(document, "", segments);
        if (segments.stream().allMatch(segment -> segment.members.get(TreeTeller.POSITION) instanceof BigDecimal)) {
            segments.sort(Comparator.comparing(segment -> (BigDecimal) segment.members.get(TreeTeller.POSITION)));
        }
        if (segments.isEmpty() || !segments.get(0).id.equals("MSH")) {
            throw new IllegalArgumentException("MSH: must be the first segment of the document");
        }
        Writer writer = new Writer(delimiters(segments.get(0)));
        segments.forEach(writer::segment);
        return bytes(writer.text.toString(), charset(segments.get(0)));
    }

    private static void collect(Object group, String path, List<Placed> segments) {
        if (!(group instanceof Map<?, ?> members)) {
            throw new IllegalArgumentException((path.isEmpty() ? "the document" : path) + ": must be an object");
        }
        members.forEach((name, value) -> {
            String member = (String) name;
            List<?> elements = value instanceof List<?> list ? list : List.of(value);
            for (int i = 0; i < elements.size(); i++) {
                String place = path + (path.isEmpty() ? "" : ".") + member + "[" + i + "]";
                if (SEGMENT.matcher(member).matches()) {
                    collectSegment(member, elements.get(i), place, segments);
                } else {
                    collect(elements.get(i), place, segments);
                }
            }
        });
    }

    private static void collectSegment(String id, Object segment, String path, List<Placed> segments) {
        if (!(segment instanceof Map<?, ?> members)) {
            throw new IllegalArgumentException(path + ": must be an object");
        }
        segments.add(new Placed(id, members, path));
        members.forEach((name, value) -> {
            if (SEGMENT.matcher((String) name).matches()) {
                collect(Map.of(name, value), path, segments);
            }
        });
    }

    private static Delimiters delimiters(Placed header) {
        String field = text(header, "MSH-1", String.valueOf(Delimiters.RECOMMENDED.field()));
        String encoding = text(header, "MSH-2", Delimiters.RECOMMENDED.encoding());
        try {
            Delimiters delimiters = Delimiters.of(field.length() == 1 ? field.charAt(0) : ' ', encoding);
            if (encoding.length() < 4) {
                throw new IllegalArgumentException("MSH-2: '" + encoding + "' must have four characters to write with");
            }
            return delimiters;
        } catch (DecodeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Charset charset(Placed header) {
        String name = text(header, "MSH-18", "");
        return Charsets.of(name).orElseThrow(() -> new IllegalArgumentException(
                "MSH-18: '" + name + "' must be a character set of HL7 table 0211 that writes ASCII as ASCII"));
    }

    /** First component of the first repetition. */
    private static String text(Placed segment, String field, String otherwise) {
        Object value = segment.members.get(field);
        if (value instanceof List<?> repetitions && !repetitions.isEmpty()) {
            value = repetitions.get(0);
        }
        if (value instanceof Map<?, ?> components) {
            value = components.get("_1");
        }
        return value instanceof String text && !text.isEmpty() ? text : otherwise;
    }

    private static byte[] bytes(String text, Charset charset) {
        try {
            ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("MSH-18: the document holds a character that is not in " + charset.name(), e);
        }
    }

    private static final class Writer {

        private final StringBuilder text = new StringBuilder();
        private final Delimiters delimiters;
        private final Escapes escapes;

        Writer(Delimiters delimiters) {
            this.delimiters = delimiters;
            this.escapes = new Escapes(delimiters, java.nio.charset.StandardCharsets.US_ASCII);
        }

        void segment(Placed segment) {
            List<String> fields = new ArrayList<>();
            Pattern name = Pattern.compile(Pattern.quote(segment.id) + "-([1-9][0-9]{0,2})");
            segment.members.forEach((key, value) -> {
                Matcher field = name.matcher((String) key);
                if (field.matches()) {
                    put(fields, Integer.parseInt(field.group(1)), repetitions(value, segment.path + "." + key));
                } else if (!key.equals(TreeTeller.POSITION) && !SEGMENT.matcher((String) key).matches()) {
                    throw new IllegalArgumentException(segment.path + "." + key + ": must be a field as "
                            + segment.id + "-1, '#' or a segment");
                }
            });
            text.append(segment.id);
            if (segment.id.equals("MSH")) {
                text.append(delimiters.field()).append(delimiters.encoding());
                fields.subList(0, Math.min(2, fields.size())).clear();
            }
            fields.forEach(field -> text.append(delimiters.field()).append(field));
            text.append('\r');
        }

        private static void put(List<String> parts, int number, String part) {
            while (parts.size() < number) {
                parts.add("");
            }
            parts.set(number - 1, part);
        }

        private String repetitions(Object field, String path) {
            List<?> repetitions = field instanceof List<?> list ? list : List.of(field);
            List<String> written = new ArrayList<>();
            for (Object repetition : repetitions) {
                written.add(parts(repetition, delimiters.component(), path, true));
            }
            return String.join(String.valueOf(delimiters.repetition()), written);
        }

        private String parts(Object value, char separator, String path, boolean components) {
            if (!(value instanceof Map<?, ?> members)) {
                return scalar(value, path);
            }
            List<String> parts = new ArrayList<>();
            members.forEach((key, part) -> {
                Matcher number = PART.matcher((String) key);
                if (!number.matches()) {
                    throw new IllegalArgumentException(path + "." + key + ": must be _1, _2 and so on");
                }
                String place = path + "." + key;
                put(parts, Integer.parseInt(number.group(1)),
                        components ? parts(part, delimiters.subcomponent(), place, false) : scalar(part, place));
            });
            return String.join(String.valueOf(separator), parts);
        }

        private String scalar(Object value, String path) {
            if (value instanceof String text) {
                return escapes.write(text);
            }
            if (value instanceof BigDecimal number) {
                return number.toPlainString();
            }
            if (value instanceof Integer || value instanceof Long) {
                return value.toString();
            }
            if (value == CanonicalJson.NULL) {
                return TreeTeller.NULL;
            }
            throw new IllegalArgumentException(path + ": must be a text, a number or null");
        }
    }
}
