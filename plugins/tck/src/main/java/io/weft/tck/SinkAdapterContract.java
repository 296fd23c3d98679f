package io.weft.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.weft.adapter.SinkAdapter;
import io.weft.delivery.DeliveryAnswer;
import io.weft.delivery.OutboundMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link SinkAdapter} owes the deliver route. A plugin's test extends it and gives a real peer. */
public abstract class SinkAdapterContract {

    /** How the peer shall take what comes from now on. */
    public enum PeerBehaviour {
        ACCEPTS, REFUSES, FAILS_FOR_NOW, STAYS_SILENT, IS_GONE
    }

    /** What the peer got of one message. */
    public record Seen(String delivery, byte[] payload) {
    }

    /** An instance that is connected to the peer; its configured time is {@link #timeout()}. */
    protected abstract SinkAdapter sink();

    protected abstract void peer(PeerBehaviour behaviour) throws Exception;

    /** What such a peer cannot do; the contract's cases of it are skipped, each by name. */
    protected Set<PeerBehaviour> impossible() {
        return Set.of();
    }

    /** What reached the peer, oldest first. */
    protected abstract List<Seen> seen();

    protected Duration timeout() {
        return Duration.ofSeconds(1);
    }

    @Test
    void acceptance_is_answered_after_the_peer_has_the_payload() throws Exception {
        peer(PeerBehaviour.ACCEPTS);
        OutboundMessage message = outbound();
        assertInstanceOf(DeliveryAnswer.Accepted.class, sink().send(message));
        Seen last = seen().get(seen().size() - 1);
        assertEquals(message.delivery().toString(), last.delivery());
        assertArrayEquals(message.payload(), last.payload());
    }

    @Test
    void refusal_carries_a_reason() throws Exception {
        assume(PeerBehaviour.REFUSES);
        peer(PeerBehaviour.REFUSES);
        DeliveryAnswer.Refused refused = assertInstanceOf(DeliveryAnswer.Refused.class, sink().send(outbound()));
        assertTrue(!refused.reason().isBlank());
    }

    @Test
    void a_passing_fault_is_unanswered_so_that_it_is_repeated() throws Exception {
        assume(PeerBehaviour.FAILS_FOR_NOW);
        peer(PeerBehaviour.FAILS_FOR_NOW);
        assertInstanceOf(DeliveryAnswer.Unanswered.class, sink().send(outbound()));
    }

    @Test
    void silence_is_unanswered_within_the_configured_time() throws Exception {
        assume(PeerBehaviour.STAYS_SILENT);
        peer(PeerBehaviour.STAYS_SILENT);
        long begun = System.nanoTime();
        assertInstanceOf(DeliveryAnswer.Unanswered.class, sink().send(outbound()));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertTrue(took.compareTo(timeout().multipliedBy(4)) < 0, "took " + took);
    }

    @Test
    void a_peer_that_is_gone_is_unanswered_and_served_again_when_it_is_back() throws Exception {
        peer(PeerBehaviour.IS_GONE);
        assertInstanceOf(DeliveryAnswer.Unanswered.class, sink().send(outbound()));
        peer(PeerBehaviour.ACCEPTS);
        assertInstanceOf(DeliveryAnswer.Accepted.class, sink().send(outbound()));
    }

    @Test
    void a_repeat_carries_the_same_delivery_identity() throws Exception {
        peer(PeerBehaviour.ACCEPTS);
        OutboundMessage message = outbound();
        sink().send(message);
        sink().send(message);
        List<Seen> seen = seen();
        assertEquals(seen.get(seen.size() - 2).delivery(), seen.get(seen.size() - 1).delivery());
    }

    private void assume(PeerBehaviour behaviour) {
        assumeFalse(impossible().contains(behaviour), () -> "such a peer never " + behaviour);
    }

    /** A message that the adapter can carry, of a delivery of its own. */
    protected OutboundMessage outbound() {
        return new OutboundMessage(UUID.randomUUID(), "application/json", Map.of(),
                "{\"lot\":\"L-1\"}".getBytes(StandardCharsets.UTF_8));
    }
}
