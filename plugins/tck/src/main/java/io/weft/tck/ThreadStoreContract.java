package io.weft.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.BatchReceipt;
import io.weft.adapter.Outcome;
import io.weft.adapter.ReadingBatch;
import io.weft.adapter.Receipt;
import io.weft.event.ErrorClass;
import io.weft.event.EventId;
import io.weft.event.Reading;
import io.weft.event.Rejection;
import io.weft.event.Series;
import io.weft.event.SourceTime;
import io.weft.event.Unit;
import io.weft.ledger.proof.BatchEvidence;
import io.weft.thread.Counts;
import io.weft.thread.Intaken;
import io.weft.thread.MessageFilter;
import io.weft.thread.MessagePage;
import io.weft.thread.StoredBatch;
import io.weft.thread.StoredEvent;
import io.weft.thread.StoredMessage;
import io.weft.thread.StoredReading;
import io.weft.thread.ThreadQuery;
import io.weft.thread.ThreadStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a {@link ThreadStore} owes intake. Each test begins with an empty store. */
public abstract class ThreadStoreContract {

    private static final String LOT = "https://id.gs1.org/01/09521321000018/10/L-1";
    private static final String EIGHT = "2026-03-01T08:00:00Z";
    private static final long T0 = SourceTime.ofInstant(Instant.parse(EIGHT));

    protected abstract ThreadStore store() throws Exception;

    protected abstract ThreadQuery query() throws Exception;

    @Test
    public void aMappedMessageIsKeptWithAllThatItTold() throws Exception {
        SampleMessage message = SampleMessage.of("1").searchKey("PO-7").tells(received("tck:e-1", "5")).tells(received("tck:e-2", "5"));
        Receipt receipt = store().store(message.mapped());
        assertEquals(Outcome.MAPPED, receipt.outcome());
        assertEquals(List.of(), receipt.reasons());
        StoredMessage kept = query().message(receipt.id()).orElseThrow();
        assertEquals(message.mapped().interpretation().id(), kept.id());
        assertEquals("erp", kept.system());
        assertEquals(message.mapped().interpretation().message().receivedAt(), kept.receivedAt());
        assertEquals(message.payloadDigest(), kept.payloadDigest());
        assertEquals(Optional.of(SampleMessage.MAPPING), kept.mapping());
        assertEquals(ids("tck:e-1", "tck:e-2"), kept.events());
        assertArrayEquals(message.mapped().interpretation().message().payload(), query().payload(receipt.id()).orElseThrow());
        StoredEvent event = query().event(new EventId("tck:e-1")).orElseThrow();
        assertEquals(received("tck:e-1", "5").event(), event.event());
        assertEquals(receipt.id(), event.message());
        assertEquals(SampleMessage.MAPPING, event.mapping());
        assertTrue(event.leafIndex().isEmpty());
        assertArrayEquals(message.mapped().events().get(0).evidence().envelope(), event.evidence().envelope());
        assertArrayEquals(message.mapped().events().get(0).evidence().secret(), event.evidence().secret());
    }

    @Test
    public void anIgnoredMessageNamesItsRule() throws Exception {
        Receipt receipt = store().store(SampleMessage.of("1").ignored("change-documents"));
        assertEquals(Outcome.IGNORED, receipt.outcome());
        assertEquals("change-documents", query().message(receipt.id()).orElseThrow().rule());
    }

    @Test
    public void aRejectedMessageIsQuarantinedWithCodeClassFieldValueAndRule() throws Exception {
        Rejection reason = new Rejection("BAD_QUANTITY", ErrorClass.USER, "E1EDP01.MENGE", "5\u0000,x", "is not a decimal");
        Receipt receipt = store().store(SampleMessage.of("1").searchKey("PO-7").rejected(reason, reason));
        assertEquals(Outcome.QUARANTINED, receipt.outcome());
        assertEquals(List.of(reason, reason), receipt.reasons());
        Rejection kept = query().message(receipt.id()).orElseThrow().reasons().get(1);
        assertEquals("BAD_QUANTITY", kept.code());
        assertEquals(ErrorClass.USER, kept.errorClass());
        assertEquals("E1EDP01.MENGE", kept.field());
        assertTrue(kept.value().startsWith("5") && kept.value().endsWith(",x"), kept.value());
        assertEquals("is not a decimal", kept.rule());
        assertEquals(1, messages(Optional.of(Outcome.QUARANTINED), Optional.of("PO-7")).size());
    }

