package io.weft.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.mapping.Decoder;
import io.weft.mapping.Encoder;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the hub relies on in every encoder. */
public abstract class EncoderContract {

    protected abstract Encoder encoder();

    /** The decoder of the same format, which is asked to read what was written; empty if there is none. */
    protected abstract Optional<Decoder> decoder();

    /** A document that the format can hold. */
    protected abstract Object document();

    /** A document that the format cannot hold. */
    protected abstract Object impossibleDocument();

    @Test
    public void namesItsFormatAndMediaType() {
        assertFalse(encoder().format().isBlank());
        assertTrue(encoder().mediaType().contains("/"), encoder().mediaType());
    }

    @Test
    public void writesTheSameEachTime() {
        assertArrayEquals(encoder().encode(document()), encoder().encode(document()));
    }

    @Test
    public void writesWhatItsDecoderReads() throws Exception {
        Optional<Decoder> decoder = decoder();
        if (decoder.isPresent()) {
            RecordedTree tree = new RecordedTree();
            decoder.get().decode(encoder().encode(document()), Optional.empty(), tree);
            assertTrue(tree.isWhole());
            assertEquals(encoder().format(), decoder.get().format());
        }
    }

    @Test
    public void refusesWhatItsFormatCannotHold() {
        assertThrows(IllegalArgumentException.class, () -> encoder().encode(impossibleDocument()));
    }
}
