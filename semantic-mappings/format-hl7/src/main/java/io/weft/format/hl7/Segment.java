package io.weft.format.hl7;

import io.weft.mapping.DecodeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One segment, and those that say more of it (notes of an observation).
 *
 * @param position from 1, in the message
 * @param fields   as written, by number; the empty ones are left out
 * @param about    segments that belong to this one, by id
 */
record Segment(String id, int position, Map<Integer, String> fields, Map<String, List<Part>> about) implements Part {

    private static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9]{2}");

    /** The segments of a message in their order. */
    static List<Segment> read(String message, Delimiters delimiters) throws DecodeException {
        List<Segment> segments = new ArrayList<>();
        // With carriage returns at hand, a line feed inside a field is text; a file may have line feeds alone.
        String[] lines = message.indexOf('\r') >= 0 ? message.split("\n?\r\n?") : message.split("\n");
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            if (!line.isBlank()) {
                segments.add(of(line, i + 1, segments.size() + 1, delimiters));
            }
        }
        return segments;
    }

    private static Segment of(String line, int number, int position, Delimiters delimiters) throws DecodeException {
        String id = line.substring(0, Math.min(3, line.length()));
        if (!ID.matcher(id).matches() || line.length() > 3 && line.charAt(3) != delimiters.field()) {
            throw Faults.undecodable("line " + number, line.substring(0, Math.min(20, line.length())),
                    "a segment begins with three capital letters or digits and the field separator (HL7 v2.5, 2.5.2)");
        }
        Map<Integer, String> fields = new TreeMap<>();
        boolean header = id.equals("MSH");
        if (header) {
            fields.put(1, String.valueOf(delimiters.field()));
        }
        List<String> texts = Delimiters.split(line, delimiters.field());
        for (int i = 1; i < texts.size(); i++) {
            if (!texts.get(i).isEmpty()) {
                fields.put(header ? i + 1 : i, texts.get(i));
            }
        }
        return new Segment(id, position, fields, new java.util.LinkedHashMap<>());
    }

    /** The field as written; empty if there is none. */
    String field(int number) {
        return fields.getOrDefault(number, "");
    }

    void add(Segment segment) {
        about.computeIfAbsent(segment.id(), id -> new ArrayList<>()).add(segment);
    }
}