    @Test
    public void theSameIdentityAndBytesAreADuplicateOfTheFirst() throws Exception {
        Receipt first = store().store(SampleMessage.of("1").tells(received("tck:e-1", "5")).mapped());
        Receipt second = store().store(SampleMessage.of("1").receivedAt("2026-03-02T12:00:00Z")
                .tells(received("tck:e-other", "5")).mapped());
        assertEquals(new Receipt(first.id(), Outcome.DUPLICATE, List.of()), second);
        assertTrue(query().event(new EventId("tck:e-other")).isEmpty());
        List<StoredMessage> listed = messages(Optional.empty(), Optional.empty());
        assertEquals(List.of(Outcome.DUPLICATE, Outcome.MAPPED), listed.stream().map(StoredMessage::outcome).toList());
        assertEquals(first.id(), listed.get(0).receipt());
        assertEquals(Instant.parse("2026-03-02T12:00:00Z"), listed.get(0).receivedAt());
        assertEquals(Outcome.MAPPED, query().message(first.id()).orElseThrow().outcome());
        assertEquals(List.of(new Counts("erp", 2, 1, 0, 1, 0, 0, 0)), query().counts());
    }

    @Test
    public void theSameIdentityWithOtherBytesIsAConflict() throws Exception {
        Receipt first = store().store(SampleMessage.of("1").tells(received("tck:e-1", "5")).mapped());
        Receipt other = store().store(SampleMessage.of("1").payload("other").tells(received("tck:e-2", "6")).mapped());
        assertNotEquals(first.id(), other.id());
        assertQuarantined("MESSAGE_ID_CONFLICT", other);
        assertTrue(query().event(new EventId("tck:e-2")).isEmpty());
        Receipt again = store().store(SampleMessage.of("1").payload("other").tells(received("tck:e-2", "6")).mapped());
        assertEquals(new Receipt(other.id(), Outcome.DUPLICATE, List.of()), again);
        assertEquals(first.id(), store().store(SampleMessage.of("1").mapped()).id());
    }

    @Test
    public void theSameIdOfAnotherInstanceIsAnotherMessage() throws Exception {
        Receipt erp = store().store(SampleMessage.of("1").payload("x").mapped());
        Receipt wms = store().store(SampleMessage.of("1").payload("x").from("wms").mapped());
        assertEquals(Outcome.MAPPED, wms.outcome());
        assertNotEquals(erp.id(), wms.id());
    }

    @Test
    public void aBusinessKeyIsTakenOnce() throws Exception {
        Receipt first = store().store(SampleMessage.of("1").businessKey("GR-1").tells(received("tck:e-1", "5")).mapped());
        Receipt second = store().store(SampleMessage.of("2").businessKey("GR-1").tells(received("tck:e-2", "5")).mapped());
        assertQuarantined("DUPLICATE_BUSINESS_KEY", second);
        assertTrue(second.reasons().get(0).rule().contains(first.id().toString()), second.reasons().toString());
        assertEquals("GR-1", second.reasons().get(0).value());
        assertTrue(query().event(new EventId("tck:e-2")).isEmpty());
        assertEquals(Outcome.MAPPED, store().store(SampleMessage.of("3").from("erp-of-another-site").businessKey("GR-1")
                .mapped()).outcome());
    }

