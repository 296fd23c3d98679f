package io.weft.site.wms;

import io.weft.event.CanonicalJson;
import io.weft.event.JsonException;
import io.weft.site.hub.CounterpartServer;
import io.weft.site.hub.Door;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/**
 * The warehouse management system. It holds a lot when the hub asks it to, and says so by an event of its own that cites
 * the hold.
 */
public final class Warehouse implements AutoCloseable {

    private static final String HOLD = "urn:weft:hold:";
    private static final int CONFIRMING_THREADS = 4;

    private final Door door;
    private final CounterpartServer server;
    private final ExecutorService confirming = Executors.newFixedThreadPool(CONFIRMING_THREADS);
    private final Set<String> holds = ConcurrentHashMap.newKeySet();
    private final List<String> faults = java.util.Collections.synchronizedList(new ArrayList<>());
    private volatile BiConsumer<String, Long> onConfirmed = (lot, nanoTime) -> { };

    /** @param user and password with which the hub must call {@link #holdAddress()} */
    public Warehouse(Door door, String user, String password) throws IOException {
        this.door = door;
        this.server = new CounterpartServer("/holds", user, password, this::hold);
    }

    /** Where the hub delivers holds. */
    public URI holdAddress() {
        return server.address();
    }

    public Door door() {
        return door;
    }

    /** Called with the lot's canonical key and {@link System#nanoTime()} once the hub has taken the confirmation. */
    public void onConfirmed(BiConsumer<String, Long> listener) {
        onConfirmed = listener;
    }

    /** What went wrong on this side; empty if nothing did. */
    public List<String> faults() {
        synchronized (faults) {
            return List.copyOf(faults);
        }
    }

    /** Says that devices measure a place from then on (EPCIS 2.0, 7.4.6 AssociationEvent). */
    public Map<String, Object> devicesInstalled(String place, List<String> devices, Instant at) {
        Map<String, Object> event = Epcis.event("AssociationEvent", id("installed", place), at);
        event.put("parentID", place);
        event.put("childEPCs", devices);
        event.put("action", "ADD");
        event.put("bizStep", "assembling");
        return event;
    }

    /**
     * Says that a lot was received and stored at a place.
     *
     * @param number tells several receipts of one lot apart
     */
    public Map<String, Object> received(String lot, String number, BigDecimal kilograms, Place place, Papers papers,
            Instant at) {
        Map<String, Object> event = Epcis.event("ObjectEvent", id("received " + number, lot), at);
        event.put("action", "OBSERVE");
        event.put("bizStep", "receiving");
        event.put("disposition", "in_progress");
        event.put("quantityList", List.of(Epcis.kilograms(lot, kilograms)));
        event.put("readPoint", Epcis.place(place.site()));
        event.put("bizLocation", Epcis.place(place.storage()));
        event.put("bizTransactionList", Epcis.transactions("po", papers.order(), "desadv", papers.despatchAdvice()));
        event.put("sourceList", List.of(Map.of("type", "possessing_party", "source", papers.supplier())));
        event.put("destinationList", List.of(Map.of("type", "location", "destination", place.site())));
        return event;
    }

    /**
     * Where a lot is put.
     *
     * @param site    SGLN of the site
     * @param storage SGLN of the storage location in it
     */
    public record Place(String site, String storage) {
    }

    /**
     * What a delivery comes with.
     *
     * @param order          business transaction of the purchase order
     * @param despatchAdvice business transaction of the delivery note
     * @param supplier       PGLN
     */
    public record Papers(String order, String despatchAdvice, String supplier) {
    }

    /** Says that a lot was put into a storage location. */
    public Map<String, Object> stored(String lot, BigDecimal kilograms, Place place, Instant at) {
        Map<String, Object> event = Epcis.event("ObjectEvent", id("stored", lot), at);
        event.put("action", "OBSERVE");
        event.put("bizStep", "storing");
        event.put("quantityList", List.of(Epcis.kilograms(lot, kilograms)));
        event.put("readPoint", Epcis.place(place.site()));
        event.put("bizLocation", Epcis.place(place.storage()));
        return event;
    }

    /**
     * Says that the dock took a lot over from the carrier, and which other numbers its label and papers have.
     *
     * @param identityLinks {@code weft:alias} and {@code weft:kind} of each
     */
    public Map<String, Object> takenOver(String lot, BigDecimal kilograms, Place place, Handover parties,
            List<Map<String, Object>> identityLinks, Instant at) {
        Map<String, Object> event = Epcis.event("ObjectEvent", id("taken over", lot), at);
        event.put("action", "OBSERVE");
        event.put("bizStep", "accepting");
        event.put("quantityList", List.of(Epcis.kilograms(lot, kilograms)));
        event.put("readPoint", Epcis.place(place.site()));
        event.put("sourceList", List.of(Map.of("type", "possessing_party", "source", parties.from())));
        event.put("destinationList", List.of(Map.of("type", "possessing_party", "destination", parties.to())));
        event.put("weft:custody", Map.of("weft:handedOverBy", "driver", "weft:receivedBy", parties.person(),
                "weft:condition", "sound"));
        event.put("weft:identityLinks", identityLinks);
        return event;
    }

