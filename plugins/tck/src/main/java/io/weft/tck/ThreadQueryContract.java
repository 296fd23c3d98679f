package io.weft.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.Outcome;
import io.weft.adapter.ReadingBatch;
import io.weft.event.EvidenceClass;
import io.weft.event.Reading;
import io.weft.event.Series;
import io.weft.event.SourceTime;
import io.weft.event.Unit;
import io.weft.identity.ThreadKey;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.LogStore;
import io.weft.ledger.TreeHead;
import io.weft.thread.Direction;
import io.weft.thread.Exposure;
import io.weft.thread.LotThread;
import io.weft.thread.StoredReading;
import io.weft.thread.ThreadQuery;
import io.weft.thread.ThreadRequest;
import io.weft.thread.ThreadStore;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a {@link ThreadQuery} owes those who ask what happened to a lot. Each test begins with an empty store. */
public abstract class ThreadQueryContract {

    private static final ThreadKey PRODUCT = new ThreadKey("09521321000018", "P-1");
    private static final ThreadKey OTHER_PRODUCT = new ThreadKey("09521321000018", "P-2");
    private static final ThreadKey MATERIAL = new ThreadKey("09521321000025", "M-1");
    private static final ThreadKey BUFFER = new ThreadKey("09521321000032", "B-1");
    private static final String PALLET = "https://id.gs1.org/00/095213210000000001";
    private static final String CASE = "https://id.gs1.org/00/095213210000000018";
    private static final String COLD_ROOM = "https://id.gs1.org/414/9521321000001";
    private static final String DOCK = "https://id.gs1.org/414/9521321000018";
    private static final String DEVICE = "https://id.gs1.org/8004/0952132DEV1";
    private static final String ROOM_DEVICE = "https://id.gs1.org/8004/0952132DEV2";
    private static final Series LOGGER = new Series("opcua~a", "T", DEVICE, Series.Measure.TEMPERATURE, new Unit("CEL"));
    private static final Series ROOM = new Series("opcua~a", "R", ROOM_DEVICE, Series.Measure.TEMPERATURE, new Unit("CEL"));

    private static final String GTIN = "https://id.gs1.org/01/09521321000018";
    private static final String SUPPLIER = "https://id.gs1.org/417/9521321000001";
    private static final String SUPPLIERS_SUPPLIER = "https://id.gs1.org/417/9521321000018";
    private static final String ITEMS = "urn:epcglobal:epcis:vtype:EPCClass";
    private static final String PARTIES = "urn:epcglobal:epcis:vtype:SourceDest";

    private int messages;

    protected abstract ThreadQuery query() throws Exception;

    protected abstract ThreadStore store() throws Exception;

    /** The log that the store's records go into. */
    protected abstract LogStore log() throws Exception;

    @Test
    public void aLotThatNoEventNamesHasNoThread() throws Exception {
        assertEquals(Optional.empty(), query().thread(ThreadRequest.origin(PRODUCT)));
    }

    @Test
    public void everyEventThatNamesTheLotIsThereByTime() throws Exception {
        tell(seen("late", at(9), PRODUCT), seen("early", at(8), PRODUCT), seen("other", at(8), OTHER_PRODUCT));
        LotThread thread = origin(PRODUCT);
        assertEquals(List.of("tck:early", "tck:late"), events(thread));
        assertEquals(List.of(PRODUCT), thread.lots());
        assertFalse(thread.truncated());
    }

    @Test
    public void originGoesToInputsOfInputsAndNeverTurns() throws Exception {
        tell(seen("material", at(1), MATERIAL), seen("buffer", at(1), BUFFER),
                SampleEvent.transformation("tck:mix", at(2)).input(MATERIAL.canonical(), "5").output(BUFFER.canonical(), "5"),
                SampleEvent.transformation("tck:make", at(3)).input(BUFFER.canonical(), "1").output(PRODUCT.canonical(), "1"),
                SampleEvent.transformation("tck:make-other", at(3)).input(BUFFER.canonical(), "1")
                        .output(OTHER_PRODUCT.canonical(), "1"),
                seen("other", at(4), OTHER_PRODUCT));
        LotThread thread = origin(PRODUCT);
        assertEquals(List.of(PRODUCT, BUFFER, MATERIAL), thread.lots());
        assertEquals(Set.of("tck:material", "tck:buffer", "tck:mix", "tck:make"), new HashSet<>(events(thread)));
        LotThread use = query().thread(new ThreadRequest(MATERIAL, Direction.USE, 50, 100)).orElseThrow();
        assertEquals(Set.of(MATERIAL, BUFFER, PRODUCT, OTHER_PRODUCT), new HashSet<>(use.lots()));
        assertEquals(List.of(PRODUCT), query().thread(new ThreadRequest(PRODUCT, Direction.USE, 50, 100)).orElseThrow().lots());
    }

