package io.weft.fire.site;

import io.weft.event.CanonicalJson;
import io.weft.fire.load.Document;
import io.weft.fire.load.Door;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Documents about lots {@code FIRE-<run>.<index>-<line>}, each lot in one document and there in one event. */
public final class Goods {

    /** Format and path of the door for EPCIS documents. */
    public static final String EPCIS_PATH = "/fire/epcis";
    /** Path of the door for receipts in JSON, which {@link ReceiptMapping} reads. */
    public static final String RECEIPTS_PATH = "/fire/receipts";

    private static final String GTIN = "09521321000018";
    private static final int LINES = 2;
    private static final String NOTE = "Received in good order and condition, seals intact, documents complete. ";

    private Goods() {
    }

    /** An EPCIS document with one event of class 12. */
    public static Document epcis(Door door, String run, int index) {
        return epcis(door, run, index, "storing");
    }

    /** An EPCIS document with one event of classes 6 and 12: the log signs custody at once. */
    public static Document custody(Door door, String run, int index) {
        return epcis(door, run, index, "receiving");
    }

    private static Document epcis(Door door, String run, int index, String step) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", "ObjectEvent");
        event.put("action", "OBSERVE");
        event.put("bizStep", step);
        event.put("eventTime", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        event.put("eventTimeZoneOffset", "+00:00");
        event.put("quantityList", List.of(Map.of("epcClass", "https://id.gs1.org/01/" + GTIN + "/10/" + lot(run, index, 0),
                "quantity", BigDecimal.valueOf(index % 1_000 + 1), "uom", "KGM")));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("@context", List.of("https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"));
        document.put("type", "EPCISDocument");
        document.put("schemaVersion", "2.0");
        document.put("creationDate", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        document.put("epcisBody", Map.of("eventList", List.of(event)));
        return new Document(door, key(run, index), CanonicalJson.write(document), 1);
    }

    /** A receipt of two lots, hence of two events. */
    public static Document receipt(Door door, String run, int index) {
        List<Object> lines = new ArrayList<>();
        for (int line = 0; line < LINES; line++) {
            lines.add(Map.of("gtin", GTIN, "lot", lot(run, index, line), "quantity", (index % 1_000 + 1) + ".5"));
        }
        Map<String, Object> receipt = new LinkedHashMap<>();
        receipt.put("receipt", key(run, index));
        receipt.put("at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        receipt.put("lines", lines);
        receipt.put("note", NOTE);
        return new Document(door, key(run, index), CanonicalJson.write(receipt), LINES);
    }

    private static String key(String run, int index) {
        return keyPrefix(run) + index;
    }

    /** Of every Idempotency-Key of a run. */
    public static String keyPrefix(String run) {
        return "fire-" + run + "-";
    }

    private static String lot(String run, int index, int line) {
        return "FIRE-" + run + "." + index + "-" + line;
    }
}
