package io.weft.format.edi;

import io.weft.tck.mutation.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Interchanges cut at their separators (ISO 9735-1, 7; X12.6, 3), character by character. Knows neither repeated elements nor
 * control characters in data.
 */
final class EdiReference implements Reference {

    private final Map<String, Charset> charsets;
    private final boolean x12;

    private EdiReference(boolean x12, Map<String, Charset> charsets) {
        this.x12 = x12;
        this.charsets = charsets;
    }

    /** @param charsets by syntax identifier */
    static EdiReference edifact(Map<String, Charset> charsets) {
        return new EdiReference(false, charsets);
    }

    static EdiReference x12() {
        return new EdiReference(true, Map.of());
    }

    /** An interchange's service characters, and where its first segment begins. */
    private record Marks(char component, char element, char decimal, int release, char terminator, int start) {
    }

    /** @param release -1 where there is none */
    private Marks marks(String text) {
        if (x12) {
            return new Marks(text.charAt(104), text.charAt(3), '.', -1, text.charAt(105), 0);
        }
        return text.startsWith("UNA")
                ? new Marks(text.charAt(3), text.charAt(4), text.charAt(5), text.charAt(6), text.charAt(8), 9)
                : new Marks(':', '+', '.', '?', '\'', 0);
    }

    private Optional<String> text(byte[] payload) {
        String bytes = new String(payload, StandardCharsets.ISO_8859_1);
        Charset charset = StandardCharsets.US_ASCII;
        if (!x12) {
            int header = bytes.indexOf("UNB");
            charset = header < 0 || header + 8 > bytes.length() ? null : charsets.get(bytes.substring(header + 4, header + 8));
        }
        try {
            String text = charset == null ? "" : charset.newDecoder().decode(ByteBuffer.wrap(payload)).toString().stripLeading();
            return text.length() < (x12 ? 106 : 9) ? Optional.empty() : Optional.of(text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Without repetition separators; line ends only behind segments. */
    @Override
    public boolean knows(byte[] payload) {
        Optional<String> text = text(payload);
        if (text.isEmpty()) {
            return true;
        }
        Marks marks = marks(text.get());
        boolean repeats = x12 ? !text.get().startsWith("00401", 84)
                : !text.get().startsWith("3", text.get().indexOf("UNB") + 9);
        String inSegments = text.get().replaceAll(java.util.regex.Pattern.quote(String.valueOf(marks.terminator())) + "[\r\n]*", "");
        return !repeats && inSegments.stripTrailing().chars()
                .noneMatch(character -> Character.isISOControl(character) && character != marks.element());
    }

    @Override
    public Optional<Object> read(byte[] payload) {
        return text(payload).flatMap(text -> interchange(text, marks(text)));
    }

    private Optional<Object> interchange(String text, Marks marks) {
        Map<String, Object> tree = new LinkedHashMap<>();
        List<Object> messages = new ArrayList<>();
        List<Map.Entry<String, Map<String, Object>>> body = null;
        Map<String, Object> message = new LinkedHashMap<>();
        Map<String, Object> group = null;
        for (List<List<String>> parts : segments(text, marks)) {
            String tag = parts.get(0).get(0);
            Map<String, Object> segment = elements(tag, parts);
            switch (tag) {
                case "UNB", "UNZ", "ISA", "IEA" -> tree.put(tag, segment);
                case "UNG", "GS" -> group = segment;
                case "UNE", "GE" -> group = null;
                case "UNH", "ST" -> {
                    message = new LinkedHashMap<>();
                    body = new ArrayList<>();
                    message.put("type", segment.getOrDefault(x12 ? "ST01" : "UNH02", ""));
                    message.put("version", x12 ? group == null ? "" : group.getOrDefault("GS08", "")
                            : segment.getOrDefault("UNH02_2", "") + "." + segment.getOrDefault("UNH02_3", ""));
                    if (group != null) {
                        message.put(x12 ? "GS" : "UNG", group);
                    }
                    message.put(tag, segment);
                }
                case "UNT", "SE" -> {
                    if (body == null) {
                        return Optional.empty();
                    }
                    addBody(message, body);
                    message.put(tag, segment);
                    messages.add(message);
                    body = null;
                }
                default -> {
                    if (body == null) {
                        return Optional.empty();
                    }
                    body.add(Map.entry(tag, segment));
                }
            }
        }
        tree.put("decimal", String.valueOf(marks.decimal()));
        tree.put("messages", messages);
        tree.put("type", messages.stream().map(each -> ((Map<?, ?>) each).get("type").toString()).distinct()
                .collect(Collectors.joining("+")));
        return Optional.of(tree);
    }

    private static void addBody(Map<String, Object> message, List<Map.Entry<String, Map<String, Object>>> body) {
        Optional<StructureReference> structure = StructureReference.of(message.get("type").toString());
        if (structure.isPresent()) {
            message.putAll(structure.get().grouped(body));
            return;
        }
        List<Object> flat = new ArrayList<>();
        body.forEach(segment -> {
            Map<String, Object> members = new LinkedHashMap<>(segment.getValue());
            members.put("tag", segment.getKey());
            flat.add(members);
        });
        message.put("segments", flat);
    }

    private Map<String, Object> elements(String tag, List<List<String>> parts) {
        Map<String, Object> elements = new LinkedHashMap<>();
        for (int i = 1; i < parts.size(); i++) {
            for (int j = 0; j < parts.get(i).size(); j++) {
                String value = tag.equals("ISA") ? parts.get(i).get(j).stripTrailing() : parts.get(i).get(j);
                if (!value.isEmpty()) {
                    elements.put(String.format("%s%02d", tag, i) + (j == 0 ? "" : "_" + (j + 1)), value);
                }
            }
        }
        return elements;
    }

    /** Segments of elements of components; the tag is the first element. */
    private static List<List<List<String>>> segments(String text, Marks marks) {
        List<List<List<String>>> segments = new ArrayList<>();
        List<List<String>> elements = new ArrayList<>();
        List<String> components = new ArrayList<>();
        StringBuilder component = new StringBuilder();
        boolean inHeader = text.startsWith("ISA");
        for (int i = marks.start(); i < text.length(); i++) {
            char character = text.charAt(i);
            boolean ends = character == marks.terminator();
            if (character == marks.release() && i + 1 < text.length()) {
                component.append(text.charAt(++i));
            } else if (ends || character == marks.element() || character == marks.component() && !inHeader) {
                components.add(component.toString());
                component.setLength(0);
                if (character != marks.component()) {
                    elements.add(components);
                    components = new ArrayList<>();
                }
                if (ends) {
                    segments.add(elements);
                    elements = new ArrayList<>();
                    inHeader = false;
                }
            } else if (!elements.isEmpty() || !components.isEmpty() || !component.isEmpty() || !Character.isWhitespace(character)) {
                component.append(character);
            }
        }
        return segments;
    }
}
