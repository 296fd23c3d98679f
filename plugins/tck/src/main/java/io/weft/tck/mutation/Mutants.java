package io.weft.tck.mutation;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the mutants of a run: a quarter rewritten without a change of meaning, three tenths with one leaf changed, the
 * rest damaged in structure, text and bytes. Each depends on seed and number only.
 *
 * <p>A leaf is known where its value stands once in the message and once in the decoded tree, and begins no member's name
 * there: then changing the one must change the other and nothing else, whatever the format.
 */
public final class Mutants {

    private final long seed;
    private final Syntax syntax;
    private final List<Original> originals = new ArrayList<>();

    private record Leaf(Place place, Object value, int at, int length) {
    }

    private record Original(byte[] payload, String text, List<Leaf> leaves, List<Leaf> preferred) {

        Leaf leaf(Random random) {
            List<Leaf> from = preferred.isEmpty() || random.nextInt(3) == 0 ? leaves : preferred;
            return from.get(random.nextInt(from.size()));
        }
    }

    public Mutants(long seed, Syntax syntax) {
        this.seed = seed;
        this.syntax = syntax;
    }

    /** @param tree what the decoder reads in it */
    public void add(byte[] message, Object tree) {
        add(message, tree, Set.of());
    }

    /**
     * @param preferred leaves that are changed more often than others
     * @throws IllegalArgumentException if a preferred leaf's value does not stand once in message and tree
     */
    public void add(byte[] message, Object tree, Set<Place> preferred) {
        String text = new String(message, syntax.charset());
        List<Leaf> leaves = leaves(text, tree);
        List<Leaf> chosen = leaves.stream().filter(leaf -> preferred.contains(leaf.place())).toList();
        if (chosen.size() != preferred.size()) {
            throw new IllegalArgumentException("of " + preferred + " only " + chosen + " stand there once");
        }
        originals.add(new Original(message, text, leaves, chosen));
    }

    private List<Leaf> leaves(String text, Object tree) {
        Map<Place, Object> values = new LinkedHashMap<>();
        Trees.leaves(tree, values::put);
        Set<String> names = values.keySet().stream().flatMap(place -> place.steps().stream())
                .filter(String.class::isInstance).map(String.class::cast).collect(Collectors.toSet());
        List<Leaf> leaves = new ArrayList<>();
        values.forEach((place, value) -> {
            Optional<String> written = syntax.written(value, value);
            if (written.isPresent() && written.get().length() > 1) {
                String token = written.get();
                int at = text.indexOf(token);
                boolean onceInText = at >= 0 && text.indexOf(token, at + 1) < 0;
                long inTree = values.values().stream().filter(other -> plain(other).contains(plain(value))).count();
                boolean inNames = names.stream().anyMatch(name -> name.startsWith(plain(value)));
                if (onceInText && inTree == 1 && !inNames) {
                    leaves.add(new Leaf(place, value, at, token.length()));
                }
            }
        });
        return leaves;
    }

    private static String plain(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    public Mutant get(long number) {
        Random random = new Random(seed * 1_000_003 + number * 0x9E3779B97F4A7C15L);
        random.nextLong();
        int index = random.nextInt(originals.size());
        Original original = originals.get(index);
        int kind = random.nextInt(100);
        if (kind < 25) {
            Optional<Mutant> rewritten = rewritten(number, index, original, random);
            if (rewritten.isPresent()) {
                return rewritten.get();
            }
        }
        if (kind < 55 && !original.leaves().isEmpty()) {
            Optional<Mutant> changed = withOneLeaf(number, index, original, random);
            if (changed.isPresent()) {
                return changed.get();
            }
        }
        Damage.Damaged damaged = damaged(kind, original, random);
        return new Mutant(seed, number, damaged.operator(), index, damaged.payload(), new Expectation.Open());
    }

    private Optional<Mutant> rewritten(long number, int index, Original original, Random random) {
        List<Syntax.Rewriting> rewritings = syntax.rewritings();
        if (rewritings.isEmpty()) {
            return Optional.empty();
        }
        Syntax.Rewriting rewriting = rewritings.get(random.nextInt(rewritings.size()));
        return rewriting.rewrite(original.text(), random).map(payload ->
                new Mutant(seed, number, rewriting.name(), index, payload, new Expectation.Same()));
    }

    private Optional<Mutant> withOneLeaf(long number, int index, Original original, Random random) {
        Leaf leaf = original.leaf(random);
        Object value = otherValue(leaf, random);
        return syntax.written(value, leaf.value()).map(written -> {
            String text = original.text().substring(0, leaf.at()) + written
                    + original.text().substring(leaf.at() + leaf.length());
            return new Mutant(seed, number, "other value of " + leaf.place(), index, text.getBytes(syntax.charset()),
                    expectation(leaf, value));
        });
    }

    /** A charset's name becomes another's often, for no change of letters makes many of them. */
    private Object otherValue(Leaf leaf, Random random) {
        List<String> names = syntax.names(leaf.place()).stream().filter(name -> !name.equals(leaf.value())).toList();
        return names.isEmpty() || random.nextBoolean() ? LeafValues.other(leaf.value(), random)
                : names.get(random.nextInt(names.size()));
    }

    private Expectation expectation(Leaf leaf, Object value) {
        Optional<Charset> named = syntax.named(leaf.place(), value);
        return named.isPresent() ? new Expectation.OtherCharset(leaf.place(), value, syntax.charset(), named.get())
                : new Expectation.OneLeaf(leaf.place(), leaf.value(), value);
    }

    private Damage.Damaged damaged(int kind, Original original, Random random) {
        if (kind < 74) {
            return Damage.structure(original.text(), syntax, random);
        }
        if (kind < 86) {
            return Damage.text(original.text(), syntax.charset(), random);
        }
        if (kind < 98) {
            return Damage.bytes(original.payload(), random);
        }
        return new Damage.Damaged("bomb", syntax.bomb(original.text(), random));
    }
}
