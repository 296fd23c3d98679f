package io.weft.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.http.HttpReply;
import io.weft.ledger.check.CheckReport;
import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.Kind;
import io.weft.ledger.check.SelfCheck;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChecksEndpointTest {

    private static final CheckReport NOTHING_DIFFERS = new CheckReport(Instant.EPOCH, Instant.EPOCH, Map.of(), 0, List.of(),
            new CheckReport.Uncovered(0, 0, Optional.empty()), List.of(), "");

    /** A check that ends as it is told. */
    @FunctionalInterface
    private interface Ending extends SelfCheck {

        @Override
        default Standing standing() {
            return new Standing(null, List.of(), 0);
        }
    }

    @Test
    void checkThatEndedInAnErrorIsOverAndTheNextBegins() throws Exception {
        CheckJob job = new CheckJob();
        Ending fails = (scope, listener) -> {
            throw new StackOverflowError("in the check");
        };
        assertThrows(StackOverflowError.class, () -> job.run(fails, new CheckScope.Sample(1, Optional.empty())));
        assertEquals("FAILED", job.json(0).get("state"));
        assertTrue(job.json(0).get("failure").toString().contains("in the check"));
    }

    @Test
    void oneRunsAtATimeUntilItIsEnded() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        Ending waits = (scope, listener) -> {
            while (listener.goOn()) {
                Thread.onSpinWait();
            }
            ended.countDown();
            return NOTHING_DIFFERS;
        };
        ChecksEndpoint endpoint = new ChecksEndpoint(waits);
        Object id = Requests.json(endpoint.handle(Requests.of("POST", "/checks"))).get("id");
        assertEquals(409, endpoint.handle(Requests.of("POST", "/checks")).status());
        assertEquals(200, endpoint.handle(Requests.of("DELETE", "/checks/" + id)).status());
        assertTrue(ended.await(30, TimeUnit.SECONDS));
    }

    @Test
    void whatCannotBeARecordIsRefusedBeforeACheckBegins() throws Exception {
        HttpReply reply = post(Map.of("only", "message:x"));
        assertEquals(400, reply.status());
        assertEquals("only: 'message:x': the id is not a UUID", Requests.json(reply).get("detail"));
        assertEquals(400, post(Map.of("only", "")).status());
        assertEquals(400, post(Map.of("only", "event:urn:a\n")).status());
    }

    @Test
    void recordsStandOnLinesForAnEventIdMayHoldACommaAndAColon() {
        assertEquals(new CheckScope.Only(List.of(new CheckScope.Subject(Kind.EVENT, "urn:x:a,event:b"),
                new CheckScope.Subject(Kind.CHECKPOINT, "42"))),
                ChecksEndpoint.scope(Map.of("only", "event:urn:x:a,event:b\ncheckpoint:42")));
    }

    @Test
    void singleRecordsAndManyDoNotGoTogether() throws Exception {
        for (String other : List.of("scope", "records", "since")) {
            HttpReply reply = post(Map.of("only", "checkpoint:42", other, "2026-03-01T00:00:00Z"));
            assertEquals(400, reply.status(), other);
        }
    }

    private static HttpReply post(Map<String, String> query) {
        Ending never = (scope, listener) -> {
            throw new AssertionError("began");
        };
        return new ChecksEndpoint(never).handle(Requests.of("POST", "/checks", query));
    }
}
