package io.weft.site.story;

import io.weft.launcher.HubClient;
import io.weft.site.carrier.CarrierFiles;
import io.weft.site.carrier.DespatchAdvice;
import io.weft.site.erp.Erp;
import io.weft.site.erp.Idocs;
import io.weft.site.erp.Idocs.Item;
import io.weft.site.lims.LabMessage;
import io.weft.site.mes.B2mml;
import io.weft.site.mes.B2mml.Material;
import io.weft.site.wms.Warehouse;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** One message per fault that a site engineer meets. Each must end quarantined, with a reason that names the fault. */
final class MalformedMessages {

    private static final String ORDER = "4500000999";
    private static final Item SOUND = new Item("000000000010004741", "L-BAD", "101", "25.000", "KG");

    private final Telling story;
    private final Erp erp;
    private final Warehouse warehouse;
    private final HubClient hub;
    private final Instant at;
    private final Findings findings;
    private int number;

    MalformedMessages(Telling story) {
        this.story = story;
        this.erp = story.site().erp();
        this.warehouse = story.site().warehouse();
        this.hub = story.hub();
        this.at = story.begin();
        this.findings = story.findings();
    }

    void send() throws IOException, InterruptedException, TimeoutException {
        receipt(SOUND.withQuantity("12,5,0"), "ENTRY_QNT");
        receipt(SOUND.withUnit("FURLONG"), "ENTRY_UOM");
        receipt(SOUND.withMaterial("000000000099999999"), "MATERIAL");
        receipt(SOUND.withBatch(""), "BATCH");
        receipt(SOUND.withMovementType("122"), "MOVE_TYPE");
        quarantined("an XML text that ends in the middle",
                erp.send("bad-xml", "<?xml version=\"1.0\"?><MBGMCR02><IDOC>".getBytes(StandardCharsets.UTF_8)), "");
        quarantined("an IDoc that nobody agreed on", erp.send("bad-type", Idocs.ofUnknownType(890100, at)), "");
        quarantined("another document under a known number",
                erp.send("bad-number", Idocs.purchaseOrder(700001, ORDER, SOUND, at)), "");
        warehouseFaults();
        otherFaults();
    }

    private void otherFaults() throws IOException, InterruptedException, TimeoutException {
        Counterparts site = story.site();
        quarantined("a supplier's batch number of an unknown GTIN", site.portal().knows("bad-portal", Places.SUPPLIER_GLN,
                "04012345000017", "L-BAD", "S-BAD", at), "gtin");
        quarantined("a production order that needs '2,5' kg", site.mes().tell("bad-mes", new B2mml("MES-PLANT1").schedule("1154999",
                new Material("FG-900", "", "100"), new Material("API-100", "L-BAD", "2,5"), at)), "Quantity");
        byte[] result = new LabMessage("F-BAD", "S-BAD", "L-BAD", "10004741", at)
                .number("M-BAD", "ASSAY", "99,20", "98.0-102.0", "N", "F", at, at);
        quarantined("a result with a decimal comma",
                story.arrived("lims", site.laboratory().tell(result), "result with a decimal comma"), "OBX-5");
        byte[] advice = new DespatchAdvice("DN-BAD", ORDER, Places.SUPPLIER_GLN, Places.SHIPPER_GLN, Places.CARRIER_GLN,
                Places.BUYER_GLN, Places.PLANT_GLN, "340123450000000018", Places.GTIN, "L-BAD", "1", "20991231").interchange(at);
        quarantined("an SSCC with a wrong check digit", story.arrived("carrier",
                site.carrierFiles().put(CarrierFiles.INTERCHANGES, "DN-BAD.edi", advice), "despatch advice"), "GIN02");
    }

    private void warehouseFaults() throws IOException, InterruptedException {
        quarantined("JSON that ends in the middle",
                warehouse.door().send("bad-json", "{\"type\":\"EPCISDocument\"".getBytes(StandardCharsets.UTF_8)), "");
        Map<String, Object> checkDigit = warehouse.counted("https://id.gs1.org/01/04012345000017/10/L-BAD",
                BigDecimal.ONE, Places.STORE, "bad-1", at);
        quarantined("a GTIN with a wrong check digit", warehouse.tell("bad-gtin", List.of(checkDigit)), "epcClass");
        Map<String, Object> noZone = new LinkedHashMap<>(
                warehouse.counted(Places.lot("L-BAD"), BigDecimal.ONE, Places.STORE, "bad-2", at));
        noZone.remove("eventTimeZoneOffset");
        quarantined("an event without its time zone", warehouse.tell("bad-zone", List.of(noZone)), "eventTimeZoneOffset");
        Map<String, Object> first = warehouse.counted(Places.lot("L-BAD"), BigDecimal.ONE, Places.STORE, "bad-3", at);
        Map<String, Object> other = new LinkedHashMap<>(first);
        other.put("eventTime", io.weft.site.wms.Epcis.time(at.plus(Duration.ofMinutes(1))));
        findings.expectEqual("MAPPED", Receipts.outcome(warehouse.tell("bad-id-1", List.of(first))), "a sound count");
        quarantined("another event under a known eventID", warehouse.tell("bad-id-2", List.of(other)), "");
    }

    private void receipt(Item item, String field) throws IOException, InterruptedException {
        number++;
        quarantined("a goods receipt with a wrong " + field, erp.send("bad-" + number,
                Idocs.goodsReceipt(890000 + number, "DN-BAD-" + number, ORDER, item, at)), field);
    }

    /** @param field part of the field that the reason must name; empty if it is the whole message */
    private void quarantined(String what, Map<String, Object> receipt, String field)
            throws IOException, InterruptedException {
        findings.expectEqual("QUARANTINED", Receipts.outcome(receipt), what);
        List<?> reasons = Receipts.reasons(hub, receipt);
        boolean named = reasons.stream().map(reason -> (Map<?, ?>) reason).anyMatch(reason ->
                String.valueOf(reason.get("field")).contains(field) && !String.valueOf(reason.get("rule")).isBlank());
        findings.expect(named, what + ": no reason names '" + field + "': " + reasons);
    }
}
