package io.weft.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.delivery.Delivery;
import io.weft.delivery.DeliveryAnswer;
import io.weft.delivery.DeliveryQueue;
import io.weft.delivery.DeliveryState;
import io.weft.delivery.DeliveryStatus;
import io.weft.thread.ThreadStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a {@link DeliveryQueue} owes deliveries that {@link ThreadStore} committed. Each test begins with an empty store. */
public abstract class DeliveryQueueContract {

    private static final String LOT = "https://id.gs1.org/01/09521321000018/10/L-1";
    private static final String EIGHT = "2026-03-01T08:00:00Z";
    private static final String HOLD = "urn:weft:hold:1";
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final byte[] BYTES = {1};

    protected abstract DeliveryQueue queue() throws Exception;

    protected abstract ThreadStore store() throws Exception;

    @Test
    public void aCommittedDeliveryIsTakenOnceWhileItsLeaseLasts() throws Exception {
        store("1", "http~wms", "L-1", HOLD);
        List<Delivery> taken = queue().take(10, LONG);
        assertEquals(1, taken.size());
        Delivery delivery = taken.get(0);
        assertEquals("http~wms", delivery.target());
        assertEquals("tck.out", delivery.mapping());
        assertEquals(Optional.of(HOLD), delivery.citation());
        assertEquals(event("1").event(), delivery.event());
        assertEquals(0, delivery.attempts());
        assertEquals(List.of(), queue().take(10, LONG));
        assertEquals(DeliveryState.WAITING, status(delivery.id()).state());
    }

    @Test
    public void aTakenDeliveryThatIsNotAnsweredIsDueAgain() throws Exception {
        store("1", "http~wms", "L-1", HOLD);
        UUID first = queue().take(10, Duration.ZERO).get(0).id();
        Delivery again = queue().take(10, LONG).get(0);
        assertEquals(first, again.id());
        assertEquals(1, again.attempts());
    }

    @Test
    public void orderIsKeptPerTargetAndKey() throws Exception {
        store("1", "http~wms", "L-1", null);
        store("2", "http~wms", "L-1", null);
        store("3", "http~wms", "L-2", null);
        store("4", "http~erp", "L-1", null);
        List<Delivery> taken = queue().take(10, LONG);
        assertEquals(List.of("tck:1", "tck:3", "tck:4"), taken.stream().map(delivery -> delivery.event().id().uri()).toList());
        queue().answered(taken.get(0).id(), BYTES, new DeliveryAnswer.Unanswered("no connection"), Duration.ZERO);
        assertEquals(List.of(taken.get(0).id()), queue().take(10, LONG).stream().map(Delivery::id).toList());
        queue().answered(taken.get(0).id(), BYTES, new DeliveryAnswer.Accepted("4711"), Duration.ZERO);
        assertEquals(List.of("tck:2"), queue().take(10, LONG).stream().map(delivery -> delivery.event().id().uri()).toList());
    }

    @Test
    public void aRefusedDeliveryHoldsBackThoseBehindIt() throws Exception {
        store("1", "http~wms", "L-1", null);
        store("2", "http~wms", "L-1", null);
        Delivery first = queue().take(10, LONG).get(0);
        queue().answered(first.id(), BYTES, new DeliveryAnswer.Refused("unknown lot"), Duration.ZERO);
        assertEquals(List.of(), queue().take(10, LONG));
        assertEquals(DeliveryState.REFUSED, status(first.id()).state());
        assertEquals("unknown lot", status(first.id()).lastReason());
    }

    @Test
    public void anUnansweredDeliveryWaitsForItsRetry() throws Exception {
        store("1", "http~wms", "L-1", null);
        Delivery first = queue().take(10, LONG).get(0);
        queue().answered(first.id(), BYTES, new DeliveryAnswer.Unanswered("timeout"), LONG);
        assertEquals(List.of(), queue().take(10, LONG));
        assertEquals("timeout", status(first.id()).lastReason());
        assertEquals(1, status(first.id()).attempts());
    }

    @Test
    public void theSameFactIsDeliveredOnce() throws Exception {
        store("1", "http~wms", "L-1", null);
        store().store(SampleMessage.of("repeat").from("mes").tells(event("1")).delivers("http~wms", "L-1", null).mapped());
        assertEquals(1, queue().list(10).size());
    }

