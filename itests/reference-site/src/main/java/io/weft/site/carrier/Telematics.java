package io.weft.site.carrier;

import io.weft.site.wms.Epcis;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a vehicle tells of a package on the way, as EPCIS 2.0 events. */
public final class Telematics {

    private final String sscc;

    /** @param sscc Digital Link */
    public Telematics(String sscc) {
        this.sscc = sscc;
    }

    /** A device travels with the package from then on ({@code ADD}), or no longer does ({@code DELETE}). */
    public Map<String, Object> logger(String device, String action, Instant at) {
        Map<String, Object> event = Epcis.event("AssociationEvent", id("logger " + action, at), at);
        event.put("action", action);
        event.put("parentID", sscc);
        event.put("childEPCs", List.of(device));
        event.put("bizStep", "DELETE".equals(action) ? "disassembling" : "assembling");
        return event;
    }

    /** @param latitude and longitude WGS 84, degrees */
    public Map<String, Object> position(String latitude, String longitude, Instant at) {
        Map<String, Object> event = observed("transporting", "position", at);
        event.put("weft:position", Map.of("weft:latitude", new BigDecimal(latitude),
                "weft:longitude", new BigDecimal(longitude), "weft:accuracyMetres", new BigDecimal("15")));
        return event;
    }

    /** @param peak metres per second squared */
    public Map<String, Object> shock(String peak, int millis, Instant at) {
        Map<String, Object> event = observed("sensor_reporting", "shock", at);
        event.put("weft:shock", Map.of("weft:peak", new BigDecimal(peak), "weft:uom", "MSK",
                "weft:durationMillis", BigDecimal.valueOf(millis)));
        return event;
    }

    private Map<String, Object> observed(String step, String what, Instant at) {
        Map<String, Object> event = Epcis.event("ObjectEvent", id(what, at), at);
        event.put("action", "OBSERVE");
        event.put("bizStep", step);
        event.put("epcList", List.of(sscc));
        return event;
    }

    private String id(String what, Instant at) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes((what + " " + sscc + " " + at)
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