    /** Two real issues of 5 kg look alike; only a declared business key may tell them for one. */
    @Test
    public void equalFactsWithoutABusinessKeyBothCount() throws Exception {
        assertEquals(Outcome.MAPPED, store().store(SampleMessage.of("1").hash("ni:///1").tells(received("tck:e-1", "5")).mapped()).outcome());
        assertEquals(Outcome.MAPPED, store().store(SampleMessage.of("2").hash("ni:///1").tells(received("tck:e-2", "5")).mapped()).outcome());
        assertEquals(ids("tck:e-2"), query().event(new EventId("tck:e-1")).orElseThrow().sameFactAs());
        assertEquals(ids("tck:e-1"), query().event(new EventId("tck:e-2")).orElseThrow().sameFactAs());
    }

    @Test
    public void aKnownEventAddsNothing() throws Exception {
        Receipt first = store().store(SampleMessage.of("1").tells(received("tck:e-1", "5")).mapped());
        Receipt second = store().store(SampleMessage.of("2").tells(received("tck:e-1", "5")).tells(received("tck:e-2", "5")).mapped());
        assertEquals(Outcome.MAPPED, second.outcome());
        assertEquals(ids("tck:e-1", "tck:e-2"), query().message(second.id()).orElseThrow().events());
        assertEquals(first.id(), query().event(new EventId("tck:e-1")).orElseThrow().message());
        assertEquals(2, query().events(Optional.empty(), 10).size());
    }

    @Test
    public void anEventIdWithOtherContentQuarantinesTheWholeMessage() throws Exception {
        store().store(SampleMessage.of("1").tells(received("tck:e-1", "5")).mapped());
        Receipt second = store().store(SampleMessage.of("2").tells(received("tck:e-2", "5")).tells(received("tck:e-1", "6")).mapped());
        assertQuarantined("EVENT_ID_CONFLICT", second);
        assertEquals("tck:e-1", second.reasons().get(0).value());
        assertTrue(query().event(new EventId("tck:e-2")).isEmpty());
        assertQuarantined("EVENT_ID_CONFLICT", store().store(
                SampleMessage.of("3").tells(received("tck:e-3", "5")).tells(received("tck:e-3", "6")).mapped()));
    }

    @Test
    public void anErrorDeclarationIsKeyedByEventIdAndDeclarationTime() throws Exception {
        store().store(SampleMessage.of("1").tells(received("tck:e-1", "5")).mapped());
        SampleEvent first = received("tck:e-1", "5").inError("2026-03-02T08:00:00Z", "tck:e-2");
        SampleEvent later = received("tck:e-1", "5").inError("2026-03-03T08:00:00Z");
        assertEquals(Outcome.MAPPED, store().store(SampleMessage.of("2").tells(later).mapped()).outcome());
        assertEquals(Outcome.MAPPED, store().store(SampleMessage.of("3").tells(first).mapped()).outcome());
        assertEquals(Outcome.MAPPED, store().store(SampleMessage.of("4").tells(first).mapped()).outcome());
        assertEquals(List.of(first.event(), later.event()),
                query().declarations(new EventId("tck:e-1")).stream().map(StoredEvent::event).toList());
        assertEquals(received("tck:e-1", "5").event(), query().event(new EventId("tck:e-1")).orElseThrow().event());
    }

    @Test
    public void eachMessageOfAGroupIsAtomicByItself() throws Exception {
        store().store(SampleMessage.of("0").tells(received("tck:e-0", "5")).mapped());
        List<Receipt> receipts = store().storeAll(List.of(
                SampleMessage.of("1").businessKey("GR-1").tells(received("tck:e-1", "5")).mapped(),
                SampleMessage.of("1").businessKey("GR-1").tells(received("tck:e-1", "5")).mapped(),
                SampleMessage.of("2").businessKey("GR-1").tells(received("tck:e-2", "5")).mapped(),
                SampleMessage.of("3").tells(received("tck:e-3", "5")).tells(received("tck:e-0", "6")).mapped(),
                SampleMessage.of("4").tells(received("tck:e-1", "5")).mapped(),
                SampleMessage.of("5").tells(received("tck:e-1", "7")).mapped(),
                SampleMessage.of("0").mapped()));
        assertEquals(List.of(Outcome.MAPPED, Outcome.DUPLICATE, Outcome.QUARANTINED, Outcome.QUARANTINED, Outcome.MAPPED,
                Outcome.QUARANTINED, Outcome.DUPLICATE), receipts.stream().map(Receipt::outcome).toList());
        assertEquals(receipts.get(0).id(), receipts.get(1).id());
        assertEquals(ids("tck:e-0", "tck:e-1"), query().events(Optional.empty(), 10).stream()
                .map(stored -> stored.event().id()).sorted().toList());
        Counts counts = query().counts().get(0);
        assertEquals(counts.received(), counts.mapped() + counts.ignored() + counts.duplicate() + counts.quarantined());
        assertEquals(8, counts.received());
    }

