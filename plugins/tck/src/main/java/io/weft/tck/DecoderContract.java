package io.weft.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.mapping.DecodeException;
import io.weft.mapping.Decoder;
import io.weft.mapping.Envelope;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the hub relies on in every decoder. */
public abstract class DecoderContract {

    private static final int MUTANTS = 2_000;

    protected abstract Decoder decoder();

    /** A message of the format. */
    protected abstract byte[] message();

    /** The envelope of {@link #message()}. */
    protected abstract Envelope envelope();

    @Test
    public void tellsOneWholeValueAndTheEnvelope() throws DecodeException {
        RecordedTree tree = new RecordedTree();

        assertEquals(envelope(), decoder().decode(message(), Optional.empty(), tree));
        assertTrue(tree.isWhole(), () -> tree.told().toString());
    }

    @Test
    public void tellsTheSameEachTime() throws DecodeException {
        RecordedTree first = new RecordedTree();
        RecordedTree second = new RecordedTree();
        decoder().decode(message(), Optional.empty(), first);
        decoder().decode(message(), Optional.empty(), second);

        assertEquals(first.told(), second.told());
    }

    @Test
    public void refusesWhatIsNotOfItsFormat() {
        assertRefused(new byte[0]);
        assertRefused(new byte[] {(byte) 0xFF, (byte) 0x00, (byte) 0xC0, (byte) 0x80});
    }

    private void assertRefused(byte[] payload) {
        DecodeException refused = assertThrows(DecodeException.class,
                () -> decoder().decode(payload, Optional.empty(), new RecordedTree()));
        assertFalse(refused.rejection().code().isBlank());
        assertFalse(refused.rejection().rule().isBlank());
    }

    /** A message is anyone's: a decoder answers with a tree or a refusal, never with a fault of its own. */
    @Test
    public void damagedMessagesAreReadOrRefused() {
        Mutants mutants = new Mutants(System.nanoTime());
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = mutants.next(message());
            try {
                RecordedTree tree = new RecordedTree();
                decoder().decode(mutant, Optional.empty(), tree);
                assertTrue(tree.isWhole(), mutants::toString);
            } catch (DecodeException refused) {
                assertFalse(refused.rejection().code().isBlank(), mutants::toString);
            } catch (RuntimeException e) {
                throw new AssertionError(mutants + " made the decoder fail", e);
            }
        }
    }

    /** The bounds are the receiver's: what the visitor throws ends the decoding. */
    @Test
    public void endsWhenTheVisitorHasEnough() {
        DecodeException enough = new DecodeException(
                io.weft.event.Rejection.user("ENOUGH", "", "", "the visitor has enough"));

        DecodeException thrown = assertThrows(DecodeException.class,
                () -> decoder().decode(message(), Optional.empty(), new Refusing(enough)));

        assertEquals("ENOUGH", thrown.rejection().code());
    }

    private record Refusing(DecodeException enough) implements io.weft.mapping.TreeVisitor {

        @Override
        public void startObject() throws DecodeException {
            throw enough;
        }

        @Override
        public void endObject() throws DecodeException {
            throw enough;
        }

        @Override
        public void startArray() throws DecodeException {
            throw enough;
        }

        @Override
        public void endArray() throws DecodeException {
            throw enough;
        }

        @Override
        public void name(String name) throws DecodeException {
            throw enough;
        }

        @Override
        public void text(String value) throws DecodeException {
            throw enough;
        }

        @Override
        public void number(BigDecimal value) throws DecodeException {
            throw enough;
        }

        @Override
        public void bool(boolean value) throws DecodeException {
            throw enough;
        }

        @Override
        public void nothing() throws DecodeException {
            throw enough;
        }
    }
}
