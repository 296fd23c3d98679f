package io.weft.site.portal;

import io.weft.event.CanonicalJson;
import io.weft.site.hub.Door;
import io.weft.site.wms.Epcis;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The supplier portal, which tells in JSON of its own; or as EPCIS 2.0, for a hub that does not know that. */
public final class SupplierPortal {

    private static final String PARTY = "https://id.gs1.org/417/";

    private final Door door;
    private final boolean epcis;

    public SupplierPortal(Door door, boolean epcis) {
        this.door = door;
        this.epcis = epcis;
    }

    public Door door() {
        return door;
    }

    /** The hub's format for what this portal says. */
    public String format() {
        return epcis ? "epcis-json" : "json";
    }

    /** A supplier of tier 1 is approved for all of its materials. @param supplier GLN */
    public Map<String, Object> qualified(String key, String supplier, LocalDate from, LocalDate to, Instant at)
            throws IOException, InterruptedException {
        return door.send(key, epcis ? Epcis.document(List.of(statement(supplier, from, to, at))) : CanonicalJson.write(
                message("supplier-qualification", key, at, "suppliers", Map.of("gln", supplier,
                        "name", "Example Biochemicals", "country", "DE", "tier", BigDecimal.ONE, "status", "approved",
                        "validFrom", from.toString(), "validTo", to.toString()))));
    }

    /** The supplier's own number of a lot. @param lot Digital Link; batch the number in it */
    public Map<String, Object> knows(String key, String supplier, String gtin, String batch, String lot,
            String supplierBatch, Instant at) throws IOException, InterruptedException {
        if (epcis) {
            return door.send(key, Epcis.document(List.of(link(key, supplier, lot, supplierBatch, at))));
        }
        Map<String, Object> message = message("supplier-batch", key, at, "lots",
                Map.of("gtin", gtin, "batch", batch, "supplierBatch", supplierBatch));
        message.put("supplier", supplier);
        return door.send(key, CanonicalJson.write(message));
    }

    private static Map<String, Object> message(String kind, String id, Instant at, String list, Map<String, Object> element) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("message", kind);
        message.put("messageId", id);
        message.put("statedAt", at.toString());
        message.put(list, List.of(element));
        return message;
    }

    private static Map<String, Object> statement(String supplier, LocalDate from, LocalDate to, Instant at) {
        Map<String, Object> event = Epcis.event("MasterData", "urn:weft:site:qualification:" + supplier, at);
        event.put("vocabulary", "urn:epcglobal:epcis:vtype:SourceDest");
        event.put("id", PARTY + supplier);
        event.put("validFrom", from + "T00:00:00Z");
        event.put("validTo", to.plusDays(1) + "T00:00:00Z");
        event.put("weft:qualification", Map.of("weft:supplier", PARTY + supplier, "weft:tier", BigDecimal.ONE,
                "weft:status", "approved", "weft:validFrom", from.toString(), "weft:validTo", to.toString()));
        return event;
    }

    private static Map<String, Object> link(String key, String supplier, String lot, String supplierBatch, Instant at) {
        Map<String, Object> event = Epcis.event("ObjectEvent", "urn:weft:site:batch:" + key, at);
        event.put("action", "OBSERVE");
        event.put("quantityList", List.of(Map.of("epcClass", lot)));
        event.put("weft:identityLinks", List.of(Map.of("weft:kind", "supplier-lot",
                "weft:alias", "https://weft.io/ns/id/supplier-lot/" + supplier + "/" + supplierBatch)));
        return event;
    }
}
