package io.weft.decision;

import io.weft.delivery.NewDelivery;
import io.weft.event.EventId;
import io.weft.identity.ThreadKey;
import io.weft.thread.EvidencedEvent;
import java.util.List;
import java.util.Map;

/**
 * What came of some facts, committed together with the cursor.
 *
 * @param states     new state per lot
 * @param events     deviations and decisions; one whose eventID is known adds nothing
 * @param deliveries each names one of the events
 * @param grounds    what each event rests on; its raw payload, found under {@code StoredEvent.message()}
 */
public record Decided(Map<ThreadKey, byte[]> states, List<EvidencedEvent> events, List<NewDelivery> deliveries,
        Map<EventId, byte[]> grounds) {

    /** Without grounds: states alone, or events that rest on nothing but their own text. */
    public Decided(Map<ThreadKey, byte[]> states, List<EvidencedEvent> events, List<NewDelivery> deliveries) {
        this(states, events, deliveries, Map.of());
    }
}
