package io.weft.fabric.receipt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ReceiptVerifierTest {

    private final SampleChannel channel = new SampleChannel();
    private final SampleReceipt sample = new SampleReceipt(channel);

    @Test
    void aReceiptProvesWhatWasAnchoredWhereAndByWhom() throws Exception {
        AnchoredCheckpoint anchored = channel.verifier().verify(sample.bytes());
        assertArrayEquals(channel.checkpoint.note, anchored.note());
        assertEquals("weft.example/site-a", anchored.checkpoint().origin());
        assertEquals(7, anchored.checkpoint().size());
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
