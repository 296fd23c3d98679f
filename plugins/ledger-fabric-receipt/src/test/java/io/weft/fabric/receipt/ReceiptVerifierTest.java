package io.weft.fabric.receipt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weft.ledger.proof.InvalidProofException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** A channel may ask for more than the verifying party believes; what it does not believe proves nothing and hinders nothing. */
    @Test
    void whoIsPinnedMustHaveEndorsedAndWhoIsNotDoesNotCount() throws Exception {
        SampleAuthority third = new SampleAuthority("Org3MSP", channel.time);
        sample.anchor.endorsers = List.of(channel.peer1, channel.peer2, third.member("peer"));
        assertEquals(List.of("Org1MSP", "Org2MSP"), channel.verifier().verify(sample.bytes()).organizations());

        Map<String, Set<X509Certificate>> three = new HashMap<>(Map.of("OrdererMSP", Set.of(channel.ordererAuthority.root()),
                "Org1MSP", Set.of(channel.authority1.root()), "Org2MSP", Set.of(channel.authority2.root())));
        three.put("Org3MSP", Set.of(third.root()));
        ReceiptVerifier strict = new ReceiptVerifier(new PinnedOrganizations("OrdererMSP", three), "evidence", "evidence");
        assertThrows(InvalidProofException.class, () -> strict.verify(sample.bytes()));
        sample.read.endorsers = sample.anchor.endorsers;
        assertEquals(List.of("Org1MSP", "Org2MSP", "Org3MSP"), strict.verify(sample.bytes()).organizations());
    }

    /** Where an intermediate issues identities, it is pinned beside or in place of the root. */
    @Test
    void anOrganizationMayPinSeveralIssuers() throws Exception {
        SampleAuthority renewed = new SampleAuthority("Org2MSP", channel.time);
        sample.read.endorsers = List.of(channel.peer1, renewed.member("peer"));
        PinnedOrganizations both = new PinnedOrganizations("OrdererMSP", Map.of("OrdererMSP",
                Set.of(channel.ordererAuthority.root()), "Org1MSP", Set.of(channel.authority1.root()), "Org2MSP",
                Set.of(channel.authority2.root(), renewed.root())));
        assertEquals(7, new ReceiptVerifier(both, "evidence", "evidence").verify(sample.bytes()).block());
    }
}
