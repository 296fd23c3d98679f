package io.weft.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.Outcome;
import io.weft.adapter.Receipt;
import io.weft.audit.Act;
import io.weft.http.HttpReply;
import io.weft.thread.Replay;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReplaysEndpointTest {

    private final List<Act> acts = new ArrayList<>();
    private final List<UUID> corrected = new ArrayList<>();

    private final Replay route = new Replay() {
        @Override
        public Receipt replay(UUID receipt) {
            return new Receipt(receipt, Outcome.MAPPED, List.of());
        }

        @Override
        public Receipt correct(UUID receipt) {
            corrected.add(receipt);
            return new Receipt(receipt, Outcome.MAPPED, List.of());
        }
    };

    @Test
    void aPageOfQuarantinedMessagesIsReplayedAndEachIsWrittenDown() throws Exception {
        HttpReply reply = post(Outcome.QUARANTINED, route, Map.of("outcome", "QUARANTINED"));
        assertEquals(200, reply.status());
        assertEquals(Map.of("MAPPED", BigDecimal.ONE), Requests.json(reply).get("outcomes"));
        assertEquals(1, acts.size());
        assertEquals(List.of(), corrected);
    }

    @Test
    void whatWasMappedIsCorrectedForAReason() throws Exception {
        assertEquals(400, post(Outcome.MAPPED, route, Map.of("outcome", "MAPPED")).status());
        HttpReply reply = post(Outcome.MAPPED, route, Map.of("outcome", "MAPPED", "reason", "unit of plant 2"));
        assertEquals(200, reply.status());
        assertEquals(1, corrected.size());
        assertTrue(acts.get(0).what().endsWith("unit of plant 2"), acts.get(0).what());
    }

    @Test
    void oneThatIsRefusedIsToldAndNotWrittenDown() throws Exception {
        HttpReply reply = post(Outcome.QUARANTINED, receipt -> {
            throw new IllegalArgumentException("somebody else was faster");
        }, Map.of("outcome", "QUARANTINED"));
        assertEquals(BigDecimal.ZERO, Requests.json(reply).get("replayed"));
        assertEquals("somebody else was faster",
                ((Map<?, ?>) ((List<?>) Requests.json(reply).get("refused")).get(0)).get("reason"));
        assertEquals(List.of(), acts);
    }

    @Test
    void withoutAnOutcomeNothingIsReplayed() throws Exception {
        assertEquals(400, post(Outcome.QUARANTINED, route, Map.of()).status());
        assertEquals(400, post(Outcome.QUARANTINED, route, Map.of("outcome", "IGNORED")).status());
        assertEquals(400, post(Outcome.QUARANTINED, route, Map.of("outcome", "QUARANTINED", "limit", "0")).status());
        assertEquals(503, post(Outcome.QUARANTINED, null, Map.of("outcome", "QUARANTINED")).status());
        assertEquals(List.of(), acts);
    }

    private HttpReply post(Outcome before, Replay replay, Map<String, String> query) {
        ReplaysEndpoint endpoint = new ReplaysEndpoint(OneMessage.of(before), acts::add);
        endpoint.replay = replay;
        return endpoint.handle(Requests.of("POST", "/replays", query));
    }
}