    @Test
    public void aThreadEndsAtTheDepthAndSaysSo() throws Exception {
        tell(SampleEvent.transformation("tck:mix", at(2)).input(MATERIAL.canonical(), "5").output(BUFFER.canonical(), "5"),
                SampleEvent.transformation("tck:make", at(3)).input(BUFFER.canonical(), "1").output(PRODUCT.canonical(), "1"));
        LotThread one = query().thread(new ThreadRequest(PRODUCT, Direction.ORIGIN, 1, 100)).orElseThrow();
        assertEquals(List.of(PRODUCT, BUFFER), one.lots());
        assertTrue(one.truncated());
        assertFalse(query().thread(new ThreadRequest(PRODUCT, Direction.ORIGIN, 2, 100)).orElseThrow().truncated());
    }

    @Test
    public void aThreadEndsAtSoManyEventsAndSaysSo() throws Exception {
        for (int i = 0; i < 5; i++) {
            tell(seen("e-" + i, at(i), PRODUCT));
        }
        LotThread cut = query().thread(new ThreadRequest(PRODUCT, Direction.ORIGIN, 50, 3)).orElseThrow();
        assertEquals(3, cut.events().size());
        assertTrue(cut.truncated());
        assertFalse(query().thread(new ThreadRequest(PRODUCT, Direction.ORIGIN, 50, 5)).orElseThrow().truncated());
    }

    @Test
    public void materialsThatGoRoundInACircleEnd() throws Exception {
        tell(SampleEvent.transformation("tck:1", at(2)).input(BUFFER.canonical(), "5").output(MATERIAL.canonical(), "5"),
                SampleEvent.transformation("tck:2", at(3)).input(MATERIAL.canonical(), "1").output(BUFFER.canonical(), "1"));
        assertEquals(List.of(BUFFER, MATERIAL), origin(BUFFER).lots());
    }

    @Test
    public void aLotHasTheEventsOfItsContainerWhileItWasInIt() throws Exception {
        tell(pallet("before", at(1)),
                SampleEvent.packing("tck:pack", at(2), "ADD", PALLET, PRODUCT.canonical()),
                SampleEvent.packing("tck:pack-sibling", at(3), "ADD", PALLET, OTHER_PRODUCT.canonical()),
                pallet("meanwhile", at(4)),
                SampleEvent.packing("tck:unpack-all", at(5), "DELETE", PALLET),
                pallet("after", at(6)),
                seen("sibling", at(4), OTHER_PRODUCT));
        assertEquals(List.of("tck:pack", "tck:meanwhile", "tck:unpack-all"), events(origin(PRODUCT)));
        assertEquals(List.of(PRODUCT), origin(PRODUCT).lots());
    }

    @Test
    public void aDeviceOnAContainerMeasuresTheLotWhileBothWereThere() throws Exception {
        describe();
        tell(SampleEvent.association("tck:fix", at(1), "ADD", PALLET, DEVICE),
                SampleEvent.packing("tck:pack", at(2), "ADD", CASE, PRODUCT.canonical()),
                SampleEvent.packing("tck:load", at(3), "ADD", PALLET, CASE),
                SampleEvent.packing("tck:unload", at(5), "DELETE", PALLET, CASE),
                SampleEvent.association("tck:unfix", at(6), "DELETE", PALLET, DEVICE),
                SampleEvent.packing("tck:sibling", at(4), "ADD", PALLET, OTHER_PRODUCT.canonical()));
        assertEquals(List.of(new Exposure(PRODUCT, LOGGER, ticks(3), ticks(5))), query().exposures(PRODUCT));
        assertEquals(List.of(new Exposure(OTHER_PRODUCT, LOGGER, ticks(4), ticks(6))), query().exposures(OTHER_PRODUCT));
        LotThread thread = origin(PRODUCT);
        assertEquals(query().exposures(PRODUCT), thread.exposures());
        assertTrue(events(thread).containsAll(List.of("tck:fix", "tck:unfix")), events(thread).toString());
        assertFalse(events(thread).contains("tck:sibling"), events(thread).toString());
    }

