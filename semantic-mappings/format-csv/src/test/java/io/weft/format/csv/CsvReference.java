package io.weft.format.csv;

import io.weft.tck.mutation.Reference;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** CSV with header, comma and double quote, read by whether the number of quotes before a character is even. */
final class CsvReference implements Reference {

    private static final String LINE_END = "\r\n|\r|\n";

    @Override
    public Optional<Object> read(byte[] payload) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
            return read(text.replaceFirst("\\A\uFEFF", "").replaceFirst("[\r\n]+\\z", ""));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> read(String text) {
        List<String> columns = null;
        List<Object> rows = new ArrayList<>();
        int line = 1;
        for (int at = 0; at < text.length();) {
            int end = outsideQuotes(text, at, "\r\n");
            int next = end == text.length() ? end : end + (text.startsWith("\r\n", end) ? 2 : 1);
            Optional<List<String>> fields = fields(text.substring(at, end));
            if (fields.isEmpty() || columns != null && fields.get().size() != columns.size()) {
                return Optional.empty();
            }
            if (columns == null) {
                columns = fields.get();
            } else {
                rows.add(Map.of("line", BigDecimal.valueOf(line), "cells", cells(columns, fields.get())));
            }
            line += text.substring(at, next).split(LINE_END, -1).length - 1;
            at = next;
        }
        return columns == null ? Optional.empty() : Optional.of(Map.of("preamble", List.of(), "columns", columns, "rows", rows));
    }

    private static Map<String, Object> cells(List<String> columns, List<String> fields) {
        Map<String, Object> cells = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            cells.put(columns.get(i), fields.get(i));
        }
        return cells;
    }

    private static int outsideQuotes(String text, int from, String any) {
        boolean quoted = false;
        int at = from;
        while (at < text.length() && (quoted || any.indexOf(text.charAt(at)) < 0)) {
            quoted ^= text.charAt(at) == '"';
            at++;
        }
        return at;
    }

    private static Optional<List<String>> fields(String record) {
        List<String> fields = new ArrayList<>();
        for (int at = 0; at <= record.length();) {
            int end = outsideQuotes(record, at, ",");
            String field = record.substring(at, end);
            if (field.indexOf('"') < 0) {
                fields.add(field);
            } else if (field.matches("(?s)\".*\"") && !field.substring(1, field.length() - 1).replace("\"\"", "").contains("\"")) {
                fields.add(field.substring(1, field.length() - 1).replace("\"\"", "\""));
            } else {
                return Optional.empty();
            }
            at = end + 1;
        }
        return Optional.of(fields);
    }
}
