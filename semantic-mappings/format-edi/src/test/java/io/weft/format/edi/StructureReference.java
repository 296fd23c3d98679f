package io.weft.format.edi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Segments of a message in the groups of its type, by the same table as the decoder and another way through it. */
final class StructureReference {

    /** @param level blanks before it, by two */
    private record Line(int level, String opens, int id, int parent, List<String> segments) {
    }

    /** A group that stands open: its line of the table, and where its members go. */
    private record Standing(int line, Map<String, Object> members) {
    }

    private final List<Line> lines = new ArrayList<>();

    private StructureReference(String table) {
        for (String row : table.split("\n")) {
            if (!row.startsWith("#") && !row.isBlank()) {
                String[] words = row.strip().split("[ ]+");
                String[] opening = words[0].split("[(,)]");
                boolean names = opening.length == 3;
                lines.add(new Line(row.indexOf(row.strip()) / 2, opening[0], names ? Integer.parseInt(opening[1]) : 0,
                        names ? Integer.parseInt(opening[2]) : 0, List.of(words).subList(1, words.length)));
            }
        }
    }

    static Optional<StructureReference> of(String type) {
        if (!type.matches("DESADV|IFTSTA|856|214")) {
            return Optional.empty();
        }
        try (InputStream in = StructureReference.class.getResourceAsStream("structure/" + type + ".txt")) {
            return Optional.of(new StructureReference(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param segments of the message, each its tag and its elements */
    Map<String, Object> grouped(List<Map.Entry<String, Map<String, Object>>> segments) {
        Map<String, Object> message = new LinkedHashMap<>();
        List<Standing> standing = new ArrayList<>(List.of(new Standing(0, message)));
        Map<String, Map<String, Object>> named = new HashMap<>();
        for (Map.Entry<String, Map<String, Object>> segment : segments) {
            int at = standing.size() - 1;
            int opened = -1;
            while (at >= 0) {
                opened = opened(standing.get(at).line(), segment.getKey());
                if (opened >= 0 || lines.get(standing.get(at).line()).segments().contains(segment.getKey())) {
                    break;
                }
                at--;
            }
            if (at >= 0) {
                standing.subList(at + 1, standing.size()).clear();
                Map<String, Object> into = standing.get(at).members();
                Map<String, Object> members = new LinkedHashMap<>(segment.getValue());
                if (opened >= 0 && lines.get(opened).id() > 0) {
                    String own = text(segment, lines.get(opened).id());
                    into = named.getOrDefault(text(segment, lines.get(opened).parent()), into);
                    if (!own.isEmpty()) {
                        named.putIfAbsent(own, members);
                    }
                }
                add(into, segment.getKey(), members);
                if (opened >= 0) {
                    standing.add(new Standing(opened, members));
                }
            }
        }
        return message;
    }

    /** The line of the group that opens in this one by that tag; -1 if none does. */
    private int opened(int line, String tag) {
        for (int i = line + 1; i < lines.size() && lines.get(i).level() > lines.get(line).level(); i++) {
            if (lines.get(i).level() == lines.get(line).level() + 1 && lines.get(i).opens().equals(tag)) {
                return i;
            }
        }
        return -1;
    }

    private static String text(Map.Entry<String, Map<String, Object>> segment, int number) {
        return String.valueOf(segment.getValue().getOrDefault(String.format("%s%02d", segment.getKey(), number), ""));
    }

    @SuppressWarnings("unchecked") // what stands at a segment's tag is the list that was put there
    private static void add(Map<String, Object> members, String tag, Map<String, Object> member) {
        ((List<Object>) members.computeIfAbsent(tag, name -> new ArrayList<>())).add(member);
    }
}