    @Test
    public void anEventOfTheCounterpartThatCitesItConfirms() throws Exception {
        store("1", "http~wms", "L-1", HOLD);
        Delivery sent = queue().take(10, LONG).get(0);
        queue().answered(sent.id(), BYTES, new DeliveryAnswer.Accepted("4711"), Duration.ZERO);
        assertEquals(DeliveryState.ACCEPTED, status(sent.id()).state());
        assertTrue(status(sent.id()).acceptedAt().isPresent());
        confirm("wms");
        assertEquals(DeliveryState.CONFIRMED, status(sent.id()).state());
        assertTrue(status(sent.id()).confirmedAt().isPresent());
    }

    /** The counterpart may be quicker with its event than with its answer. */
    @Test
    public void aConfirmedDeliveryStaysConfirmed() throws Exception {
        store("1", "http~wms", "L-1", HOLD);
        store("2", "http~wms", "L-1", null);
        Delivery sent = queue().take(10, LONG).get(0);
        confirm("wms");
        queue().answered(sent.id(), BYTES, new DeliveryAnswer.Unanswered("timeout"), Duration.ZERO);
        assertEquals(DeliveryState.CONFIRMED, status(sent.id()).state());
        assertEquals(List.of("tck:2"), queue().take(10, LONG).stream().map(delivery -> delivery.event().id().uri()).toList());
    }

    @Test
    public void whatItsOwnSourceSaysDoesNotConfirm() throws Exception {
        store("1", "http~wms", "L-1", HOLD);
        confirm("mes");
        assertEquals(DeliveryState.WAITING, queue().list(10).get(0).state());
    }

    @Test
    public void anErrorDeclarationDoesNotConfirm() throws Exception {
        store("1", "http~wms", "L-1", HOLD);
        store().store(SampleMessage.of("c").from("wms").tells(SampleEvent.object("tck:confirmation", EIGHT).lot(LOT, "5")
                .cites(HOLD).inError("2026-03-02T08:00:00Z")).mapped());
        assertEquals(DeliveryState.WAITING, queue().list(10).get(0).state());
    }

    @Test
    public void takersAtOnceGetDifferentDeliveries() throws Exception {
        for (int i = 0; i < 40; i++) {
            store(Integer.toString(i), "http~wms", "L-" + i, null);
        }
        ExecutorService takers = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<Delivery>>> futures = takers.invokeAll(java.util.Collections.nCopies(8, () -> queue().take(10, LONG)));
            List<UUID> taken = new java.util.ArrayList<>();
            for (Future<List<Delivery>> future : futures) {
                future.get().forEach(delivery -> taken.add(delivery.id()));
            }
            queue().take(40, LONG).forEach(delivery -> taken.add(delivery.id()));
            assertEquals(40, taken.size());
            assertEquals(40, taken.stream().distinct().count());
        } finally {
            takers.shutdownNow();
        }
    }

    @Test
    public void theListIsNewestFirst() throws Exception {
        store("1", "http~wms", "L-1", null);
        store("2", "http~wms", "L-1", null);
        assertEquals(List.of("tck:2", "tck:1"), queue().list(10).stream().map(status -> status.event().uri()).toList());
        assertEquals(1, queue().list(1).size());
    }

    private void store(String number, String target, String orderKey, String citation) throws Exception {
        store().store(SampleMessage.of(number).from("mes").tells(event(number)).delivers(target, orderKey, citation).mapped());
    }

    private void confirm(String system) throws Exception {
        store().store(SampleMessage.of("confirmation").from(system)
                .tells(SampleEvent.object("tck:confirmation", EIGHT).lot(LOT, "5").cites(HOLD)).mapped());
    }

    private static SampleEvent event(String number) {
        return SampleEvent.object("tck:" + number, EIGHT).lot(LOT, "5").cites(HOLD);
    }

    private DeliveryStatus status(UUID id) throws Exception {
        return queue().list(100).stream().filter(status -> status.id().equals(id)).findFirst().orElseThrow();
    }
}
