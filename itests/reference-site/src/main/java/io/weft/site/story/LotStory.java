package io.weft.site.story;

import io.weft.launcher.HubClient;
import io.weft.site.ColdStoreServer;
import io.weft.site.erp.Erp;
import io.weft.site.erp.Idocs;
import io.weft.site.erp.Idocs.Item;
import io.weft.site.wms.Warehouse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** What happens to lot L2026-0815, as each counterpart tells its part of it. */
final class LotStory {

    static final String LOT = "L2026-0815";

    static final String SUPPLIER_BATCH = "HST-26-0815";
    static final String ERP_BATCH = Places.alias("erp-batch", Places.BUYER_GLN, LOT);
    static final String ORDER = "4500000123";
    static final String NOTE = "DN-70031";
    static final Item RECEIVED = new Item("000000000010004741", LOT, "101", "25.000", "KG");
    private static final Item ISSUED = new Item("000000000010004741", LOT, "261", "5.000", "KG");
    private static final int ZONE = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Telling story;
    private final Transport transport;
    private final Release release;
    private final Decisions decisions;
    private final Production production;
    private final Cooling cooling;
    private final Consumer<String> step;
    private final Erp erp;
    private final Warehouse warehouse;
    private final ColdStoreServer coldStore;
    private final HubClient hub;
    private final Findings findings;
    private final Map<String, String> duplicates = new LinkedHashMap<>();

    /** @param step told what comes next */
    LotStory(Telling story, Consumer<String> step) {
        this.story = story;
        this.transport = new Transport(story);
        this.release = new Release(story);
        this.decisions = new Decisions(story);
        this.production = new Production(story);
        this.cooling = new Cooling(story);
        this.step = step;
        this.erp = story.site().erp();
        this.warehouse = story.site().warehouse();
        this.coldStore = story.site().coldStore();
        this.hub = story.hub();
        this.findings = story.findings();
    }

    /** How each kind of duplicate ended. */
    Map<String, String> duplicates() {
        return duplicates;
    }

    /** What the MES asked, and what came of it. */
    Map<String, Object> interlock() {
        return production.interlock();
    }

    /** What MES and ERP were told of a release and a refusal. */
    Map<String, Object> decisions() {
        return decisions.report();
    }

    /** The same for people. */
    String decisionsTold() {
        return decisions.text();
    }

    /** What the emergency cooling was asked and did. */
    Map<String, Object> cooling() throws IOException, InterruptedException {
        return cooling.report();
    }

    String lot() {
        return Places.lot(LOT);
    }

    void tell() throws IOException, InterruptedException, TimeoutException {
        step.accept("ERP and supplier portal: material master, qualification, purchase order " + ORDER);
        transport.masterDataAndOrder();
        step.accept("carrier: despatch advice and logger over SFTP; positions and a shock over Kafka; 9.4 degrees on the way");
        transport.onTheRoad();
        step.accept("  too warm for 40 minutes by the logger's file: the hub holds the lot before it arrives");
        hold(1);
        step.accept("warehouse and ERP: receipt, duplicates, a receipt reversed, a count corrected");
        receipt();
        duplicates(story.hours(24));
        reversal();
        correction(story.hours(25));
        step.accept("MES: may I feed? refused, unknown; refused, held because of the transport and not released");
        production.planned();
        production.refused("L2026-0851", List.of("UNKNOWN_LOT"));
        production.refused(LOT, List.of("HELD", "UNRELEASED"));
        step.accept("laboratory: results over MLLP and in its transfer table, one of them corrected");
        release.results();
        release.correction();
        step.accept("cold store: a day at one reading a minute, 9.4 degrees for twelve minutes; the hub holds the lot");
        cooling.somebodyGoesIn();
        climate(story.hours(24));
        hold(2);
        step.accept("cold store: asked for emergency cooling near the limit; refused, somebody is inside; sent again once nobody is");
        cooling.refusedThenSwitchedOn();
        releaseAndFeed();
        issues(story.hours(54));
    }

