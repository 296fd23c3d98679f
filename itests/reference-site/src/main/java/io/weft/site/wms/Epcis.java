package io.weft.site.wms;

import io.weft.event.CanonicalJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** EPCIS 2.0 documents as the warehouse writes them, in its own local time. */
public final class Epcis {

    public static final String CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private Epcis() {
    }

    /** A capture document with these events. */
    public static byte[] document(List<Map<String, Object>> events) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("@context", List.of(CONTEXT, Map.of("weft", "https://weft.io/ns/")));
        document.put("type", "EPCISDocument");
        document.put("schemaVersion", "2.0");
        document.put("creationDate", OffsetDateTime.now(ZoneOffset.UTC).toString());
        document.put("epcisBody", Map.of("eventList", events));
        return CanonicalJson.write(document);
    }

    /** The members that every event has; the caller adds those of its type. */
    public static Map<String, Object> event(String type, String eventId, Instant at) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", type);
        event.put("eventID", eventId);
        event.put("eventTime", time(at));
        event.put("eventTimeZoneOffset", ZONE.getRules().getOffset(at).getId());
        return event;
    }

    public static String time(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(ZONE));
    }

    /** An amount of a lot in kilograms. */
    public static Map<String, Object> kilograms(String lot, BigDecimal amount) {
        Map<String, Object> quantity = new LinkedHashMap<>();
        quantity.put("epcClass", lot);
        quantity.put("quantity", amount);
        quantity.put("uom", "KGM");
        return quantity;
    }

    public static Map<String, Object> place(String sgln) {
        return Map.of("id", sgln);
    }

    public static List<Map<String, Object>> transactions(String... typesAndIds) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (int i = 0; i < typesAndIds.length; i += 2) {
            list.add(Map.of("type", typesAndIds[i], "bizTransaction", typesAndIds[i + 1]));
        }
        return list;
    }
}
