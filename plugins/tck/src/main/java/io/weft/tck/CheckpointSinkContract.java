package io.weft.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.event.Digests;
import io.weft.event.EvidenceClass;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.CheckpointSink;
import io.weft.ledger.LogReader;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.NoteSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a {@link CheckpointSink} owes the log. Each test begins with an empty sink. */
public abstract class CheckpointSinkContract {

    private static final String ORIGIN = "weft.example/tck";

    /** These checkpoints are of no tree. */
    private static final LogReader NO_LOG = new LogReader() {

        @Override
        public List<byte[]> consistency(long from, long to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<EvidenceClass, Long> classes(long from, long to) {
            throw new UnsupportedOperationException();
        }
    };

    private final NoteSigner signer;

    protected CheckpointSinkContract() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            signer = new NoteSigner(ORIGIN, pair.getPrivate(), pair.getPublic());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java 17 has Ed25519", e);
        }
    }

    protected abstract CheckpointSink sink() throws Exception;

    /** What the sink holds, asked past the sink itself: the signed note of that size. */
    protected abstract byte[] held(String origin, long size) throws Exception;

    /** Whether the sink recognises another checkpoint of a size that it holds; opting out is visible. */
    protected boolean noticesForks() {
        return true;
    }

    @Test
    public void itsNameIsStable() throws Exception {
        assertFalse(sink().name().isBlank());
        assertEquals(sink().name(), sink().name());
    }

    @Test
    public void whatItTookItHolds() throws Exception {
        Checkpoint small = checkpoint(1, "a");
        Checkpoint large = checkpoint(1_234_567_890_123L, "b");
        publish(small);
        publish(large);
        assertArrayEquals(small.note(), held(ORIGIN, small.size()));
        assertArrayEquals(large.note(), held(ORIGIN, large.size()));
    }

    @Test
    public void theSameAgainIsNoFault() throws Exception {
        Checkpoint checkpoint = checkpoint(7, "a");
        publish(checkpoint);
        publish(checkpoint);
        assertArrayEquals(checkpoint.note(), held(ORIGIN, 7));
    }

    @Test
    public void anotherCheckpointOfTheSameSizeIsRefusedAndTheFirstStays() throws Exception {
        assumeTrue(noticesForks(), "this sink does not notice forks");
        Checkpoint first = checkpoint(7, "a");
        publish(first);
        assertThrows(IOException.class, () -> publish(checkpoint(7, "b")));
        assertArrayEquals(first.note(), held(ORIGIN, 7));
    }

    private void publish(Checkpoint checkpoint) throws Exception {
        sink().publish(checkpoint, NO_LOG);
    }

    private Checkpoint checkpoint(long size, String root) {
        byte[] hash = Digests.sha256(root.getBytes(StandardCharsets.UTF_8));
        return new Checkpoint(ORIGIN, size, hash, Instant.EPOCH, signer.sign(new CheckpointText(ORIGIN, size, hash)));
    }
}