    /**
     * Who hands over to whom.
     *
     * @param from   PGLN
     * @param to     PGLN
     * @param person who took it
     */
    public record Handover(String from, String to, String person) {
    }

    /** Says that a lot is no longer in a package. */
    public Map<String, Object> unpacked(String sscc, String lot, BigDecimal kilograms, Instant at) {
        Map<String, Object> event = Epcis.event("AggregationEvent", id("unpacked " + sscc, lot), at);
        event.put("action", "DELETE");
        event.put("bizStep", "unpacking");
        event.put("parentID", sscc);
        event.put("childQuantityList", List.of(Epcis.kilograms(lot, kilograms)));
        return event;
    }

    /** Says that some of a lot was picked for a process order. */
    public Map<String, Object> picked(String lot, BigDecimal kilograms, String order, String place, Instant at) {
        Map<String, Object> event = Epcis.event("ObjectEvent", id("picked " + order, lot), at);
        event.put("action", "OBSERVE");
        event.put("bizStep", "picking");
        event.put("quantityList", List.of(Epcis.kilograms(lot, kilograms)));
        event.put("readPoint", Epcis.place(place));
        event.put("bizTransactionList", Epcis.transactions("prodorder", order));
        return event;
    }

    /** Says how much of a lot was counted. */
    public Map<String, Object> counted(String lot, BigDecimal kilograms, String place, String count, Instant at) {
        Map<String, Object> event = Epcis.event("ObjectEvent", id("counted-" + count, lot), at);
        event.put("action", "OBSERVE");
        event.put("bizStep", "cycle_counting");
        event.put("quantityList", List.of(Epcis.kilograms(lot, kilograms)));
        event.put("readPoint", Epcis.place(place));
        return event;
    }

    /** Declares an earlier event wrong and names the one that replaces it (EPCIS 2.0, 7.4.1.3). */
    public Map<String, Object> declaredWrong(Map<String, Object> wrong, String correctiveEventId, Instant at) {
        Map<String, Object> event = new LinkedHashMap<>(wrong);
        event.put("errorDeclaration", Map.of(
                "declarationTime", Epcis.time(at),
                "reason", "incorrect_data",
                "correctiveEventIDs", List.of(correctiveEventId)));
        return event;
    }

    /** Sends events as one document. */
    public Map<String, Object> tell(String key, List<Map<String, Object>> events) throws IOException, InterruptedException {
        return door.send(key, Epcis.document(events));
    }

    private static String id(String what, String about) {
        return "urn:uuid:" + java.util.UUID.nameUUIDFromBytes((what + " " + about).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private void hold(String idempotencyKey, byte[] payload) {
        if (holds.add(idempotencyKey)) {
            confirming.execute(() -> confirm(payload));
        }
    }

    private void confirm(byte[] payload) {
        try {
            Map<String, Object> deviation = onlyEvent(payload);
            String hold = holdIn(deviation);
            String lot = (String) ((Map<?, ?>) ((List<?>) deviation.get("quantityList")).get(0)).get("epcClass");
            Map<String, Object> event = Epcis.event("ObjectEvent", id("held " + hold, lot), Instant.now());
            event.put("action", "OBSERVE");
            event.put("bizStep", "holding");
            event.put("quantityList", List.of(Map.of("epcClass", lot)));
            event.put("bizTransactionList", List.of(Map.of("bizTransaction", hold)));
            tell(hold, List.of(event));
            onConfirmed.accept(lot, System.nanoTime());
        } catch (IOException | JsonException | RuntimeException e) {
            faults.add("hold " + new String(payload, java.nio.charset.StandardCharsets.UTF_8) + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> onlyEvent(byte[] payload) throws JsonException {
        Map<String, Object> document = (Map<String, Object>) CanonicalJson.read(payload);
        List<Object> events = (List<Object>) ((Map<String, Object>) document.get("epcisBody")).get("eventList");
        return (Map<String, Object>) events.get(0);
    }

    private static String holdIn(Map<String, Object> event) {
        for (Object transaction : (List<?>) event.get("bizTransactionList")) {
            String id = (String) ((Map<?, ?>) transaction).get("bizTransaction");
            if (id.startsWith(HOLD)) {
                return id;
            }
        }
        throw new IllegalArgumentException("bizTransactionList: no hold in " + event);
    }

    @Override
    public void close() {
        server.close();
        confirming.shutdownNow();
    }
}