    /** Released by the laboratory alone it stays held; assessed by a named person as well it may be fed. */
    private void releaseAndFeed() throws IOException, InterruptedException, TimeoutException {
        step.accept("laboratory and quality: " + Decisions.REJECTED + " rejected, " + LOT + " released; MES and ERP learn of both");
        decisions.rejected();
        decisions.released(release.order());
        List<String> deviations = production.refused(LOT, List.of("HELD"));
        findings.expectEqual(2, deviations.size(), "deviations that hold " + LOT + ": " + deviations);
        step.accept("quality: A. Sommer released, M. Keller assessed " + deviations.size() + " deviations; now the MES feeds");
        for (String deviation : deviations) {
            story.mapped(story.site().quality().assessed(deviation, lot(), "release", "M. Keller (Q-4)",
                    "within the stability budget of the material", story.hours(51)), "assessment of " + deviation);
        }
        story.mapped(warehouse.tell("picked-1", List.of(warehouse.picked(lot(), new BigDecimal(Production.KILOGRAMS),
                Production.order(), Places.STORE, story.hours(51.5)))), "picked for production");
        production.fed();
    }

    private void receipt() throws IOException, InterruptedException, TimeoutException {
        Instant arrived = story.hours(24);
        BigDecimal kilograms = new BigDecimal("25");
        story.mapped(warehouse.tell("installed-1", List.of(warehouse.devicesInstalled(
                Places.zone(ZONE).storage(), List.of(Places.device(ZONE)), story.hours(1)))), "devices installed");
        story.mapped(warehouse.tell("received-1", List.of(received("1", "25", arrived))), "receipt told by the warehouse");
        ReferenceSite.await("the goods receipt is delivered to the ERP", PATIENCE, () -> erp.posted().size() == 1);
        story.mapped(warehouse.tell("taken-over-1", List.of(warehouse.takenOver(lot(), kilograms, Places.zone(ZONE),
                new Warehouse.Handover(Places.CARRIER, Places.BUYER, "dock 4"),
                List.of(Map.of("weft:alias", ERP_BATCH, "weft:kind", "erp-batch")), arrived))), "custody");
        story.mapped(warehouse.tell("unpacked-1", List.of(
                warehouse.unpacked(Places.SSCC, lot(), kilograms, story.hours(24.5)))), "unpacked");
    }

    /** The clerk posts 5 kg that nobody delivered, and takes it back. */
    private void reversal() throws IOException, InterruptedException {
        Idocs.MaterialDocument document = new Idocs.MaterialDocument("5000001235",
                story.hours(25).atOffset(ZoneOffset.UTC).getYear());
        Item nobodys = RECEIVED.withQuantity("5.000");
        story.mapped(erp.send("tx-6", Idocs.postedReceipt(800003, document, "DN-70032", ORDER, nobodys, story.hours(25))),
                "receipt of what nobody delivered");
        story.mapped(erp.send("tx-7", Idocs.reversedReceipt(800004, document, "DN-70032", ORDER, nobodys, story.hours(26))),
                "reversal of the receipt");
    }

    /** Three kinds of duplicate, each of which ends its own way. */
    private void duplicates(Instant arrived) throws IOException, InterruptedException {
        byte[] idoc = Idocs.goodsReceipt(800001, NOTE, ORDER, RECEIVED, arrived);
        Map<String, Object> first = erp.send("tx-2", idoc);
        story.mapped(first, "goods receipt told by the ERP");
        Map<String, Object> fact = firstEvent(first);
        List<?> sameFact = (List<?>) fact.get("sameFactAs");
        duplicates.put("same fact from a second system", sameFact.isEmpty()
                ? "not recognised" : Receipts.outcome(first) + ", reported as the same fact as another event");
        Map<String, Object> again = erp.send("tx-2", idoc);
        findings.expectEqual(Receipts.id(first), Receipts.id(again), "receipt of the same bytes");
        duplicates.put("same bytes", Receipts.outcome(again));
        Map<String, Object> renumbered = erp.send("tx-3", Idocs.goodsReceipt(800002, NOTE, ORDER, RECEIVED, arrived));
        duplicates.put("same content with a new document number",
                Receipts.outcome(renumbered) + " " + Receipts.code(hub, renumbered));
        findings.expectEqual("DUPLICATE", duplicates.get("same bytes"), "same bytes");
        findings.expectEqual("QUARANTINED DUPLICATE_BUSINESS_KEY",
                duplicates.get("same content with a new document number"), "same content with a new document number");
        findings.expect(!sameFact.isEmpty(), "same fact from a second system: not recognised");
    }