    /** A returnable container sees hundreds of devices; one that was never taken off still measures. */
    @Test
    public void aDeviceThatWasFixedLongAgoStillMeasures() throws Exception {
        describe();
        SampleEvent[] others = new SampleEvent[240];
        for (int i = 0; i < others.length; i++) {
            others[i] = SampleEvent.association("tck:other-" + i, at(2), i % 2 == 0 ? "ADD" : "DELETE", PALLET,
                    "https://id.gs1.org/8004/952132100" + i / 2);
        }
        tell(SampleEvent.association("tck:fix", at(1), "ADD", PALLET, DEVICE));
        tell(others);
        tell(SampleEvent.packing("tck:pack", at(3), "ADD", PALLET, PRODUCT.canonical()),
                SampleEvent.packing("tck:unpack", at(5), "DELETE", PALLET, PRODUCT.canonical()));
        assertEquals(List.of(new Exposure(PRODUCT, LOGGER, ticks(3), ticks(5))), query().exposures(PRODUCT));
    }

    @Test
    public void aDeviceInARoomMeasuresTheLotUntilItsNextLocation() throws Exception {
        describe();
        tell(SampleEvent.association("tck:fix", at(0), "ADD", COLD_ROOM, ROOM_DEVICE),
                seen("store", at(2), PRODUCT).location(COLD_ROOM),
                seen("count", at(3), PRODUCT).location(COLD_ROOM),
                seen("look", at(4), PRODUCT),
                seen("ship", at(5), PRODUCT).location(DOCK));
        assertEquals(List.of(new Exposure(PRODUCT, ROOM, ticks(2), ticks(5))), query().exposures(PRODUCT));
    }

    /** The container was in the room before the lot came in, and leaves it with the lot. */
    @Test
    public void aLotIsWhereItsContainerIs() throws Exception {
        describe();
        tell(SampleEvent.association("tck:fix", at(0), "ADD", COLD_ROOM, ROOM_DEVICE),
                pallet("arrive", at(1)).location(COLD_ROOM),
                SampleEvent.packing("tck:pack", at(2), "ADD", PALLET, PRODUCT.canonical()),
                pallet("leave", at(4)).location(DOCK));
        assertEquals(List.of(new Exposure(PRODUCT, ROOM, ticks(2), ticks(4))), query().exposures(PRODUCT));
        assertEquals(Set.of(PRODUCT), query().lotsExposed("opcua~a", "R", ticks(2), ticks(3)));
        assertEquals(Set.of(), query().lotsExposed("opcua~a", "R", ticks(4), ticks(5)));
        assertEquals(Set.of(), query().lotsExposed("opcua~a", "R", ticks(0), ticks(2)));
    }

    @Test
    public void aDeclaredErrorStaysVisibleAndDoesNotCount() throws Exception {
        describe();
        SampleEvent wrong = SampleEvent.packing("tck:wrong", at(2), "ADD", PALLET, PRODUCT.canonical());
        tell(SampleEvent.association("tck:fix", at(1), "ADD", PALLET, DEVICE), wrong);
        assertEquals(1, query().exposures(PRODUCT).size());
        tell(SampleEvent.packing("tck:right", at(3), "ADD", CASE, PRODUCT.canonical()));
        tell(wrong.inError("2026-03-02T08:00:00Z", "tck:right"));
        assertEquals(List.of(), query().exposures(PRODUCT));
        assertEquals(List.of("tck:wrong", "tck:wrong", "tck:right"), events(origin(PRODUCT)));
    }

    @Test
    public void aTransformationInErrorLeadsNowhere() throws Exception {
        SampleEvent wrong = SampleEvent.transformation("tck:make", at(3)).input(BUFFER.canonical(), "1")
                .output(PRODUCT.canonical(), "1");
        tell(wrong, seen("buffer", at(1), BUFFER));
        assertEquals(List.of(PRODUCT, BUFFER), origin(PRODUCT).lots());
        tell(wrong.inError("2026-03-02T08:00:00Z"));
        assertEquals(List.of(PRODUCT), origin(PRODUCT).lots());
        assertEquals(List.of("tck:make", "tck:make"), events(origin(PRODUCT)));
    }

