package io.weft.format.idoc.flat;

import io.weft.tck.mutation.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Flat IDocs cut at the positions of EDI_DC40 and EDI_DD40, each unit of a position being one character of a text. */
final class PositionalReference implements Reference {

    private final Charset charset;
    private final boolean byBytes;
    private final SegmentDefinitions definitions = SegmentDefinitions.bundled();

    PositionalReference(Charset charset, boolean byBytes) {
        this.charset = charset;
        this.byBytes = byBytes;
    }

    @Override
    public Optional<Object> read(byte[] payload) {
        List<String> records = new ArrayList<>();
        String file;
        try {
            // A byte is a character of ISO 8859-1: so both kinds of positions are those of a text.
            file = byBytes ? new String(payload, StandardCharsets.ISO_8859_1)
                    : charset.newDecoder().decode(ByteBuffer.wrap(payload)).toString().replaceFirst("\\A\uFEFF", "");
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
        if (file.contains("\n")) {
            records.addAll(List.of(file.split("\r?\n")));
            records.removeIf(record -> byBytes ? record.isEmpty() : record.isBlank());
        } else {
            for (int from = 0; from < file.length(); from += records.size() == 1 ? 524 : 1063) {
                records.add(file.substring(from, Math.min(file.length(), from + (records.isEmpty() ? 524 : 1063))));
            }
        }
        return records.isEmpty() ? Optional.empty() : idoc(records);
    }

    private Optional<Object> idoc(List<String> records) {
        Map<String, Object> idoc = new LinkedHashMap<>();
        idoc.put("EDI_DC40", fields("EDI_DC40", records.get(0)));
        Map<String, Map<String, Object>> numbered = new HashMap<>(Map.of("000000", idoc, "", idoc));
        for (String record : records.subList(1, records.size())) {
            Optional<String> type = definitions.type(cut(record, 0, 30));
            Map<String, Object> above = numbered.get(cut(record, 55, 6));
            if (type.isEmpty() || above == null) {
                return Optional.empty();
            }
            Map<String, Object> segment = fields(type.get(), record.length() > 63 ? record.substring(63) : "");
            numbered.put(cut(record, 49, 6), segment);
            add(above, type.get(), segment);
        }
        return Optional.of(idoc);
    }

    @SuppressWarnings("unchecked") // what stands at a segment's type is the list that was put there
    private static void add(Map<String, Object> above, String type, Map<String, Object> segment) {
        ((List<Object>) above.computeIfAbsent(type, name -> new ArrayList<>())).add(segment);
    }

    private Map<String, Object> fields(String type, String data) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Field field : definitions.fields(type)) {
            String text = cut(data, field.offset(), field.length());
            if (!text.isEmpty()) {
                fields.put(field.name(), text);
            }
        }
        return fields;
    }

    /** Spaces fill up; nothing else does. */
    private String cut(String record, int offset, int length) {
        int from = Math.min(record.length(), offset);
        String units = record.substring(from, Math.min(record.length(), offset + length));
        String text = byBytes ? new String(units.getBytes(StandardCharsets.ISO_8859_1), charset) : units;
        return text.replaceFirst(" +\\z", "");
    }
}
