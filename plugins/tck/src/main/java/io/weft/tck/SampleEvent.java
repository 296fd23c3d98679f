package io.weft.tck;

import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.event.InvalidEventException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** EPCIS events for tests, written as a source would. */
public final class SampleEvent {

    private final Map<String, Object> members = new LinkedHashMap<>();

    private SampleEvent(String type, String id, String time) {
        members.put("type", type);
        members.put("eventID", id);
        members.put("eventTime", time);
        members.put("eventTimeZoneOffset", "+00:00");
    }

    /** @param time RFC 3339 in UTC */
    public static SampleEvent object(String id, String time) {
        return new SampleEvent("ObjectEvent", id, time).with("action", "OBSERVE");
    }

    public static SampleEvent transaction(String id, String time) {
        return new SampleEvent("TransactionEvent", id, time).with("action", "ADD");
    }

    public static SampleEvent transformation(String id, String time) {
        return new SampleEvent("TransformationEvent", id, time);
    }

    /** @param action {@code ADD} or {@code DELETE}; without children all are meant */
    public static SampleEvent packing(String id, String time, String action, String parent, String... children) {
        return new SampleEvent("AggregationEvent", id, time).with("action", action).with("parentID", parent)
                .contained(children);
    }

    /** @param action {@code ADD} or {@code DELETE}; without children all are meant */
    public static SampleEvent association(String id, String time, String action, String parent, String... children) {
        return new SampleEvent("AssociationEvent", id, time).with("action", action).with("parentID", parent)
                .contained(children);
    }

    /** @param period valid from and, where there is one, to; RFC 3339 in UTC */
    public static SampleEvent statement(String id, String time, String vocabulary, String about, String... period) {
        SampleEvent statement = new SampleEvent("MasterData", id, time).with("vocabulary", vocabulary).with("id", about)
                .with("validFrom", period[0]);
        return period.length > 1 ? statement.with("validTo", period[1]) : statement;
    }

    /** From this event on the alias names the lot that the event is about. */
    public SampleEvent links(String alias, String kind) {
        return append("weft:identityLinks", Map.of("weft:alias", alias, "weft:kind", kind));
    }

    /** From this event on the alias no longer names the lot that the event is about. */
    public SampleEvent unlinks(String alias, String kind) {
        return append("weft:identityUnlinks", Map.of("weft:alias", alias, "weft:kind", kind));
    }

    /** Lots stand in the quantity list (EPCIS 2.0, 7.3.3.3), all others in the list of EPCs. */
    private SampleEvent contained(String... children) {
        for (String child : children) {
            if (child.contains("/10/")) {
                append("childQuantityList", quantity(child, "1"));
            } else {
                append("childEPCs", child);
            }
        }
        return this;
    }

    public SampleEvent with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    public SampleEvent lot(String lot, String kilograms) {
        return append("quantityList", quantity(lot, kilograms));
    }

    public SampleEvent epc(String epc) {
        return append("epcList", epc);
    }

    public SampleEvent input(String lot, String kilograms) {
        return append("inputQuantityList", quantity(lot, kilograms));
    }

    public SampleEvent output(String lot, String kilograms) {
        return append("outputQuantityList", quantity(lot, kilograms));
    }

    public SampleEvent location(String location) {
        return with("bizLocation", Map.of("id", location));
    }

    public SampleEvent cites(String businessTransaction) {
        return append("bizTransactionList", Map.of("type", "po", "bizTransaction", businessTransaction));
    }

    public SampleEvent inError(String declarationTime, String... correctiveEventIds) {
        return with("errorDeclaration", Map.of("declarationTime", declarationTime, "reason", "incorrect_data",
                "correctiveEventIDs", List.of(correctiveEventIds)));
    }

    private static Map<String, Object> quantity(String lot, String kilograms) {
        return Map.of("epcClass", lot, "quantity", new BigDecimal(kilograms), "uom", "KGM");
    }

    private SampleEvent append(String member, Object value) {
        List<Object> values = new ArrayList<>((List<?>) members.getOrDefault(member, List.of()));
        values.add(value);
        return with(member, values);
    }

    public EventId id() {
        return new EventId((String) members.get("eventID"));
    }

    public Instant time() {
        return Instant.parse((String) members.get("eventTime"));
    }

    public Event event() {
        try {
            return Event.of(members, id());
        } catch (InvalidEventException e) {
            throw new AssertionError("the sample is no EPCIS event: " + e.rejections(), e);
        }
    }
}