    /** What a decoder lets through need not be what a database can hold. */
    @Test
    public void unusualTextSpoilsNeitherItsMessageNorTheGroup() throws Exception {
        String unusual = "nul \u0000, lone \ud800, long " + "x".repeat(20_000);
        List<Receipt> receipts = store().storeAll(List.of(
                SampleMessage.of(unusual).businessKey(unusual).searchKey(unusual).mapped(),
                SampleMessage.of("2").tells(received("tck:e-2", "5")).mapped(),
                SampleMessage.of(unusual + "!").payload("payload of " + unusual).businessKey(unusual + "!").mapped()));
        assertEquals(List.of(Outcome.MAPPED, Outcome.MAPPED, Outcome.MAPPED),
                receipts.stream().map(Receipt::outcome).toList());
        assertEquals(3, receipts.stream().map(Receipt::id).distinct().count());
        assertEquals(1, messages(Optional.empty(), Optional.of(unusual)).size());
    }

    @Test
    public void atOnceOneIsTheFirstAndTheOthersAreItsDuplicates() throws Exception {
        List<Receipt> receipts = atOnce(8, () -> store().store(
                SampleMessage.of("1").businessKey("GR-1").tells(received("tck:e-1", "5")).mapped()));
        assertEquals(1, receipts.stream().map(Receipt::id).distinct().count());
        assertEquals(1, receipts.stream().filter(receipt -> receipt.outcome() == Outcome.MAPPED).count());
        assertEquals(7, receipts.stream().filter(receipt -> receipt.outcome() == Outcome.DUPLICATE).count());
    }

    @Test
    public void atOnceOneMessageGetsTheBusinessKey() throws Exception {
        List<String> numbers = Collections.synchronizedList(new ArrayList<>(List.of("1", "2", "3", "4", "5", "6", "7", "8")));
        List<Receipt> receipts = atOnce(8, () -> {
            String number = numbers.remove(0);
            return store().store(SampleMessage.of(number).businessKey("GR-1").tells(received("tck:e-" + number, "5")).mapped());
        });
        assertEquals(1, receipts.stream().filter(receipt -> receipt.outcome() == Outcome.MAPPED).count());
        assertEquals(1, query().events(Optional.empty(), 10).size());
    }

    @Test
    public void aQuarantinedMessageIsReplayedOnce() throws Exception {
        Rejection reason = Rejection.user("NO_MAPPING", "", "", "no mapping serves it");
        Receipt receipt = store().store(SampleMessage.of("1").rejected(reason));
        Receipt failed = store().replayed(receipt.id(), SampleMessage.of("1").replay(1).rejected(
                Rejection.user("BAD_LOT", "CHARG", "?", "is no lot number")));
        assertQuarantined("BAD_LOT", failed);
        assertEquals("BAD_LOT", query().message(receipt.id()).orElseThrow().reasons().get(0).code());
        Intaken mended = SampleMessage.of("1").replay(1).searchKey("PO-7").tells(received("tck:e-1", "5")).mapped();
        assertEquals(new Receipt(receipt.id(), Outcome.MAPPED, List.of()), store().replayed(receipt.id(), mended));
        StoredMessage kept = query().message(receipt.id()).orElseThrow();
        assertEquals(Outcome.MAPPED, kept.outcome());
        assertEquals(ids("tck:e-1"), kept.events());
        assertEquals(receipt.id(), query().event(new EventId("tck:e-1")).orElseThrow().message());
        assertEquals(1, messages(Optional.empty(), Optional.of("PO-7")).size());
        Receipt again = store().replayed(receipt.id(), SampleMessage.of("1").replay(2).tells(received("tck:e-2", "5")).mapped());
        assertEquals(new Receipt(receipt.id(), Outcome.MAPPED, List.of()), again);
        assertTrue(query().event(new EventId("tck:e-2")).isEmpty());
        assertEquals(List.of(new Counts("erp", 1, 1, 0, 0, 0, 0, 0)), query().counts());
    }

