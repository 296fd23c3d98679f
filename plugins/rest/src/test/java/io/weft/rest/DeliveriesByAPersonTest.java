package io.weft.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.audit.Act;
import io.weft.delivery.Delivery;
import io.weft.delivery.DeliveryAnswer;
import io.weft.delivery.DeliveryAttempt;
import io.weft.delivery.DeliveryFilter;
import io.weft.delivery.DeliveryQueue;
import io.weft.delivery.DeliveryState;
import io.weft.delivery.DeliveryStatus;
import io.weft.event.EventId;
import io.weft.http.HttpReply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeliveriesByAPersonTest {

    private static final UUID ID = UUID.fromString("6f1c6a52-0000-4000-8000-00000000000d");

    private final List<Act> acts = new ArrayList<>();
    private final OneDelivery queue = new OneDelivery();
    private final DeliveriesEndpoint endpoint = new DeliveriesEndpoint(queue, acts::add);

    @Test
    void aPageTellsHowToGoOn() throws Exception {
        HttpReply reply = endpoint.handle(Requests.of("GET", "/deliveries", Map.of("limit", "1", "standing", "REFUSED")));
        assertEquals(ID.toString(), Requests.json(reply).get("next"));
        assertEquals(DeliveryFilter.Standing.REFUSED, queue.asked.standing().orElseThrow());
        assertEquals(400, endpoint.handle(Requests.of("GET", "/deliveries", Map.of("standing", "LOST"))).status());
        assertEquals(400, endpoint.handle(Requests.of("GET", "/deliveries", Map.of("limit", "0"))).status());
    }

    @Test
    void aResendIsWrittenDown() {
        assertEquals(200, endpoint.handle(Requests.of("POST", "/deliveries/" + ID + "/resend")).status());
        assertEquals("ann", acts.get(0).who());
        assertEquals("REFUSED", acts.get(0).before());
        assertEquals("WAITING", acts.get(0).after());
    }

    @Test
    void aSkipNeedsAReason() {
        assertEquals(400, endpoint.handle(Requests.of("POST", "/deliveries/" + ID + "/skip")).status());
        assertEquals(List.of(), acts);
        assertEquals(200, endpoint.handle(Requests.of("POST", "/deliveries/" + ID + "/skip", Map.of("reason", "by telephone")))
                .status());
        assertEquals("skip (by telephone) of delivery " + ID, acts.get(0).what());
    }

    @Test
    void whatIsSettledIsAConflict() {
        queue.state = DeliveryState.CONFIRMED;
        assertEquals(409, endpoint.handle(Requests.of("POST", "/deliveries/" + ID + "/resend")).status());
        assertEquals(List.of(), acts);
    }

    @Test
    void unknownOnesAndOtherMethodsAreRefused() {
        assertEquals(404, endpoint.handle(Requests.of("GET", "/deliveries/" + UUID.randomUUID())).status());
        assertEquals(404, endpoint.handle(Requests.of("POST", "/deliveries/" + ID + "/cancel")).status());
        assertEquals(405, endpoint.handle(Requests.of("GET", "/deliveries/" + ID + "/skip")).status());
        assertEquals(400, endpoint.handle(Requests.of("GET", "/deliveries/first")).status());
        assertEquals("operator", endpoint.requiredRole("POST"));
    }

    /** Holds one refused delivery. */
    private static final class OneDelivery implements DeliveryQueue {

        private DeliveryState state = DeliveryState.REFUSED;
        private DeliveryFilter asked;

        @Override
        public List<Delivery> take(int maximum, Duration lease, Set<String> except) {
            return List.of();
        }

        @Override
        public void answered(UUID delivery, byte[] payload, DeliveryAnswer answer, Duration retryIn) {
            throw new UnsupportedOperationException("nothing is sent here");
        }

        @Override
        public List<DeliveryStatus> list(DeliveryFilter filter) {
            asked = filter;
            return List.of(held());
        }

        @Override
        public Optional<DeliveryStatus> status(UUID delivery) {
            return Optional.of(held()).filter(status -> status.id().equals(delivery));
        }

        private DeliveryStatus held() {
            return new DeliveryStatus(ID, "httpsink~wms", "wms.hold", "L-1", new EventId("urn:test:1"), state, 1,
                    Instant.EPOCH, Optional.empty(), Optional.empty(), "unknown lot", true);
        }

        @Override
        public List<DeliveryAttempt> attempts(UUID delivery) {
            return List.of(new DeliveryAttempt(Instant.EPOCH, "REFUSED", "unknown lot", new byte[3]));
        }

        @Override
        public void resend(UUID delivery, String by) {
            change(DeliveryState.WAITING);
        }

        @Override
        public void skip(UUID delivery, String by, String reason) {
            change(DeliveryState.SKIPPED);
        }

        private void change(DeliveryState to) {
            if (state != DeliveryState.REFUSED) {
                throw new IllegalArgumentException("delivery: it is " + state);
            }
            state = to;
        }
    }
}
