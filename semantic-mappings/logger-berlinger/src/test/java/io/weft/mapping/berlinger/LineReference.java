package io.weft.mapping.berlinger;

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

/** A logger's export by its lines: each belongs to the last line above that stands less deep. */
final class LineReference implements Reference {

    private static final int TABLE = 1_000;

    /** What is told of the lines that belong to one line. */
    private record Open(int depth, Map<String, Object> members) {
    }

    @Override
    public Optional<Object> read(byte[] payload) {
        try {
            return read(List.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString().split("\r?\n")));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> read(List<String> lines) {
        List<Open> open = new ArrayList<>(List.of(new Open(0, new LinkedHashMap<>())));
        for (int i = 0; i < lines.size(); i++) {
            int depth = depth(lines.get(i));
            if (depth == TABLE) {
                continue;
            }
            while (open.get(open.size() - 1).depth() > depth) {
                open.remove(open.size() - 1);
            }
            Map<String, Object> members = open.get(open.size() - 1).members();
            String line = lines.get(i).strip();
            int below = i + 1 < lines.size() ? depth(lines.get(i + 1)) : 0;
            if (below == TABLE) {
                add(members, line.replaceFirst(":\\z", ""), table(lines, i + 1));
            } else if (below > depth) {
                Map<String, Object> own = new LinkedHashMap<>();
                add(members, line.replaceFirst(":\\z", ""), own);
                open.add(new Open(depth + 1, own));
            } else {
                pairs(line, members);
            }
        }
        return Optional.of(open.get(0).members());
    }

    private static int depth(String line) {
        return line.startsWith("\t") ? TABLE : line.length() - line.replaceFirst("\\A +", "").length();
    }

    private static Object table(List<String> lines, int from) {
        List<Object> rows = new ArrayList<>();
        for (int i = from; i < lines.size() && depth(lines.get(i)) == TABLE; i++) {
            List<Object> cells = new ArrayList<>();
            int start = 1;
            for (int end = lines.get(i).indexOf('\t', start); end >= 0; end = lines.get(i).indexOf('\t', start)) {
                cells.add(lines.get(i).substring(start, end));
                start = end + 1;
            }
            cells.add(lines.get(i).substring(start));
            rows.add(Map.of("line", BigDecimal.valueOf(i + 1L), "cells", cells));
        }
        return rows;
    }

    /** Several to a line only where each has a name. */
    private static void pairs(String line, Map<String, Object> members) {
        String[] parts = line.split(", ");
        for (String part : parts) {
            if (!part.contains(": ") && !part.endsWith(":")) {
                parts = new String[] {line};
            }
        }
        for (String part : parts) {
            String[] pair = part.split(": ", 2);
            if (pair.length == 2) {
                add(members, pair[0], pair[1]);
            } else {
                add(members, part.substring(0, Math.max(0, part.length() - 1)), "");
            }
        }
    }

    private static void add(Map<String, Object> members, String name, Object value) {
        Object earlier = members.get(name);
        if (earlier instanceof Repeated repeated) {
            repeated.add(value);
        } else if (earlier == null) {
            members.put(name, value);
        } else {
            members.put(name, new Repeated(List.of(earlier, value)));
        }
    }

    /** Several of one name; apart from a table. */
    private static final class Repeated extends ArrayList<Object> {

        private static final long serialVersionUID = 1L;

        Repeated(List<Object> values) {
            super(values);
        }
    }
}