    @Test
    public void aReplayThatMeetsAConflictStaysInQuarantine() throws Exception {
        store().store(SampleMessage.of("0").businessKey("GR-1").tells(received("tck:e-1", "5")).mapped());
        Receipt receipt = store().store(SampleMessage.of("1").rejected(Rejection.user("NO_MAPPING", "", "", "none")));
        assertQuarantined("EVENT_ID_CONFLICT", store().replayed(receipt.id(),
                SampleMessage.of("1").replay(1).tells(received("tck:e-1", "6")).mapped()));
        assertQuarantined("DUPLICATE_BUSINESS_KEY", store().replayed(receipt.id(),
                SampleMessage.of("1").replay(2).businessKey("GR-1").mapped()));
    }

    @Test
    public void messagesAreListedNewestFirstAndPageByPage() throws Exception {
        for (int i = 0; i < 5; i++) {
            store().store(SampleMessage.of("m-" + i).mapped());
        }
        List<String> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            MessagePage page = query().messages(new MessageFilter(Optional.of("erp"), Optional.empty(), Optional.empty(), cursor, 2));
            page.messages().forEach(message -> seen.add(message.id().id()));
            cursor = page.next();
        } while (cursor.isPresent());
        assertEquals(List.of("m-4", "m-3", "m-2", "m-1", "m-0"), seen);
    }

    @Test
    public void eventsAreListedPageByPageByRecordTime() throws Exception {
        Set<EventId> told = new HashSet<>();
        for (int i = 0; i < 7; i++) {
            store().store(SampleMessage.of("m-" + i).receivedAt("2026-03-0" + (7 - i / 2) + "T00:00:00Z")
                    .tells(received("tck:e-" + i, "5")).mapped());
            told.add(new EventId("tck:e-" + i));
        }
        store().store(SampleMessage.of("error").tells(received("tck:e-3", "5").inError("2026-03-09T08:00:00Z")).mapped());
        store().store(SampleMessage.of("only").tells(received("tck:e-only", "5").inError("2026-03-09T08:00:00Z")).mapped());
        told.add(new EventId("tck:e-only"));
        List<StoredEvent> seen = new ArrayList<>();
        List<StoredEvent> page = query().events(Optional.empty(), 3);
        while (!page.isEmpty()) {
            seen.addAll(page);
            assertTrue(seen.size() <= told.size(), "an event is listed twice");
            page = query().events(Optional.of(page.get(page.size() - 1).event().id()), 3);
        }
        assertEquals(told, seen.stream().map(stored -> stored.event().id()).collect(Collectors.toSet()));
        assertEquals(told.size(), seen.size());
        assertEquals(seen.stream().map(StoredEvent::recordTime).sorted().toList(),
                seen.stream().map(StoredEvent::recordTime).toList());
    }

    @Test
    public void readingsAreKeptExactly() throws Exception {
        List<Reading> readings = List.of(
                new Reading("ns=2;s=T", T0, Optional.of(new BigDecimal("5.0000000000000000001")), 0),
                new Reading("ns=2;s=T", T0 + 1, Optional.empty(), 0x8000_0000L),
                new Reading("ns=2;s=H", T0 + 2, Optional.of(new BigDecimal("-1E+3")), 0x4000_0000L),
                new Reading("clockless", 0, Optional.of(BigDecimal.ONE), 0),
                new Reading("clockless", Long.MAX_VALUE, Optional.of(BigDecimal.ONE), 0));
        assertEquals(new BatchReceipt(5, 0), store().store(batch(readings)));
        List<StoredReading> kept = all();
        assertEquals(5, kept.size());
        StoredBatch stored = query().batch(kept.get(0).batch()).orElseThrow();
        assertEquals("opcua~a", stored.instance());
        assertEquals(5, stored.readings().size());
        for (StoredReading reading : kept) {
            assertEquals(stored.id(), reading.batch());
            assertSame(readings.get(reading.ordinal()), reading.reading());
            assertSame(readings.get(reading.ordinal()), stored.readings().get(reading.ordinal()));
        }
        assertArrayEquals(BatchEvidence.of(stored.id(), "opcua~a", stored.receivedAt(), stored.readings()).envelope(),
                stored.evidence().envelope());
    }

    @Test
    public void aRepeatedReadingCountsOnce() throws Exception {
        Reading first = reading("T", 0, "5.0");
        Reading second = reading("T", 1, "5.0");
        Reading third = reading("T", 2, "5.0");
        assertEquals(new BatchReceipt(2, 1), store().store(batch(List.of(first, second, reading("T", 0, "5.00")))));
        assertEquals(new BatchReceipt(1, 2), store().store(batch(List.of(second, third, first))));
        assertEquals(new BatchReceipt(0, 3), store().store(batch(List.of(second, third, first))));
        assertEquals(3, all().size());
        assertEquals(new Counts("sensors", 0, 0, 0, 0, 0, 3, 6), query().counts().get(0));
    }

    /** Each component of the identity tells readings apart. */
    @Test
    public void readingsThatDifferInOneComponentAreAllKept() throws Exception {
        assertEquals(new BatchReceipt(5, 0), store().store(batch(List.of(reading("T", 0, "5"), reading("U", 0, "5"),
                reading("T", 1, "5"), reading("T", 0, "6"),
                new Reading("T", T0, Optional.of(new BigDecimal("5")), 1)))));
        assertEquals(new BatchReceipt(1, 0), store().store(new ReadingBatch("opcua~b", "sensors", Instant.parse(EIGHT),
                List.of(reading("T", 0, "5")))));
    }

    @Test
    public void theEvidenceOfABatchIsOfWhatItAdded() throws Exception {
        store().store(batch(List.of(reading("T", 1, "5"), reading("T", 3, "5"))));
        store().store(batch(List.of(reading("T", 0, "5"), reading("T", 1, "5"), reading("T", 2, "5"), reading("T", 3, "5"),
                reading("T", 4, "5"))));
        UUID second = all().stream().filter(stored -> stored.reading().sourceTime() == T0).findFirst().orElseThrow().batch();
        StoredBatch stored = query().batch(second).orElseThrow();
        assertEquals(List.of(T0, T0 + 2, T0 + 4), stored.readings().stream().map(Reading::sourceTime).toList());
        assertEquals(List.of(0, 1, 2), all().stream().filter(reading -> reading.batch().equals(second))
                .map(StoredReading::ordinal).sorted().toList());
        assertArrayEquals(BatchEvidence.of(second, "opcua~a", stored.receivedAt(), stored.readings()).envelope(),
                stored.evidence().envelope());
    }

    @Test
    public void batchesWithTheSameReadingsAtOnceAddEachOnce() throws Exception {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            readings.add(reading("T" + i % 7, i, "5"));
        }
        List<BatchReceipt> receipts = atOnce(6, () -> {
            List<Reading> shuffled = new ArrayList<>(readings);
            Collections.shuffle(shuffled);
            return store().store(batch(shuffled));
        });
        assertEquals(500, receipts.stream().mapToInt(BatchReceipt::stored).sum());
        assertEquals(2_500, receipts.stream().mapToInt(BatchReceipt::repeated).sum());
        assertEquals(500, all().size());
        Map<UUID, Long> perBatch = all().stream().collect(Collectors.groupingBy(StoredReading::batch, Collectors.counting()));
        for (Map.Entry<UUID, Long> batch : perBatch.entrySet()) {
            assertEquals(batch.getValue(), query().batch(batch.getKey()).orElseThrow().readings().size());
        }
    }

    @Test
    public void aSeriesMeansWhatWasSaidLast() throws Exception {
        Series celsius = new Series("opcua~a", "T", "https://id.gs1.org/8004/0952132DEV1", Series.Measure.TEMPERATURE, new Unit("CEL"));
        Series fahrenheit = new Series("opcua~a", "T", "https://id.gs1.org/8004/0952132DEV1", Series.Measure.TEMPERATURE, new Unit("FAH"));
        store().store(batch(List.of(reading("T", 0, "5"), reading("T", 1, "5"), reading("U", 1, "5"))));
        assertEquals(2, query().undescribed().size());
        store().describe(celsius, SampleMessage.MAPPING);
        store().describe(celsius, SampleMessage.MAPPING);
        assertEquals(Optional.of(celsius), query().series("opcua~a", "T"));
        assertEquals(1, query().undescribed().size());
        assertEquals("U", query().undescribed().get(0).item());
        assertEquals(1, query().undescribed().get(0).readings());
        store().describe(fahrenheit, SampleMessage.MAPPING);
        assertEquals(Optional.of(fahrenheit), query().series("opcua~a", "T"));
        assertEquals(Optional.empty(), query().series("opcua~b", "T"));
    }

    @Test
    public void theNewestSourceTimeOfEachItemTellsHowFarAnInstanceIsStored() throws Exception {
        assertEquals(Map.of(), query().newestReadings("opcua~a"));
        store().store(batch(List.of(reading("T", 0, "5"), reading("T", 8, "5"), reading("U", 1, "5"))));
        store().store(batch(List.of(reading("T", 3, "6"), new Reading("T", T0 + 9, Optional.empty(), 0x809D_0000L))));
        assertEquals(Map.of("T", T0 + 8, "U", T0 + 1), query().newestReadings("opcua~a"));
        assertEquals(Map.of(), query().newestReadings("opcua~b"));
    }

    private static SampleEvent received(String id, String kilograms) {
        return SampleEvent.object(id, EIGHT).lot(LOT, kilograms);
    }

    private static Reading reading(String item, long ticks, String value) {
        return new Reading(item, T0 + ticks, Optional.of(new BigDecimal(value)), 0);
    }

    private static ReadingBatch batch(List<Reading> readings) {
        return new ReadingBatch("opcua~a", "sensors", Instant.parse("2026-03-01T08:00:01.123456789Z"), readings);
    }

    private List<StoredReading> all() throws Exception {
        List<StoredReading> found = new ArrayList<>();
        query().readings("opcua~a", found::add);
        return found;
    }

    private static void assertSame(Reading expected, Reading actual) {
        assertEquals(expected.item(), actual.item());
        assertEquals(expected.sourceTime(), actual.sourceTime());
        assertEquals(expected.status(), actual.status());
        assertEquals(expected.value().map(BigDecimal::stripTrailingZeros), actual.value().map(BigDecimal::stripTrailingZeros));
    }

    private static void assertQuarantined(String code, Receipt receipt) {
        assertEquals(Outcome.QUARANTINED, receipt.outcome());
        assertFalse(receipt.reasons().isEmpty());
        assertEquals(code, receipt.reasons().get(0).code());
        assertFalse(receipt.reasons().get(0).rule().isEmpty());
    }

    private static List<EventId> ids(String... ids) {
        return List.of(ids).stream().map(EventId::new).toList();
    }

    private List<StoredMessage> messages(Optional<Outcome> outcome, Optional<String> key) throws Exception {
        return query().messages(new MessageFilter(Optional.empty(), outcome, key, Optional.empty(), 100)).messages();
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(times);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : callers.invokeAll(Collections.nCopies(times, call))) {
                results.add(result.get());
            }
            return results;
        } finally {
            callers.shutdownNow();
        }
    }

}