    @Test
    public void inputsAndOutputsOfOneTransformationMayBeToldApart() throws Exception {
        tell(SampleEvent.transformation("tck:in", at(2)).input(BUFFER.canonical(), "1").with("transformationID", "urn:tck:t:1"),
                SampleEvent.transformation("tck:out", at(3)).output(PRODUCT.canonical(), "1")
                        .with("transformationID", "urn:tck:t:1"),
                SampleEvent.transformation("tck:other", at(3)).input(MATERIAL.canonical(), "1")
                        .with("transformationID", "urn:tck:t:2"));
        assertEquals(List.of(PRODUCT, BUFFER), origin(PRODUCT).lots());
        assertEquals(List.of("tck:in", "tck:out"), events(origin(PRODUCT)));
        assertEquals(List.of(BUFFER, PRODUCT),
                query().thread(new ThreadRequest(BUFFER, Direction.USE, 50, 100)).orElseThrow().lots());
    }

    @Test
    public void theNextPageGoesOnWhereTheThreadWasCut() throws Exception {
        for (int i = 0; i < 5; i++) {
            tell(seen("e-" + i, at(i), PRODUCT));
        }
        tell(SampleEvent.transformation("tck:make", at(6)).input(BUFFER.canonical(), "1").output(PRODUCT.canonical(), "1"),
                seen("buffer", at(0), BUFFER));
        List<String> told = new ArrayList<>();
        ThreadRequest request = new ThreadRequest(PRODUCT, Direction.ORIGIN, 50, 3);
        LotThread page = query().thread(request).orElseThrow();
        told.addAll(events(page));
        while (page.truncated()) {
            page = query().thread(request.after(page.next().orElseThrow())).orElseThrow();
            told.addAll(events(page));
        }
        assertEquals(7, told.size(), told.toString());
        assertEquals(new HashSet<>(events(origin(PRODUCT))), new HashSet<>(told));
        assertThrows(IllegalArgumentException.class, () -> query().thread(request.after("not a cursor")));
    }

    @Test
    public void theNextPageGoesOnBeyondTheDepth() throws Exception {
        tell(SampleEvent.transformation("tck:mix", at(2)).input(MATERIAL.canonical(), "5").output(BUFFER.canonical(), "5"),
                SampleEvent.transformation("tck:make", at(3)).input(BUFFER.canonical(), "1").output(PRODUCT.canonical(), "1"),
                seen("material", at(1), MATERIAL));
        ThreadRequest request = new ThreadRequest(PRODUCT, Direction.ORIGIN, 1, 100);
        LotThread first = query().thread(request).orElseThrow();
        LotThread second = query().thread(request.after(first.next().orElseThrow())).orElseThrow();
        assertEquals(List.of(MATERIAL), second.lots());
        assertTrue(events(second).contains("tck:material"), events(second).toString());
        assertFalse(second.truncated());
    }

    /** Whatever comes later, also about earlier times, is not seen. */
    @Test
    public void anEarlierAnswerIsGivenAgain() throws Exception {
        describe();
        SampleEvent packed = SampleEvent.packing("tck:pack", at(2), "ADD", PALLET, PRODUCT.canonical());
        tell(SampleEvent.association("tck:fix", at(1), "ADD", PALLET, DEVICE), packed,
                SampleEvent.transformation("tck:make", at(2)).input(BUFFER.canonical(), "1").output(PRODUCT.canonical(), "1"),
                SampleEvent.statement("tck:then", at(0), "urn:epcglobal:epcis:vtype:EPCClass", GTIN, at(0)));
        store().store(new ReadingBatch("opcua~a", "sensors", Instant.parse(at(5)), List.of(reading(3))));
        sequence();
        long size = query().logSize();
        String before = told(origin(PRODUCT)) + query().readingCounts(origin(PRODUCT).exposures(), OptionalLong.empty());
        tell(packed.inError("2026-03-02T08:00:00Z"), seen("late", at(1), PRODUCT),
                SampleEvent.association("tck:late-fix", at(1), "ADD", PALLET, ROOM_DEVICE),
                SampleEvent.transformation("tck:late-make", at(2)).input(MATERIAL.canonical(), "1").output(PRODUCT.canonical(), "1"),
                SampleEvent.statement("tck:corrected", at(0), "urn:epcglobal:epcis:vtype:EPCClass", GTIN, at(0)));
        store().store(new ReadingBatch("opcua~a", "sensors", Instant.parse(at(6)), List.of(reading(4))));
        assertNotEquals(before, told(origin(PRODUCT)));
        sequence();
        LotThread again = query().thread(ThreadRequest.origin(PRODUCT).asOf(size)).orElseThrow();
        assertEquals(before, told(again) + query().readingCounts(again.exposures(), OptionalLong.of(size)));
        assertThrows(IllegalArgumentException.class,
                () -> query().thread(ThreadRequest.origin(PRODUCT).asOf(query().logSize() + 1)));
        assertEquals(Optional.empty(), query().thread(ThreadRequest.origin(PRODUCT).asOf(0)));
    }

