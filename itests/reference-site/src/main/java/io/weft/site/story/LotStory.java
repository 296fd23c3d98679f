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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** What happens to lot L2026-0815, as each counterpart tells its part of it. */
final class LotStory {

    static final String LOT = "L2026-0815";

    private static final String ORDER = "4500000123";
    private static final String NOTE = "DN-70031";
    private static final Item RECEIVED = new Item("000000000010004741", LOT, "101", "25.000", "KG");
    private static final Item ISSUED = new Item("000000000010004741", LOT, "261", "5.000", "KG");
    private static final int ZONE = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Erp erp;
    private final Warehouse warehouse;
    private final ColdStoreServer coldStore;
    private final HubClient hub;
    private final Instant begin;
    private final Findings findings;
    private final Map<String, String> duplicates = new LinkedHashMap<>();

    /** @param begin source time of the purchase order, whole seconds */
    LotStory(ReferenceSite site, Instant begin, Findings findings) {
        this.erp = site.erp();
        this.warehouse = site.warehouse();
        this.coldStore = site.coldStore();
        this.hub = site.administrator();
        this.begin = begin;
        this.findings = findings;
    }

    /** How each kind of duplicate ended. */
    Map<String, String> duplicates() {
        return duplicates;
    }

    String lot() {
        return Places.lot(LOT);
    }

    void tell() throws IOException, InterruptedException, TimeoutException {
        order();
        receipt();
        duplicates(begin.plus(Duration.ofHours(4)));
        correction(begin.plus(Duration.ofHours(5)));
        issues(begin.plus(Duration.ofHours(30)));
        climate(begin.plus(Duration.ofHours(4)));
        hold();
    }

    private void order() throws IOException, InterruptedException {
        mapped(erp.send("tx-1", Idocs.purchaseOrder(700001, ORDER, RECEIVED, begin)), "purchase order");
    }

    private void receipt() throws IOException, InterruptedException, TimeoutException {
        Instant installed = begin.plus(Duration.ofHours(1));
        Instant arrived = begin.plus(Duration.ofHours(4));
        mapped(warehouse.tell("installed-1", List.of(warehouse.devicesInstalled(
                Places.zone(ZONE).storage(), List.of(Places.device(ZONE)), installed))), "devices installed");
        mapped(warehouse.tell("received-1", List.of(received("1", "25", arrived))), "receipt told by the warehouse");
        ReferenceSite.await("the goods receipt is delivered to the ERP", PATIENCE, () -> erp.posted().size() == 1);
    }

    /** Three kinds of duplicate, each of which ends its own way. */
    private void duplicates(Instant arrived) throws IOException, InterruptedException {
        byte[] idoc = Idocs.goodsReceipt(800001, NOTE, ORDER, RECEIVED, arrived);
        Map<String, Object> first = erp.send("tx-2", idoc);
        mapped(first, "goods receipt told by the ERP");
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
        mapped(warehouse.tell("counted-1", List.of(wrong)), "wrong count");
        Map<String, Object> declared =
                warehouse.declaredWrong(wrong, (String) right.get("eventID"), at.plus(Duration.ofHours(1)));
        mapped(warehouse.tell("counted-2", List.of(declared, right)), "error declaration and correction");
    }

    /** Two issues of 5 kg that differ in nothing but their document number: both happened. */
    private void issues(Instant at) throws IOException, InterruptedException {
        mapped(erp.send("tx-4", Idocs.goodsIssue(810001, "000001154759", ISSUED, at)), "first issue");
        mapped(erp.send("tx-5", Idocs.goodsIssue(810002, "000001154759", ISSUED, at)), "second issue");
        mapped(warehouse.tell("counted-3", List.of(warehouse.counted(lot(), new BigDecimal("15"),
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

    private void hold() throws IOException, InterruptedException, TimeoutException {
        ReferenceSite.await("the hold of " + LOT + " is confirmed", PATIENCE, () ->
                ((List<?>) hub.get("/deliveries").json().get("deliveries")).stream().anyMatch(this::isConfirmedHold));
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

    private void mapped(Map<String, Object> receipt, String what) throws IOException, InterruptedException {
        if (!"MAPPED".equals(Receipts.outcome(receipt))) {
            findings.expect(false, what + ": " + Receipts.outcome(receipt) + " " + Receipts.reasons(hub, receipt));
        }
    }
}
