package io.weft.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.adapter.BatchReceipt;
import io.weft.adapter.Intake;
import io.weft.adapter.Outcome;
import io.weft.adapter.RawMessage;
import io.weft.adapter.ReadingBatch;
import io.weft.adapter.Receipt;
import io.weft.http.HttpEndpoint;
import io.weft.http.HttpReply;
import io.weft.mapping.MappingRef;
import io.weft.mapping.MappingStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is not a resource is 404, and a resource knows its methods. */
class EndpointPathsTest {

    /** Nothing behind it is asked: each request ends before. */
    private static final HttpEndpoint HEALTH = new HealthEndpoint(null);

    private static final Intake INTAKE = new Intake() {
        @Override
        public Receipt accept(RawMessage message) {
            throw new AssertionError("taken in");
        }

        @Override
        public BatchReceipt accept(ReadingBatch batch) {
            throw new AssertionError("taken in");
        }
    };

    @Test
    void healthIsOneResourceWithOneMethod() throws Exception {
        assertEquals(404, HEALTH.handle(Requests.of("GET", "/health/x")).status());
        assertEquals(404, HEALTH.handle(Requests.of("POST", "/health/x")).status());
        HttpReply posted = HEALTH.handle(Requests.of("POST", "/health"));
        assertEquals(405, posted.status());
        assertEquals("GET", posted.headers().get("Allow"));
    }

    @Test
    void furtherSegmentsAreNoResource() throws Exception {
        assertEquals(404, new CaptureEndpoint(INTAKE).handle(Requests.of("POST", "/capture/x")).status());
        assertEquals(404, new DeliveriesEndpoint(null).handle(Requests.of("GET", "/deliveries/x/y")).status());
        assertEquals(404, new EventsEndpoint(OneMessage.of(Outcome.MAPPED))
                .handle(Requests.of("GET", "/events/urn%3Auuid%3A1/x")).status());
        assertEquals(404, new LogEndpoint(null).handle(Requests.of("GET", "/log/key/x")).status());
    }

    @Test
    void refusedMappingsAreNamedWithTheirReason() {
        var ref = new MappingRef("site.put-away", "1.0.0");
        var statuses = List.of(
                new MappingStatus("other", Optional.empty(), "", MappingStatus.State.SERVING, ""),
                new MappingStatus("put-away", Optional.of(ref), "00",
                        MappingStatus.State.REFUSED, "example 'normal': expected 6, got 5"));

        assertEquals(List.of(Map.of("source", "put-away", "offered", "site.put-away@1.0.0",
                "reason", "example 'normal': expected 6, got 5")), HealthEndpoint.refused(() -> statuses));
    }
}