    @Test
    public void aTimeIsTheSizeOfTheLastCheckpointBeforeIt() throws Exception {
        tell(seen("one", at(1), PRODUCT));
        sequence();
        log().save(new Checkpoint("tck", 1, new byte[32], Instant.parse(at(4)), new byte[0]));
        assertEquals(0, query().logSizeAt(Instant.parse(at(3))));
        assertEquals(1, query().logSizeAt(Instant.parse(at(4))));
    }

    @Test
    public void statementsThatHeldThenBelongToTheThread() throws Exception {
        describe();
        tell(seen("receipt", at(4), PRODUCT).with("sourceList", List.of(Map.of("type", "possessing_party", "source", SUPPLIER))),
                SampleEvent.association("tck:fix", at(1), "ADD", PALLET, DEVICE),
                SampleEvent.packing("tck:pack", at(2), "ADD", PALLET, PRODUCT.canonical()));
        tell(SampleEvent.statement("tck:before", at(0), ITEMS, GTIN, at(0), at(1)),
                SampleEvent.statement("tck:replaced", at(0), ITEMS, GTIN, at(1), at(9)),
                SampleEvent.statement("tck:then", at(0), ITEMS, GTIN, at(1), at(9)),
                SampleEvent.statement("tck:after", at(0), ITEMS, GTIN, at(9)),
                SampleEvent.statement("tck:tier-1", at(0), PARTIES, SUPPLIER, at(0)),
                SampleEvent.statement("tck:tier-2", at(0), PARTIES, SUPPLIERS_SUPPLIER, at(0))
                        .with("weft:qualification", Map.of("weft:supplies", SUPPLIER)),
                SampleEvent.statement("tck:calibrated", at(0), "https://weft.io/ns/Device", DEVICE, at(0), at(3)),
                SampleEvent.statement("tck:calibrated-later", at(0), "https://weft.io/ns/Device", DEVICE, at(8)),
                SampleEvent.statement("tck:other-device", at(0), "https://weft.io/ns/Device", ROOM_DEVICE, at(0)));
        List<String> statements = origin(PRODUCT).events().stream().filter(stored -> !stored.event().type().isEvent())
                .map(stored -> stored.event().id().uri()).sorted().toList();
        assertEquals(List.of("tck:calibrated", "tck:then", "tck:tier-1", "tck:tier-2"), statements);
    }

    /** A logger is read out after the journey, and then put on the next one. */
    @Test
    public void whatALoggerMeasuredOnTheWayBelongsToTheThread() throws Exception {
        tell(seen("packed", at(1), PRODUCT),
                SampleEvent.association("tck:fix", at(1), "ADD", PALLET, DEVICE),
                SampleEvent.packing("tck:pack", at(1), "ADD", PALLET, PRODUCT.canonical()),
                SampleEvent.packing("tck:unpack", at(4), "DELETE", PALLET, PRODUCT.canonical()),
                SampleEvent.association("tck:off", at(4), "DELETE", PALLET, DEVICE));
        for (SampleEvent window : List.of(window("tck:journey", at(6), at(2), at(3)), window("tck:before", at(0), at(0), at(0)),
                window("tck:next-journey", at(9), at(7), at(8)))) {
            store().store(SampleMessage.of("m-" + messages++).classes(EvidenceClass.CLIMATE).tells(window).mapped());
        }
        List<String> told = events(origin(PRODUCT));
        assertTrue(told.contains("tck:journey"), told::toString);
        assertFalse(told.contains("tck:before") || told.contains("tck:next-journey"), told::toString);
    }

