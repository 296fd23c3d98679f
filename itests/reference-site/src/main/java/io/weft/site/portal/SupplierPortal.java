package io.weft.site.portal;

import io.weft.event.CanonicalJson;
import io.weft.site.hub.Door;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The supplier portal, which tells in JSON. */
public final class SupplierPortal {

    private final Door door;

    public SupplierPortal(Door door) {
        this.door = door;
    }

    public Door door() {
        return door;
    }

    /** A supplier of tier 1 is approved for all of its materials. @param supplier GLN */
    public Map<String, Object> qualified(String id, String supplier, LocalDate from, LocalDate to, Instant at)
            throws IOException, InterruptedException {
        return tell(id, message("supplier-qualification", id, at, "suppliers", Map.of("gln", supplier,
                "name", "Example Biochemicals", "country", "DE", "tier", BigDecimal.ONE, "status", "approved",
                "validFrom", from.toString(), "validTo", to.toString())));
    }

    /** The supplier's own number of a lot. @param supplier GLN */
    public Map<String, Object> knows(String id, String supplier, String gtin, String batch, String supplierBatch, Instant at)
            throws IOException, InterruptedException {
        Map<String, Object> message = message("supplier-batch", id, at, "lots",
                Map.of("gtin", gtin, "batch", batch, "supplierBatch", supplierBatch));
        message.put("supplier", supplier);
        return tell(id, message);
    }

    private Map<String, Object> tell(String id, Map<String, Object> message) throws IOException, InterruptedException {
        return door.send(id, CanonicalJson.write(message));
    }

    private static Map<String, Object> message(String kind, String id, Instant at, String list, Map<String, Object> element) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("message", kind);
        message.put("messageId", id);
        message.put("statedAt", at.toString());
        message.put(list, List.of(element));
        return message;
    }
}
