package io.weft.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.decision.Decision;
import io.weft.decision.DecisionPolicy;
import io.weft.decision.LotHistory.Exposed;
import io.weft.decision.Verdict;
import io.weft.event.CanonicalJson;
import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.identity.ThreadKey;
import io.weft.thread.Exposure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the decide route relies on in every policy. */
public abstract class DecisionPolicyContract {

    /** A fresh instance, always configured alike. */
    protected abstract DecisionPolicy policy();

    /** A lot that the policy decides on. */
    protected abstract ThreadKey lot();

    /** A lot that it does not decide on. */
    protected abstract ThreadKey strangeLot();

    protected abstract List<Exposure> exposures();

    /** Readings by source time, each at its own tick, that end in at least one decision. */
    protected abstract List<Exposed> violating();

    /** Readings that end in none. */
    protected abstract List<Exposed> harmless();

    @Test
    void concernsItsLotsOnly() {
        assertTrue(policy().concerns(lot()));
        assertFalse(policy().concerns(strangeLot()));
    }

    @Test
    void saysNothingOfAHarmlessHistory() throws Exception {
        assertEquals(List.of(), history().tell(policy(), harmless()).decisions());
    }

    @Test
    void decisionIsAnEpcisEventWithItsOwnIdAndGrounds() throws Exception {
        List<Decision> decisions = history().tell(policy(), violating()).decisions();
        assertFalse(decisions.isEmpty());
        for (Decision decision : decisions) {
            Event event = Event.of(decision.epcis(), new EventId("urn:weft:tck:none"));
            assertEquals(decision.epcis().get("eventID"), event.id().uri(), "the policy derives the eventID");
            assertFalse(decision.classes().isEmpty());
            CanonicalJson.read(decision.grounds());
            assertTrue(event.keys().stream().anyMatch(key -> key.key().equals(lot().canonical())), "names the lot");
        }
    }

    /** A crash between decision and commit makes the route decide again: the repeat must be recognised as the same. */
    @Test
    void sameHistoryGivesTheSameVerdict() throws Exception {
        Verdict first = history().tell(policy(), violating());
        Verdict second = history().tell(policy(), violating());
        assertArrayEquals(first.state(), second.state());
        assertEquals(texts(first.decisions()), texts(second.decisions()));
    }

    /** Facts come in batches of any size; the state must carry everything from one to the next. */
    @Test
    void readingByReadingGivesWhatTheWholeGives() throws Exception {
        RecordedHistory whole = history();
        Verdict expected = whole.tell(policy(), violating());

        RecordedHistory split = history();
        List<Decision> decisions = new ArrayList<>();
        byte[] state = new byte[0];
        for (Exposed exposed : violating()) {
            Verdict verdict = split.tell(policy(), List.of(exposed));
            decisions.addAll(verdict.decisions());
            state = verdict.state();
        }

        assertEquals(texts(expected.decisions()), texts(decisions));
        assertArrayEquals(expected.state(), state);
    }

    private RecordedHistory history() {
        return new RecordedHistory(lot(), exposures());
    }

    private static List<String> texts(List<Decision> decisions) {
        return decisions.stream()
                .map(decision -> new String(CanonicalJson.write(decision.epcis()), java.nio.charset.StandardCharsets.UTF_8)
                        + new String(decision.grounds(), java.nio.charset.StandardCharsets.UTF_8))
                .toList();
    }
}
