package io.weft.format.edi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which segments of a message belong to which group: the segment that opens a group, the segments that stand in it, and
 * the groups in it. Read from the resource {@code structure/<type>.txt}: one line a group, indented by two spaces for
 * each level, the opening segment first ({@code *} for the message itself); {@code HL(1,2)} says that groups name
 * themselves by element 1 and the group that they belong to by element 2.
 *
 * @param id     number of the element by which a group names itself; 0 where groups do not nest
 * @param parent number of the element by which it names the group that it belongs to
 */
record Shape(String opens, int id, int parent, Set<String> segments, List<Shape> groups) {

    private static final Map<String, Optional<Shape>> KNOWN = new ConcurrentHashMap<>();
    private static final List<String> TYPES = List.of("DESADV", "IFTSTA", "214", "856");

    /** The shape of a message type, whatever its version; empty if it is not known. */
    static Optional<Shape> of(String type) {
        return TYPES.contains(type) ? KNOWN.computeIfAbsent(type, Shape::read) : Optional.empty();
    }

    private static Optional<Shape> read(String type) {
        String name = "structure/" + type + ".txt";
        try (InputStream in = Shape.class.getResourceAsStream(name);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return Optional.of(read(reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static Shape read(List<String> lines) {
        Deque<Shape> open = new ArrayDeque<>();
        for (String line : lines) {
            int level = (line.length() - line.stripLeading().length()) / 2;
            while (open.size() > level) {
                open.pop();
            }
            Shape shape = line(line.strip().split(" +"));
            if (!open.isEmpty()) {
                open.element().groups().add(shape);
            }
            open.push(shape);
        }
        return open.getLast();
    }

    private static Shape line(String[] words) {
        Set<String> segments = new HashSet<>(Arrays.asList(words).subList(1, words.length));
        int bracket = words[0].indexOf('(');
        if (bracket < 0) {
            return new Shape(words[0], 0, 0, segments, new ArrayList<>());
        }
        String[] elements = words[0].substring(bracket + 1, words[0].length() - 1).split(",");
        return new Shape(words[0].substring(0, bracket), Integer.parseInt(elements[0]), Integer.parseInt(elements[1]),
                segments, new ArrayList<>());
    }

    /** The group in this one that the segment opens. */
    Optional<Shape> opened(String tag) {
        return groups.stream().filter(group -> group.opens().equals(tag)).findFirst();
    }
}
