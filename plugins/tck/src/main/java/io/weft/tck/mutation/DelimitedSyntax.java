package io.weft.tck.mutation;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Segments and fields between separators: EDIFACT, X12, HL7 v2, CSV. A new value that holds a separator, a release
 * character, a blank at its ends or a control character is not written, because formats differ in what they make of it.
 */
public final class DelimitedSyntax implements Syntax {

    private final Charset charset;
    private final String terminator;
    private final String separators;
    private final String special;
    private final List<Rewriting> rewritings;
    private final Place charsetName;
    private final Map<String, Charset> charsets;

    /**
     * @param terminator between segments or lines
     * @param separators within a segment, outermost first, one character each
     * @param special    characters that a value cannot hold as they are, besides these
     * @param rewritings forms that mean the same in this format
     */
    public DelimitedSyntax(Charset charset, String terminator, String separators, String special,
            List<Rewriting> rewritings) {
        this(charset, terminator, separators, special, rewritings, Place.ROOT, Map.of());
    }

    /**
     * Of a format whose messages name their charset.
     *
     * @param charsetName where a message does so
     * @param charsets    by the names that it may have there; in each of them a separator's byte is the separator, wherever it
     *                    stands
     */
    public DelimitedSyntax(Charset charset, String terminator, String separators, String special,
            List<Rewriting> rewritings, Place charsetName, Map<String, Charset> charsets) {
        this.charset = charset;
        this.terminator = terminator;
        this.separators = separators;
        this.special = special + separators + terminator;
        this.rewritings = List.copyOf(rewritings);
        this.charsetName = charsetName;
        this.charsets = Map.copyOf(charsets);
    }

    @Override
    public Charset charset() {
        return charset;
    }

    @Override
    public Optional<Charset> named(Place place, Object value) {
        return place.equals(charsetName) ? Optional.ofNullable(charsets.get(value)) : Optional.empty();
    }

    @Override
    public List<String> names(Place place) {
        return place.equals(charsetName) ? charsets.keySet().stream().sorted().toList() : List.of();
    }

    @Override
    public List<Siblings> siblings(String message) {
        List<Siblings> groups = new ArrayList<>();
        split("segment", message, 0, message.length(), terminator, groups);
        Siblings segments = groups.get(0);
        for (int i = 0; i < segments.size(); i++) {
            for (int j = 0; j < separators.length(); j++) {
                split("field", message, segments.starts().get(i), segments.ends().get(i),
                        separators.substring(j, j + 1), groups);
            }
        }
        return groups;
    }

    private static void split(String kind, String message, int start, int end, String separator, List<Siblings> groups) {
        List<Integer> starts = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        int from = start;
        for (int at = message.indexOf(separator, from); at >= 0 && at < end; at = message.indexOf(separator, from)) {
            starts.add(from);
            ends.add(at);
            from = at + separator.length();
        }
        starts.add(from);
        ends.add(end);
        groups.add(new Siblings(kind, starts, ends, separator));
    }

    @Override
    public Optional<String> written(Object value, Object before) {
        if (!(value instanceof String text) || !(before instanceof String) || !text.equals(text.strip())
                || text.isEmpty() || !charset.newEncoder().canEncode(text)) {
            return Optional.empty();
        }
        boolean plain = text.chars().allMatch(character -> character >= ' ' && character != 0x7F
                && special.indexOf(character) < 0);
        return plain ? Optional.of(text) : Optional.empty();
    }

    @Override
    public List<Rewriting> rewritings() {
        return rewritings;
    }

    @Override
    public byte[] bomb(String message, Random random) {
        int size = 1 + random.nextInt(200_000);
        int half = message.length() / 2;
        String separator = separators.substring(random.nextInt(separators.length())).substring(0, 1);
        String bomb = switch (random.nextInt(5)) {
            case 0 -> message.substring(0, half) + separator.repeat(size) + message.substring(half);
            case 1 -> message.substring(0, half) + "9".repeat(size) + message.substring(half);
            case 2 -> message + terminator.repeat(size);
            case 3 -> message.substring(0, half) + "\"".repeat(size) + message.substring(half);
            default -> repeated(message, 1 + size / Math.max(1, message.length()));
        };
        return bomb.getBytes(charset);
    }

    private String repeated(String message, int times) {
        Siblings segments = siblings(message).get(0);
        List<String> parts = segments.parts(message);
        List<String> many = new ArrayList<>(parts.subList(0, parts.size() / 2));
        for (int i = 0; i < times; i++) {
            many.addAll(parts.subList(parts.size() / 2, Math.max(parts.size() / 2, parts.size() - 2)));
        }
        many.addAll(parts.subList(Math.max(parts.size() / 2, parts.size() - 2), parts.size()));
        return segments.replaced(message, many);
    }
}