    private static SampleEvent window(String id, String told, String from, String to) {
        return SampleEvent.object(id, told).with("epcList", List.of(DEVICE)).with("sensorElementList", List.of(Map.of(
                "sensorMetadata", Map.of("deviceID", DEVICE, "startTime", from, "endTime", to),
                "sensorReport", List.of(Map.of("type", "Temperature", "uom", "CEL", "maxValue", new BigDecimal("9.4"))))));
    }

    /** The rows of a file that was read out after the journey, each at its own time. */
    @Test
    public void whatALoggersFileTellsIsAnExposureOfItsOwn() throws Exception {
        journey();
        SampleEvent file = rows("tck:file", at(9), at(2), "5.4", at(3), "9.4", at(4), "9.5", at(7), "21.0");
        tell(file);
        Exposure told = new Exposure(PRODUCT, Series.told(file.id(), DEVICE, Series.Measure.TEMPERATURE, new Unit("CEL")),
                ticks(2), ticks(4));
        assertEquals(List.of(told), query().exposures(PRODUCT), "as long as the lot was with the device, and the file tells of");
        assertEquals(List.of(told), origin(PRODUCT).exposures());
        assertEquals(List.of(2L), query().readingCounts(List.of(told), OptionalLong.empty()));
        List<StoredReading> readings = new ArrayList<>();
        query().readings(told, readings::add);
        assertEquals(List.of(new Reading(told.series().item(), ticks(2), Optional.of(new BigDecimal("5.4")), 0),
                new Reading(told.series().item(), ticks(3), Optional.of(new BigDecimal("9.4")), 0)),
                readings.stream().map(StoredReading::reading).toList());
        assertEquals(List.of(0, 1), readings.stream().map(StoredReading::ordinal).toList());
        assertEquals(Set.of(PRODUCT), query().lotsTouched(List.of(file.event())));
        SampleEvent next = rows("tck:next", at(9), at(7), "5.0", at(8), "5.0");
        tell(next);
        assertEquals(Set.of(), query().lotsTouched(List.of(next.event())), "the lot had left");
    }

    @Test
    public void aFileThatWasDeclaredWrongTellsNothingAndTouchesItsLots() throws Exception {
        journey();
        SampleEvent file = rows("tck:file", at(9), at(2), "5.4", at(3), "9.4");
        tell(file);
        sequence();
        long before = query().logSize();
        assertEquals(1, query().exposures(PRODUCT).size());
        SampleEvent declared = file.inError("2026-03-02T08:00:00Z");
        tell(declared);
        sequence();
        assertEquals(List.of(), query().exposures(PRODUCT));
        assertEquals(Set.of(PRODUCT), query().lotsTouched(List.of(declared.event())));
        assertEquals(1, query().thread(ThreadRequest.origin(PRODUCT).asOf(before)).orElseThrow().exposures().size());
    }

    /** Sums of a day say no time; a reading in error is one that the device does not vouch for. */
    @Test
    public void onlyValuesWithAUnitOfAKnownMeasureAreReadings() throws Exception {
        journey();
        tell(SampleEvent.object("tck:sums", at(9)).epc(DEVICE).with("sensorElementList", List.of(Map.of(
                "sensorMetadata", Map.of("deviceID", DEVICE, "time", "2026-03-01T02:30:00.123456789012Z"),
                "sensorReport", List.of(Map.of("type", "Temperature", "uom", "CEL", "maxValue", new BigDecimal("9.4")),
                        Map.of("type", "Temperature", "value", new BigDecimal("9.4")),
                        Map.of("type", "Voltage", "uom", "VLT", "value", new BigDecimal("3.1")),
                        Map.of("type", "gs1:Temperature", "uom", "CEL", "value", new BigDecimal("85"), "exception", "ERROR_CONDITION"))))));
        List<Exposure> exposures = query().exposures(PRODUCT);
        assertEquals(1, exposures.size(), exposures::toString);
        List<StoredReading> readings = new ArrayList<>();
        query().readings(exposures.get(0), readings::add);
        assertEquals(1, readings.size());
        assertFalse(readings.get(0).reading().good());
        assertEquals(SourceTime.ofInstant(Instant.parse("2026-03-01T02:30:00.123456789Z")), readings.get(0).reading().sourceTime());
    }

