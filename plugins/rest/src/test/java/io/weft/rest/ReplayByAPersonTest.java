package io.weft.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.IntakeUnavailableException;
import io.weft.adapter.Outcome;
import io.weft.adapter.Receipt;
import io.weft.audit.Act;
import io.weft.event.Rejection;
import io.weft.http.HttpReply;
import io.weft.thread.Replay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayByAPersonTest {

    private static final Rejection NO_MAPPING = Rejection.internal("NO_MAPPING", "", "idoc-xml", "no mapping serves such messages");

    private final List<Act> acts = new ArrayList<>();

    @Test
    void answersTheNewOutcomeAndIsWrittenDown() throws Exception {
        HttpReply reply = replay(Outcome.QUARANTINED, receipt -> new Receipt(receipt, Outcome.MAPPED, List.of()));

        assertEquals(202, reply.status());
        assertEquals("MAPPED", Requests.json(reply).get("outcome"));
        assertEquals(1, acts.size());
        Act act = acts.get(0);
        assertEquals(Requests.USER, act.who());
        assertTrue(act.what().contains(receipt(OneMessage.of(Outcome.QUARANTINED))), act.what());
        assertEquals("QUARANTINED NO_MAPPING", act.before());
        assertEquals("MAPPED", act.after());
        assertFalse(act.toString().contains("\n"));
    }

    @Test
    void stillQuarantinedAnswersTheReasons() throws Exception {
        HttpReply reply = replay(Outcome.QUARANTINED,
                receipt -> new Receipt(receipt, Outcome.QUARANTINED, List.of(NO_MAPPING)));

        assertEquals(202, reply.status());
        assertEquals("NO_MAPPING", ((Map<?, ?>) ((List<?>) Requests.json(reply).get("reasons")).get(0)).get("code"));
        assertEquals("QUARANTINED NO_MAPPING", acts.get(0).after());
    }

    @Test
    void whatCannotBeReplayedIsAConflictAndChangesNothing() throws Exception {
        assertEquals(409, replay(Outcome.IGNORED, receipt -> {
            throw new AssertionError("replayed");
        }).status());
        assertEquals(409, replay(Outcome.QUARANTINED, receipt -> {
            throw new IllegalArgumentException("somebody else was faster");
        }).status());
        assertEquals(List.of(), acts);
    }

    @Test
    void whileIntakeIsStoppedTheAnswerIsLater() throws Exception {
        HttpReply reply = replay(Outcome.QUARANTINED, receipt -> {
            throw new IntakeUnavailableException("the route is stopped", Duration.ofSeconds(5), null);
        });
        assertEquals(503, reply.status());
        assertEquals("5", reply.headers().get("Retry-After"));
        assertEquals(503, replay(Outcome.QUARANTINED, null).status());
        assertEquals(List.of(), acts);
    }

    @Test
    void unknownMessagesAndOtherMethodsAreRefused() throws Exception {
        OneMessage store = OneMessage.of(Outcome.QUARANTINED);
        MessagesEndpoint endpoint = new MessagesEndpoint(store, acts::add);

        assertEquals(404, endpoint.handle(Requests.of("POST",
                "/messages/6f1c6a52-0000-4000-8000-000000000002/replay")).status());
        assertEquals(400, endpoint.handle(Requests.of("POST", "/messages/first/replay")).status());
        assertEquals("POST", endpoint.handle(Requests.of("GET", "/messages/" + receipt(store) + "/replay"))
                .headers().get("Allow"));
        assertEquals("GET", endpoint.handle(Requests.of("POST", "/messages/" + receipt(store))).headers().get("Allow"));
        assertEquals(404, endpoint.handle(Requests.of("GET", "/messages/" + receipt(store) + "/payload/x")).status());
        assertEquals(200, endpoint.handle(Requests.of("GET", "/messages/" + receipt(store))).status());
        assertEquals("operator", endpoint.requiredRole("POST"));
        assertEquals("viewer", endpoint.requiredRole("GET"));
    }

    private HttpReply replay(Outcome before, Replay route) {
        OneMessage store = OneMessage.of(before, NO_MAPPING);
        MessagesEndpoint endpoint = new MessagesEndpoint(store, acts::add);
        endpoint.replay = route;
        return endpoint.handle(Requests.of("POST", "/messages/" + receipt(store) + "/replay"));
    }

    private static String receipt(OneMessage store) {
        return store.held().receipt().toString();
    }
}
