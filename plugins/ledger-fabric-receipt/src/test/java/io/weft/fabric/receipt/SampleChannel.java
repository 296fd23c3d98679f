package io.weft.fabric.receipt;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** A channel of two organizations with keys of their own, and a checkpoint that is anchored there. */
final class SampleChannel {

    final Instant time;
    final SampleAuthority ordererAuthority;
    final SampleAuthority authority1;
    final SampleAuthority authority2;
    final SampleMember orderer;
    final SampleMember client;
    final SampleMember peer1;
    final SampleMember peer2;
    final SampleCheckpoint checkpoint = new SampleCheckpoint();

    SampleChannel() {
        this(Instant.parse("2026-03-09T12:00:00.123456789Z"));
    }

    /** @param time of what happens on it; certificates are valid for a year around it */
    SampleChannel(Instant time) {
        this.time = time;
        this.ordererAuthority = new SampleAuthority("OrdererMSP", time);
        this.authority1 = new SampleAuthority("Org1MSP", time);
        this.authority2 = new SampleAuthority("Org2MSP", time);
        this.orderer = ordererAuthority.member("orderer");
        this.client = authority1.member("client");
        this.peer1 = authority1.member("peer");
        this.peer2 = authority2.member("peer");
    }

    PinnedOrganizations organizations() {
        return new PinnedOrganizations("OrdererMSP", Map.of("OrdererMSP", Set.of(ordererAuthority.root()),
                "Org1MSP", Set.of(authority1.root()), "Org2MSP", Set.of(authority2.root())));
    }

    ReceiptVerifier verifier() {
        return new ReceiptVerifier(organizations(), "evidence", "evidence");
    }
}
