package io.weft.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.delivery.Delivery;
import io.weft.delivery.DeliveryAnswer;
import io.weft.delivery.DeliveryAttempt;
import io.weft.delivery.DeliveryFilter;
import io.weft.delivery.DeliveryQueue;
import io.weft.delivery.DeliveryState;
import io.weft.delivery.DeliveryStatus;
import io.weft.event.EventId;
import io.weft.thread.ThreadQuery;
import io.weft.thread.ThreadStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    protected abstract ThreadQuery query() throws Exception;

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
        assertEquals(1, queue().list(DeliveryFilter.newest(10)).size());
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
        assertEquals(DeliveryState.WAITING, queue().list(DeliveryFilter.newest(10)).get(0).state());
    }

    @Test
    public void anErrorDeclarationDoesNotConfirm() throws Exception {
        store("1", "http~wms", "L-1", HOLD);
        store().store(SampleMessage.of("c").from("wms").tells(SampleEvent.object("tck:confirmation", EIGHT).lot(LOT, "5")
                .cites(HOLD).inError("2026-03-02T08:00:00Z")).mapped());
        assertEquals(DeliveryState.WAITING, queue().list(DeliveryFilter.newest(10)).get(0).state());
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
        assertEquals(List.of("tck:2", "tck:1"), queue().list(DeliveryFilter.newest(10)).stream().map(status -> status.event().uri()).toList());
        assertEquals(1, queue().list(DeliveryFilter.newest(1)).size());
    }

    @Test
    public void aBusyTargetGetsNothingMore() throws Exception {
        store("1", "http~wms", "L-1", null);
        store("2", "http~mes", "L-1", null);
        assertEquals(List.of("http~mes"), queue().take(10, LONG, Set.of("http~wms")).stream().map(Delivery::target).toList());
    }

    @Test
    public void aDeliveryNamesTheMessageThatToldItsFact() throws Exception {
        store("1", "http~wms", "L-1", null);
        UUID told = query().event(new EventId("tck:1")).orElseThrow().message();
        assertEquals(told, queue().take(10, LONG).get(0).message());
    }

    @Test
    public void theListIsFiltered() throws Exception {
        store("1", "http~wms", "L-1", HOLD);
        store("2", "http~wms", "L-2", null);
        store("3", "http~mes", "L-1", null);
        assertEquals(List.of("tck:2", "tck:1"), listed(filter("http~wms", null, null)));
        assertEquals(List.of("tck:3", "tck:1"), listed(filter(null, "L-1", null)));
        UUID first = queue().take(1, LONG).get(0).id();
        queue().answered(first, BYTES, new DeliveryAnswer.Accepted("4711"), Duration.ZERO);
        assertEquals(List.of("tck:1"), listed(filter(null, null, DeliveryFilter.Standing.UNCONFIRMED)));
        assertEquals(List.of("tck:3", "tck:2"), listed(filter(null, null, DeliveryFilter.Standing.WAITING)));
        queue().answered(queue().take(1, LONG).get(0).id(), BYTES, new DeliveryAnswer.Accepted("4712"), Duration.ZERO);
        assertEquals(List.of("tck:2"), listed(filter(null, null, DeliveryFilter.Standing.SETTLED)));
    }

    @Test
    public void theListGoesOnAfterAPage() throws Exception {
        store("1", "http~wms", "L-1", null);
        store("2", "http~wms", "L-1", null);
        UUID newest = queue().list(DeliveryFilter.newest(1)).get(0).id();
        assertEquals(List.of("tck:1"), listed(new DeliveryFilter(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(newest), 10)));
    }

    @Test
    public void aRefusedDeliveryIsSentAgainWhenAPersonSaysSo() throws Exception {
        store("1", "http~wms", "L-1", null);
        Delivery refused = queue().take(10, LONG).get(0);
        queue().answered(refused.id(), BYTES, new DeliveryAnswer.Refused("unknown lot"), Duration.ZERO);
        assertEquals(List.of(), queue().take(10, LONG));
        queue().resend(refused.id(), "mila");
        assertEquals(List.of(refused.id()), queue().take(10, LONG).stream().map(Delivery::id).toList());
        assertEquals(List.of("REFUSED", "RESENT"),
                queue().attempts(refused.id()).stream().map(DeliveryAttempt::answer).toList());
        assertEquals("by mila", queue().attempts(refused.id()).get(1).detail());
    }

    @Test
    public void whatIsSkippedHoldsNothingBack() throws Exception {
        store("1", "http~wms", "L-1", null);
        store("2", "http~wms", "L-1", null);
        Delivery refused = queue().take(10, LONG).get(0);
        queue().answered(refused.id(), BYTES, new DeliveryAnswer.Refused("unknown lot"), Duration.ZERO);
        queue().skip(refused.id(), "mila", "told by telephone");
        assertEquals(DeliveryState.SKIPPED, status(refused.id()).state());
        assertEquals("by mila: told by telephone", status(refused.id()).lastReason());
        assertEquals(List.of("tck:2"), queue().take(10, LONG).stream().map(delivery -> delivery.event().id().uri()).toList());
    }

    /** The attempt may still be under way when a person gives the delivery up. */
    @Test
    public void aLateAnswerDoesNotBringASkippedOneBack() throws Exception {
        store("1", "http~wms", "L-1", null);
        Delivery sent = queue().take(10, LONG).get(0);
        queue().skip(sent.id(), "mila", "told by telephone");
        queue().answered(sent.id(), BYTES, new DeliveryAnswer.Unanswered("timeout"), Duration.ZERO);
        assertEquals(DeliveryState.SKIPPED, status(sent.id()).state());
    }

    @Test
    public void onlyWhatIsNotAtItsEndCanBeChanged() throws Exception {
        store("1", "http~wms", "L-1", null);
        Delivery sent = queue().take(10, LONG).get(0);
        assertThrows(IllegalArgumentException.class, () -> queue().skip(sent.id(), "mila", " "));
        assertThrows(IllegalArgumentException.class, () -> queue().resend(UUID.randomUUID(), "mila"));
        queue().answered(sent.id(), BYTES, new DeliveryAnswer.Accepted("4711"), Duration.ZERO);
        assertThrows(IllegalArgumentException.class, () -> queue().resend(sent.id(), "mila"));
        assertThrows(IllegalArgumentException.class, () -> queue().skip(sent.id(), "mila", "too late"));
    }

    private static DeliveryFilter filter(String target, String orderKey, DeliveryFilter.Standing standing) {
        return new DeliveryFilter(Optional.ofNullable(target), Optional.ofNullable(orderKey), Optional.ofNullable(standing),
                Optional.empty(), 10);
    }

    private List<String> listed(DeliveryFilter filter) throws Exception {
        return queue().list(filter).stream().map(status -> status.event().uri()).toList();
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
        return queue().status(id).orElseThrow();
    }
}