    private void journey() throws Exception {
        tell(SampleEvent.association("tck:fix", at(1), "ADD", PALLET, DEVICE),
                SampleEvent.packing("tck:pack", at(1), "ADD", PALLET, PRODUCT.canonical()),
                SampleEvent.packing("tck:unpack", at(4), "DELETE", PALLET, PRODUCT.canonical()),
                SampleEvent.association("tck:off", at(6), "DELETE", PALLET, DEVICE));
    }

    /** @param timesAndValues in turn */
    private static SampleEvent rows(String id, String told, String... timesAndValues) {
        List<Map<String, Object>> reports = new ArrayList<>();
        for (int i = 0; i < timesAndValues.length; i += 2) {
            reports.add(Map.of("type", "Temperature", "uom", "CEL", "time", timesAndValues[i],
                    "value", new BigDecimal(timesAndValues[i + 1])));
        }
        return SampleEvent.object(id, told).with("epcList", List.of(DEVICE)).with("sensorElementList",
                List.of(Map.of("sensorMetadata", Map.of("deviceID", DEVICE), "sensorReport", reports)));
    }

    @Test
    public void anErrorInAStatementBringsBackTheOneBefore() throws Exception {
        SampleEvent wrong = SampleEvent.statement("tck:wrong", at(0), ITEMS, GTIN, at(0));
        tell(seen("one", at(1), PRODUCT), SampleEvent.statement("tck:right", at(0), ITEMS, GTIN, at(0)), wrong);
        assertTrue(events(origin(PRODUCT)).contains("tck:wrong"));
        tell(wrong.inError("2026-03-02T08:00:00Z"));
        assertEquals(List.of("tck:right", "tck:one"), events(origin(PRODUCT)));
    }

    @Test
    public void statementsAreNoEvents() throws Exception {
        tell(SampleEvent.statement("tck:statement", at(0), ITEMS, GTIN, at(0)), seen("one", at(1), PRODUCT));
        assertEquals(List.of("tck:one"), query().events(Optional.empty(), 10).stream()
                .map(stored -> stored.event().id().uri()).toList());
    }

    /** The container was here a hundred times before, with other lots and other devices. */
    @Test
    public void aContainerThatComesBackBringsNothingOfItsOtherTurns() throws Exception {
        describe();
        tell(SampleEvent.association("tck:other-fix", at(0), "ADD", PALLET, ROOM_DEVICE),
                SampleEvent.packing("tck:other-pack", at(0), "ADD", PALLET, OTHER_PRODUCT.canonical()),
                pallet("other-turn", at(1)),
                SampleEvent.packing("tck:other-unpack", at(2), "DELETE", PALLET),
                SampleEvent.association("tck:other-unfix", at(2), "DELETE", PALLET, ROOM_DEVICE),
                SampleEvent.association("tck:fix", at(3), "ADD", PALLET, DEVICE),
                SampleEvent.packing("tck:pack", at(3), "ADD", PALLET, PRODUCT.canonical()),
                SampleEvent.packing("tck:unpack", at(5), "DELETE", PALLET),
                SampleEvent.association("tck:unfix", at(6), "DELETE", PALLET, DEVICE),
                SampleEvent.association("tck:next-fix", at(7), "ADD", PALLET, DEVICE),
                SampleEvent.packing("tck:next-pack", at(7), "ADD", PALLET, OTHER_PRODUCT.canonical()));
        LotThread thread = origin(PRODUCT);
        assertEquals(List.of(new Exposure(PRODUCT, LOGGER, ticks(3), ticks(5))), thread.exposures());
        assertEquals(List.of("tck:fix", "tck:pack", "tck:unpack", "tck:unfix"), events(thread));
    }

    @Test
    public void theOrderBehindAReceiptIsOneHopAway() throws Exception {
        tell(SampleEvent.transaction("tck:order", at(0)).cites("urn:tck:po:1").lot("https://id.gs1.org/01/09521321000025", "10"),
                seen("receipt", at(2), MATERIAL).cites("urn:tck:po:1").cites("urn:tck:desadv:1"),
                seen("sibling", at(2), BUFFER).cites("urn:tck:po:1").cites("urn:tck:invoice:1"),
                SampleEvent.transaction("tck:invoice", at(3)).cites("urn:tck:invoice:1")
                        .lot("https://id.gs1.org/01/09521321000025", "10"));
        assertEquals(List.of("tck:order", "tck:receipt"), events(origin(MATERIAL)));
    }

