package io.weft.format.hl7;

import io.weft.event.CanonicalJson;
import io.weft.tck.mutation.Reference;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Messages cut at the separators of MSH-1 and MSH-2 (HL7 v2.5, 2.5). Knows no escapes, and of groups only orders that begin by OBR or by
 * ORC and OBR.
 */
final class SeparatorReference implements Reference {

    private final Map<String, Charset> charsets;

    /** @param charsets by the names of table 0211 */
    SeparatorReference(Map<String, Charset> charsets) {
        this.charsets = charsets;
    }

    /** By MSH-18; empty if its name is not known here. */
    private Optional<Charset> charset(byte[] payload) {
        String bytes = new String(payload, StandardCharsets.ISO_8859_1);
        String[] header = bytes.split("[\r\n]", 2)[0].split(Pattern.quote(bytes.substring(3, 4)), -1);
        String name = header.length > 17 ? header[17].strip() : "";
        return name.isEmpty() ? Optional.of(StandardCharsets.US_ASCII) : Optional.ofNullable(charsets.get(name));
    }

    private static Optional<String> text(byte[] payload, Charset charset) {
        try {
            return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(payload)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean knows(byte[] payload) {
        boolean begins = new String(payload, StandardCharsets.ISO_8859_1).matches("(?s)MSH[!-/:-@\\[-`{-~].*");
        Optional<Charset> charset = begins ? charset(payload) : Optional.empty();
        return charset.isPresent() && text(payload, charset.get()).map(SeparatorReference::knows).orElse(true);
    }

    private static boolean knows(String text) {
        String[] lines = lines(text);
        int end = lines[0].indexOf(lines[0].charAt(3), 4);
        boolean escapes = end < 8 || text.indexOf(lines[0].charAt(6), end) >= 0;
        boolean mixed = text.contains("\r") && text.contains("\n");
        String ids = String.join("", segments(lines).stream().map(line -> line.substring(0, Math.min(3, line.length())) + " ").toList());
        boolean plainGroups = !ids.matches("(?s).*(ORC (?!OBR )|OBR ORC |SAC |PID .*PID |(ORC|OBR|SPM) .*PID ).*");
        return !escapes && !mixed && plainGroups;
    }

    private static String[] lines(String text) {
        return text.split(text.contains("\r") ? "\r" : "\n");
    }

    private static List<String> segments(String[] lines) {
        return List.of(lines).stream().filter(line -> !line.isBlank()).toList();
    }

    @Override
    public Optional<Object> read(byte[] payload) {
        return charset(payload).flatMap(charset -> text(payload, charset)).map(text -> message(segments(lines(text))));
    }

    private static Object message(List<String> lines) {
        String marks = lines.get(0).substring(3, 8);
        Map<String, Object> message = new LinkedHashMap<>();
        List<String> ids = lines.stream().map(line -> line.substring(0, Math.min(3, line.length()))).toList();
        int firstOrder = ids.indexOf("ORC") < 0 ? ids.indexOf("OBR")
                : ids.indexOf("OBR") < 0 ? ids.indexOf("ORC") : Math.min(ids.indexOf("ORC"), ids.indexOf("OBR"));
        boolean specimensFirst = ids.contains("SPM") && (firstOrder < 0 || ids.indexOf("SPM") < firstOrder);
        Map<String, Object> current = message;
        Map<String, Object> outer = message;
        Map<String, Object> observation = null;
        for (int i = 0; i < lines.size(); i++) {
            String id = ids.get(i);
            Map<String, Object> segment = segment(lines.get(i), i + 1, marks);
            if (observation != null && List.of("NTE", "PRT", "TCD", "SID").contains(id)) {
                add(observation, id, segment);
                continue;
            }
            boolean order = id.equals("ORC") || id.equals("OBR") && !(i > 0 && ids.get(i - 1).equals("ORC"));
            if (order) {
                current = new LinkedHashMap<>();
                add(specimensFirst ? outer : message, "ORDER", current);
                outer = specimensFirst ? outer : current;
            } else if (id.equals("SPM")) {
                current = new LinkedHashMap<>();
                add(specimensFirst ? message : outer, "SPECIMEN", current);
                outer = specimensFirst ? current : outer;
            }
            if (id.equals("MSH")) {
                message.put("MSH", segment);
            } else {
                add(current, id, segment);
            }
            observation = id.equals("OBX") ? segment : null;
        }
        return message;
    }

    @SuppressWarnings("unchecked") // what stands at a segment's or group's name is the list that was put there
    private static void add(Map<String, Object> members, String name, Object member) {
        ((List<Object>) members.computeIfAbsent(name, any -> new ArrayList<>())).add(member);
    }

    private static Map<String, Object> segment(String line, int position, String marks) {
        Map<String, Object> segment = new LinkedHashMap<>();
        segment.put("#", BigDecimal.valueOf(position));
        String id = line.substring(0, Math.min(3, line.length()));
        String[] fields = line.split(Pattern.quote(marks.substring(0, 1)), -1);
        int shift = id.equals("MSH") ? 1 : 0;
        for (int i = 1; i < fields.length; i++) {
            List<Object> repetitions = new ArrayList<>();
            if (shift == 1 && i == 1) {
                segment.put("MSH-1", List.of(Map.of("_1", marks.substring(0, 1))));
                repetitions.add(Map.of("_1", fields[1]));
            } else if (!fields[i].isEmpty()) {
                for (String repetition : fields[i].split(Pattern.quote(marks.substring(2, 3)), -1)) {
                    repetitions.add(parts(repetition, marks.charAt(1), marks.charAt(4)));
                }
            }
            if (!repetitions.isEmpty()) {
                segment.put(id + "-" + (i + shift), repetitions);
            }
        }
        return segment;
    }

    /** @param inner separates the parts of a part; 0 where it has none */
    private static Object parts(String text, char separator, char inner) {
        Map<String, Object> parts = new LinkedHashMap<>();
        String[] texts = text.split(Pattern.quote(String.valueOf(separator)), -1);
        for (int i = 0; i < texts.length; i++) {
            if (!texts[i].isEmpty()) {
                parts.put("_" + (i + 1), inner != 0 && texts[i].indexOf(inner) >= 0 ? parts(texts[i], inner, (char) 0)
                        : texts[i].equals("\"\"") ? CanonicalJson.NULL : texts[i]);
            }
        }
        return parts;
    }
}
