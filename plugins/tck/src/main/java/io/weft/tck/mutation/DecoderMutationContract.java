package io.weft.tck.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.mapping.DecodeException;
import io.weft.mapping.Decoder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Whatever becomes of a message on its way, a decoder reads what still stands there or refuses it with a reason, and soon.
 * At least 30 % of the mutants are read, so that the values of many are held against what is known of them.
 */
public abstract class DecoderMutationContract {

    private static final double SHARE_READ = 0.3;

    protected abstract Decoder decoder();

    protected abstract Syntax syntax();

    /** Valid messages in the syntax's charset, rich in values that stand there once. */
    protected abstract List<byte[]> messages();

    /** What the mapping would declare. */
    protected Optional<Charset> charset() {
        return Optional.empty();
    }

    /** Another reader of the format, where there is one. */
    protected Optional<Reference> reference() {
        return Optional.empty();
    }

    /** Whether the decoder tells a leaf as it is written. Where it does not, another value is held against the reference. */
    protected boolean isToldAsWritten(Place leaf) {
        return true;
    }

    @Test
    public void everyMutantIsReadRightOrRefused() throws DecodeException {
        MutationRun run = new MutationRun(decoder().format());
        Mutants mutants = new Mutants(run.seed(), syntax());
        List<Object> trees = new ArrayList<>();
        for (byte[] message : messages()) {
            Object tree = tree(message);
            trees.add(tree);
            mutants.add(message, tree);
            reference().ifPresent(reference ->
                    assertEquals("", Trees.difference(reference.read(message).orElseThrow(), tree)));
        }
        run.forEach(number -> check(mutants.get(number), trees, run));
        if (run.isWhole()) {
            assertTrue(run.shareRead() >= SHARE_READ, () -> "too few mutants are read to check values: " + run);
        }
    }

    private Object tree(byte[] payload) throws DecodeException {
        CollectedTree tree = new CollectedTree();
        decoder().decode(payload, charset(), tree);
        return tree.root();
    }

    private void check(Mutant mutant, List<Object> trees, MutationRun run) {
        run.keep(mutant);
        Cost before = Cost.now();
        Object tree = null;
        DecodeException refused = null;
        try {
            tree = tree(mutant.payload());
        } catch (DecodeException e) {
            refused = e;
        } catch (RuntimeException | Error e) {
            throw new AssertionError(mutant + " made the decoder fail", e);
        }
        Cost cost = before.since();
        assertTrue(cost.isBounded(), () -> mutant + " took " + cost);
        run.cost(cost);
        if (refused == null) {
            run.read(checked(mutant, tree, trees));
        } else {
            assertRefusedWell(mutant, refused);
            run.refused(refused.rejection().code());
        }
    }

    /** @return against what the values were checked */
    private String checked(Mutant mutant, Object tree, List<Object> trees) {
        Object original = trees.get(mutant.original());
        if (mutant.expectation() instanceof Expectation.Same) {
            assertEquals("", Trees.difference(original, tree), mutant::toString);
            return "as the original";
        }
        if (mutant.expectation() instanceof Expectation.OneLeaf leaf && isToldAsWritten(leaf.place())) {
            Object expected = Trees.with(original, leaf.place(), leaf.value());
            assertEquals("", Trees.difference(expected, tree), mutant::toString);
            return "one leaf changed";
        }
        if (mutant.expectation() instanceof Expectation.OtherCharset other) {
            Object expected = Trees.with(Trees.read(original, other.written(), other.named()), other.place(), other.value());
            assertEquals("", Trees.difference(expected, tree), mutant::toString);
            return "in the charset that it names";
        }
        if (reference().isEmpty() || !reference().get().knows(mutant.payload())) {
            return "nothing known";
        }
        Optional<Object> expected = reference().get().read(mutant.payload());
        assertTrue(expected.isPresent(), () -> mutant + " is read, and is no message of the format");
        assertEquals("", Trees.difference(expected.get(), tree), mutant::toString);
        return "as the reference reads it";
    }

    private static void assertRefusedWell(Mutant mutant, DecodeException refused) {
        assertFalse(mutant.expectation() instanceof Expectation.Same,
                () -> mutant + " means what the original means, and is refused: " + refused.rejection());
        assertFalse(refused.rejection().code().isBlank(), () -> mutant + " is refused without a code");
        assertFalse(refused.rejection().rule().isBlank(), () -> mutant + " is refused without a rule");
    }
}