    @Test
    public void anEventTouchesTheLotsThatItMoves() throws Exception {
        tell(SampleEvent.packing("tck:pack", at(2), "ADD", CASE, PRODUCT.canonical()),
                SampleEvent.packing("tck:load", at(3), "ADD", PALLET, CASE),
                seen("store", at(2), MATERIAL).location(COLD_ROOM));
        assertEquals(Set.of(PRODUCT), query().lotsTouched(List.of(pallet("move", at(4)).location(DOCK).event())));
        assertEquals(Set.of(BUFFER), query().lotsTouched(List.of(seen("x", at(4), BUFFER).location(COLD_ROOM).event())));
        assertEquals(Set.of(MATERIAL), query().lotsTouched(List.of(
                SampleEvent.association("tck:fix", at(3), "ADD", COLD_ROOM, ROOM_DEVICE).event())));
        assertEquals(Set.of(), query().lotsTouched(List.of(seen("stays", at(4), BUFFER).event())),
                "an event that says no place moves nothing");
    }

    @Test
    public void theReadingsOfAnExposureComeByTimeAndHalfOpen() throws Exception {
        List<Reading> readings = new ArrayList<>();
        for (int hour : List.of(5, 3, 2, 4)) {
            readings.add(new Reading("T", ticks(hour), Optional.of(new BigDecimal(hour)), 0));
        }
        store().store(new ReadingBatch("opcua~a", "sensors", Instant.parse(at(5)), readings));
        List<StoredReading> told = new ArrayList<>();
        query().readings(new Exposure(PRODUCT, LOGGER, ticks(3), ticks(5)), told::add);
        assertEquals(List.of(ticks(3), ticks(4)), told.stream().map(stored -> stored.reading().sourceTime()).toList());
    }

    @Test
    public void theLotsOfAnItemAreFound() throws Exception {
        tell(seen("1", at(1), new ThreadKey("09521321000094", "B")), seen("2", at(2), new ThreadKey("09521321000094", "A")),
                seen("3", at(3), new ThreadKey("09521321000094", "A")), seen("4", at(4), new ThreadKey("09521321000087", "C")));
        assertEquals(List.of("A", "B"), query().lots("09521321000094", 10).stream().map(ThreadKey::lot).toList());
        assertEquals(1, query().lots("09521321000094", 1).size());
        assertEquals(List.of(), query().lots("09521321000070", 10));
    }

    private void sequence() throws Exception {
        log().sequence("tck", 1_000, (head, pending) -> new LogStore.Appended(
                new TreeHead(head.size() + pending.size(), List.of()), List.of()));
    }

    /** All that an answer shows of a thread. */
    private static String told(LotThread thread) {
        return thread.lots() + "\n" + thread.exposures() + "\n" + thread.events().stream().map(stored ->
                new String(stored.event().body(), StandardCharsets.UTF_8) + stored.leafIndex() + stored.sameFactAs()
                        + stored.recordTime()).collect(Collectors.joining("\n"));
    }

    private static Reading reading(int hour) {
        return new Reading("T", ticks(hour), Optional.of(BigDecimal.ONE), 0);
    }

    private void describe() throws Exception {
        store().describe(LOGGER, SampleMessage.MAPPING);
        store().describe(ROOM, SampleMessage.MAPPING);
    }

    private void tell(SampleEvent... events) throws Exception {
        for (SampleEvent event : events) {
            assertEquals(Outcome.MAPPED,
                    store().store(SampleMessage.of("m-" + messages++).tells(event).mapped()).outcome());
        }
    }

    private LotThread origin(ThreadKey lot) throws Exception {
        return query().thread(ThreadRequest.origin(lot)).orElseThrow();
    }

    private static List<String> events(LotThread thread) {
        return thread.events().stream().map(stored -> stored.event().id().uri()).collect(Collectors.toList());
    }

    private static SampleEvent seen(String id, String time, ThreadKey lot) {
        return SampleEvent.object("tck:" + id, time).lot(lot.canonical(), "5");
    }

    private static SampleEvent pallet(String id, String time) {
        return SampleEvent.object("tck:" + id, time).epc(PALLET);
    }

    private static String at(int hour) {
        return "2026-03-01T0" + hour + ":00:00Z";
    }

    private static long ticks(int hour) {
        return SourceTime.ofInstant(Instant.parse(at(hour)));
    }
}
