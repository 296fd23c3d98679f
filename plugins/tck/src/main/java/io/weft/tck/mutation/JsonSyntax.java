package io.weft.tck.mutation;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;

/** RFC 8259. */
public final class JsonSyntax implements Syntax {

    private record Form(String name, BiFunction<String, Random, Optional<String>> form, String before) implements Rewriting {

        @Override
        public Optional<byte[]> rewrite(String message, Random random) {
            return form.apply(message, random).map(text -> (before + text).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public List<Siblings> siblings(String message) {
        List<Siblings> groups = new ArrayList<>();
        new Scanner(message, groups).value(0);
        return groups;
    }

    /** Finds members and elements in a valid text. */
    private record Scanner(String text, List<Siblings> groups) {

        private int blank(int at) {
            int i = at;
            while (i < text.length() && " \t\r\n".indexOf(text.charAt(i)) >= 0) {
                i++;
            }
            return i;
        }

        private int value(int at) {
            int start = blank(at);
            return switch (text.charAt(start)) {
                case '{' -> container(start, "member", '}');
                case '[' -> container(start, "element", ']');
                case '"' -> string(start);
                default -> scalar(start);
            };
        }

        private int string(int start) {
            int i = start + 1;
            while (text.charAt(i) != '"') {
                i += text.charAt(i) == '\\' ? 2 : 1;
            }
            return i + 1;
        }

        private int scalar(int start) {
            int i = start;
            while (i < text.length() && ",]} \t\r\n".indexOf(text.charAt(i)) < 0) {
                i++;
            }
            return i;
        }

        private int container(int start, String kind, char end) {
            List<Integer> starts = new ArrayList<>();
            List<Integer> ends = new ArrayList<>();
            int i = blank(start + 1);
            while (text.charAt(i) != end) {
                starts.add(i);
                i = kind.equals("member") ? value(blank(string(i)) + 1) : value(i);
                ends.add(i);
                i = blank(i);
                i = text.charAt(i) == ',' ? blank(i + 1) : i;
            }
            if (!starts.isEmpty()) {
                groups.add(new Siblings(kind, starts, ends, ","));
            }
            return i + 1;
        }
    }

    @Override
    public Optional<String> written(Object value, Object before) {
        if (before instanceof BigDecimal) {
            return value instanceof BigDecimal number ? Optional.of(number.toString()) : Optional.empty();
        }
        if (!(before instanceof String) || !(value instanceof String text)) {
            return Optional.empty();
        }
        StringBuilder written = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (Character.isSurrogate(character) || character == 0) {
                return Optional.empty();
            }
            if (character == '"' || character == '\\') {
                written.append('\\').append(character);
            } else if (character < ' ') {
                written.append(String.format("\\u%04x", (int) character));
            } else {
                written.append(character);
            }
        }
        return Optional.of(written.toString());
    }

    @Override
    public List<Rewriting> rewritings() {
        return List.of(
                new Form("white space", (text, random) -> Optional.of(spaced(text, random)), ""),
                new Form("byte order mark", (text, random) -> Optional.of(text), "\uFEFF"),
                new Form("escapes", (text, random) -> Optional.of(escaped(text, random)), ""),
                new Form("order of members", this::shuffled, ""));
    }

    private static String spaced(String text, Random random) {
        return outsideStrings(text, character -> ",:[]{}".indexOf(character) >= 0
                ? blanks(random) + character + blanks(random) : String.valueOf(character),
                String::valueOf);
    }

    private static String blanks(Random random) {
        StringBuilder blanks = new StringBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            blanks.append(" \t\r\n".charAt(random.nextInt(4)));
        }
        return blanks.toString();
    }

    private static String escaped(String text, Random random) {
        return outsideStrings(text, String::valueOf, character -> random.nextInt(4) == 0
                ? String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) character) : String.valueOf(character));
    }

    /** Rewrites each character; escapes stay as they are. */
    private static String outsideStrings(String text, java.util.function.Function<Character, String> outside,
            java.util.function.Function<Character, String> inside) {
        StringBuilder rewritten = new StringBuilder();
        boolean string = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (string && character == '\\') {
                int end = i + (text.charAt(i + 1) == 'u' ? 6 : 2);
                rewritten.append(text, i, end);
                i = end - 1;
            } else if (character == '"') {
                string = !string;
                rewritten.append(character);
            } else {
                rewritten.append(string ? inside.apply(character) : outside.apply(character));
            }
        }
        return rewritten.toString();
    }

    private Optional<String> shuffled(String text, Random random) {
        List<Siblings> objects = siblings(text).stream()
                .filter(group -> group.kind().equals("member") && group.size() > 1).toList();
        if (objects.isEmpty()) {
            return Optional.empty();
        }
        Siblings object = objects.get(random.nextInt(objects.size()));
        List<String> members = object.parts(text);
        Collections.shuffle(members, random);
        return Optional.of(object.replaced(text, members));
    }

    @Override
    public byte[] bomb(String message, Random random) {
        int size = 1 + random.nextInt(200_000);
        String bomb = switch (random.nextInt(8)) {
            case 0 -> "[".repeat(size);
            case 1 -> "{\"a\":".repeat(size) + "1" + "}".repeat(size);
            case 2 -> "[" + "1,".repeat(size) + "1]";
            case 3 -> "{\"a\":" + "9".repeat(size) + "}";
            case 4 -> "{\"a\":1e" + size + "}";
            case 5 -> "{\"a\":1E-" + "9".repeat(1 + size % 20) + "}";
            case 6 -> "{\"" + "n".repeat(size) + "\":\"" + "\\u0041".repeat(size) + "\"}";
            default -> manyMembers(size / 10);
        };
        return bomb.getBytes(StandardCharsets.UTF_8);
    }

    private static String manyMembers(int count) {
        StringBuilder members = new StringBuilder("{\"type\":\"EPCISDocument\"");
        for (int i = 0; i < count; i++) {
            // names of one hash value each, eight at a time
            members.append(",\"AaAa".replace("AaAa", (i & 1) == 0 ? "AaBB" : "BBAa")).append(i).append("\":null");
        }
        return members.append('}').toString();
    }
}
