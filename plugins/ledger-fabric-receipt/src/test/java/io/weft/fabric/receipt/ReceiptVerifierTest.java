package io.weft.fabric.receipt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReceiptVerifierTest {

    private final SampleChannel channel = new SampleChannel();
    private final SampleReceipt sample = new SampleReceipt(channel);

    @Test
    void aReceiptProvesWhatWasAnchoredWhereAndByWhom() throws Exception {
        AnchoredCheckpoint anchored = channel.verifier().verify(sample.bytes());
        assertEquals(channel.log.note(SampleReceipt.SIZE), new String(anchored.note(), StandardCharsets.UTF_8));
        assertEquals(channel.log.origin(), anchored.checkpoint().origin());
        assertEquals(SampleReceipt.SIZE, anchored.checkpoint().size());
        assertArrayEquals(channel.log.root(SampleReceipt.SIZE), anchored.checkpoint().root());
        assertEquals(SampleReceipt.NUMBER, anchored.block());
        assertEquals(1, anchored.position());
        assertEquals(sample.anchor.transaction(), anchored.transaction());
        assertEquals("Org1MSP", anchored.owner());
        assertEquals(List.of("Org1MSP", "Org2MSP"), anchored.organizations());
        assertEquals(channel.time, anchored.claimedTime());
    }

    @Test
    void whatWasReadIsWrittenAgainByteForByte() throws Exception {
        byte[] bytes = sample.bytes();
        assertArrayEquals(bytes, Receipt.read(bytes).toBytes());
    }
}