    /** The warehouse miscounted, says so, and tells what is right. */
    private void correction(Instant at) throws IOException, InterruptedException {
        String place = Places.zone(ZONE).storage();
        Map<String, Object> wrong = warehouse.counted(lot(), new BigDecimal("52"), place, "1", at);
        Map<String, Object> right = warehouse.counted(lot(), new BigDecimal("25"), place, "2", at);
        story.mapped(warehouse.tell("counted-1", List.of(wrong)), "wrong count");
        Map<String, Object> declared =
                warehouse.declaredWrong(wrong, (String) right.get("eventID"), at.plus(Duration.ofHours(1)));
        story.mapped(warehouse.tell("counted-2", List.of(declared, right)), "error declaration and correction");
    }

    /** Two issues of 5 kg that differ in nothing but their document number: both happened. */
    private void issues(Instant at) throws IOException, InterruptedException {
        story.mapped(erp.send("tx-4", Idocs.goodsIssue(810001, "000001154759", ISSUED, at)), "first issue");
        story.mapped(erp.send("tx-5", Idocs.goodsIssue(810002, "000001154759", ISSUED, at)), "second issue");
        story.mapped(warehouse.tell("counted-3", List.of(warehouse.counted(lot(), new BigDecimal("12.5"),
                Places.zone(ZONE).storage(), "3", at.plus(Duration.ofHours(1))))), "count of the rest");
    }

    /** A day in the cold store at one reading a minute; its door is left open for a while. */
    private void climate(Instant from) {
        int minutes = 24 * 60;
        for (int minute = 1; minute <= minutes; minute++) {
            Instant at = from.plus(Duration.ofMinutes(minute));
            boolean warm = minute > 600 && minute <= 612;
            coldStore.publishTemperature(ZONE, at, warm ? 9.4 : 4.5 + minute % 7 / 10.0);
            if (minute % 10 == 0) {
                coldStore.publishHumidity(ZONE, at, 45 + minute % 30 / 10.0);
            }
            if (minute == 598 || minute == 611) {
                coldStore.publishDoor(ZONE, at, minute == 598);
            }
        }
    }

    /** @param count of confirmed holds that the lot has then */
    private void hold(int count) throws IOException, InterruptedException, TimeoutException {
        ReferenceSite.await("hold " + count + " of " + LOT + " is confirmed", PATIENCE, () ->
                ((List<?>) hub.get("/deliveries").json().get("deliveries")).stream().filter(this::isConfirmedHold).count() == count);
    }

    private boolean isConfirmedHold(Object delivery) {
        Map<?, ?> entry = (Map<?, ?>) delivery;
        return lot().equals(entry.get("orderKey")) && "wms-epcis.hold".equals(entry.get("mapping"))
                && "CONFIRMED".equals(entry.get("state"));
    }

    private Map<String, Object> received(String number, String kilograms, Instant at) {
        return warehouse.received(lot(), number, new BigDecimal(kilograms), Places.zone(ZONE), Places.papers(ORDER, NOTE), at);
    }

    /** The event that a message told, with its envelope. */
    @SuppressWarnings("unchecked")
    private Map<String, Object> firstEvent(Map<String, Object> receipt) throws IOException, InterruptedException {
        Object id = ((List<?>) hub.get("/messages/" + Receipts.id(receipt)).json().get("events")).get(0);
        Map<String, Object> thread = hub.get("/threads/" + Places.GTIN + "/" + HubClient.segment(LOT)).json();
        return ((List<Object>) thread.get("events")).stream().map(entry -> (Map<String, Object>) entry)
                .filter(entry -> id.equals(((Map<?, ?>) entry.get("event")).get("eventID")))
                .findFirst().orElseThrow(() -> new IOException("event " + id + " is not in the thread of " + LOT));
    }
}
