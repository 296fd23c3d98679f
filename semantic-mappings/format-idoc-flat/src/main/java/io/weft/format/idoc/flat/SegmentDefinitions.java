package io.weft.format.idoc.flat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Where the fields of segments stand. A definition is a text of lines: {@code segment} and its name, then a line a field:
 * name and length, in the order of the segment, or name, offset and length; {@code #} starts a comment. What SAP's
 * transaction WE60 shows for a segment is just that. A last line {@code ...} says that the segment goes on with fields that
 * nobody reads; without it nothing may stand behind the last field, since a definition that is too short is of another segment.
 */
final class SegmentDefinitions {

    private static final String BUNDLED = "segments.txt";
    private static final String GOES_ON = "...";
    private static final int VERSION_DIGITS = 3;

    private final Map<String, Definition> definitions;

    private SegmentDefinitions(Map<String, Definition> definitions) {
        this.definitions = definitions;
    }

    /** One segment. */
    private static final class Definition {

        private final List<Field> fields = new ArrayList<>();
        private boolean goesOn;

        /** Position behind the last field. */
        private int end() {
            return fields.stream().mapToInt(field -> field.offset() + field.length()).max().orElse(0);
        }
    }

    /** Those of this bundle. */
    static SegmentDefinitions bundled() {
        try (InputStream in = SegmentDefinitions.class.getResourceAsStream(BUNDLED)) {
            Map<String, Definition> definitions = new HashMap<>();
            read(BUNDLED, new String(in.readAllBytes(), StandardCharsets.UTF_8), definitions);
            return new SegmentDefinitions(definitions);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(BUNDLED, e);
        }
    }

    /** Those of every file {@code *.txt} of a folder, which win over those of this bundle. */
    SegmentDefinitions with(Path folder) throws IOException {
        Map<String, Definition> all = new HashMap<>(definitions);
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(file -> file.getFileName().toString().endsWith(".txt")).sorted().toList();
        }
        for (Path file : files) {
            read(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8), all);
        }
        return new SegmentDefinitions(all);
    }

    private static void read(String file, String text, Map<String, Definition> all) {
        Definition open = null;
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            String[] words = line.strip().split("\\s+");
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (words[0].equals("segment") && words.length == 2) {
                open = new Definition();
                all.put(words[1], open);
            } else if (open == null) {
                throw new IllegalArgumentException(file + ", line " + number + ": a field stands under no segment");
            } else if (open.goesOn) {
                throw new IllegalArgumentException(file + ", line " + number + ": stands behind '" + GOES_ON + "', which ends a segment");
            } else if (words[0].equals(GOES_ON)) {
                open.goesOn = true;
            } else {
                open.fields.add(field(file + ", line " + number, words, open.fields));
            }
        }
    }

    private static Field field(String place, String[] words, List<Field> before) {
        try {
            int length = Integer.parseInt(words[words.length - 1]);
            int offset = words.length == 3 ? Integer.parseInt(words[1])
                    : before.isEmpty() ? 0 : before.get(before.size() - 1).offset() + before.get(before.size() - 1).length();
            if (words.length >= 2 && words.length <= 3 && length > 0 && offset >= 0 && offset + length <= FlatIdoc.DATA_LENGTH) {
                return new Field(words[0], offset, length);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(place + ": offset and length must be numbers", e);
        }
        throw new IllegalArgumentException(place + ": must be a name, an offset if need be, and a length, within "
                + FlatIdoc.DATA_LENGTH);
    }

    /**
     * The segment type that a data record names: itself, or the segment definition of that type ({@code E2EDK01005} of
     * {@code E1EDK01}); empty if nobody says where its fields stand.
     */
    Optional<String> type(String name) {
        String unversioned = name.startsWith("E2") ? "E1" + name.substring(2)
                : name.startsWith("Z2") ? "Z1" + name.substring(2) : name;
        for (String candidate : List.of(name, unversioned,
                unversioned.substring(0, Math.max(0, unversioned.length() - VERSION_DIGITS)))) {
            if (definitions.containsKey(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** @param type as {@link #type} gives it */
    List<Field> fields(String type) {
        return definitions.get(type).fields;
    }

    /** Where a segment's content has to end; empty if it goes on with fields that nobody reads. */
    OptionalInt end(String type) {
        Definition definition = definitions.get(type);
        return definition.goesOn ? OptionalInt.empty() : OptionalInt.of(definition.end());
    }
}
