package io.weft.site.quality;

import io.weft.site.hub.Door;
import io.weft.site.wms.Epcis;
import io.weft.site.wms.Warehouse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The quality system: what named persons make of deviations and lots, by EPCIS capture. */
public final class QualitySystem {

    private final Door door;

    public QualitySystem(Door door) {
        this.door = door;
    }

    public Door door() {
        return door;
    }

    /** A named person's assessment. @param decision {@code no-impact}, {@code hold}, {@code reject} or {@code release} */
    public Map<String, Object> assessed(String deviation, String lot, String decision, String person, String reason,
            Instant at) throws IOException, InterruptedException {
        Map<String, Object> assessment = new LinkedHashMap<>();
        assessment.put("weft:deviation", deviation);
        assessment.put("weft:decision", decision);
        assessment.put("weft:by", person);
        assessment.put("weft:at", Epcis.time(at));
        assessment.put("weft:reason", reason);
        return tell(deviation + ":assessed", lot, "weft:assessment", assessment, at);
    }

    /**
     * What becomes of stock because of a usage decision: the laboratory knows neither amount nor place.
     *
     * @param code   {@code released} or {@code rejected}
     * @param person who decided
     * @param place  SGLN of the site, and of the storage location in it
     */
    public Map<String, Object> decided(String id, String lot, String code, String person, BigDecimal kilograms, Warehouse.Place place,
            Instant at) throws IOException, InterruptedException {
        Map<String, Object> event = Epcis.event("ObjectEvent", id, at);
        event.put("action", "OBSERVE");
        event.put("bizStep", "inspecting");
        event.put("quantityList", List.of(Epcis.kilograms(lot, kilograms)));
        event.put("readPoint", Epcis.place(place.site()));
        event.put("bizLocation", Epcis.place(place.storage()));
        event.put("weft:usageDecision", Map.of("weft:code", code, "weft:by", person, "weft:at", Epcis.time(at)));
        return door.send(id, Epcis.document(List.of(event)));
    }

    private Map<String, Object> tell(String id, String lot, String member, Map<String, Object> said, Instant at)
            throws IOException, InterruptedException {
        Map<String, Object> event = Epcis.event("ObjectEvent", id + ":event", at);
        event.put("action", "OBSERVE");
        event.put("quantityList", List.of(Map.of("epcClass", lot)));
        event.put(member, said);
        return door.send(id, Epcis.document(List.of(event)));
    }
}
