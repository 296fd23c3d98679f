package io.weft.ledger.log;

import io.weft.event.CanonicalJson;
import io.weft.event.Digests;
import io.weft.event.Event;
import io.weft.event.EventHash;
import io.weft.event.EventId;
import io.weft.event.EvidenceClass;
import io.weft.event.InvalidEventException;
import io.weft.event.JsonException;
import io.weft.ledger.check.EventRow;
import io.weft.ledger.check.Finding;
import io.weft.ledger.proof.EventOpening;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.thread.StoreUnavailableException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An event's row against its log entry, and each of its columns against what the entry or the canonical event says. */
final class EventCheck {

    /** Longer texts stand in the store by a digest. */
    private static final int WHOLE_KEY = 480;

    private final PlaceCheck places;
    private final Optional<EventHash> hash;
    private final CheckedRecords out;

    EventCheck(PlaceCheck places, Optional<EventHash> hash, CheckedRecords out) {
        this.places = places;
        this.hash = hash;
        this.out = out;
    }

    void check(EventRow row) throws StoreUnavailableException {
        boolean vouched = places.check(new PlaceCheck.Placed("event", row.name(), row.record(), row.evidence().leafHash(), row.place(),
                row.pending()));
        try {
            EventOpening opening = new EventOpening(row.evidence());
            if (contents(row, opening, vouched)) {
                statements(row, opening);
                derived(row);
            }
        } catch (MalformedProofException e) {
            if (vouched) {
                altered(row, "envelope", e.getMessage(), "an entry in its one form");
            }
        } catch (IllegalArgumentException e) {
            altered(row, "secret", row.evidence().secret().length + " bytes", "32 bytes");
        }
    }

    /** @return whether the canonical event is the one that the entry commits to */
    private boolean contents(EventRow row, EventOpening opening, boolean vouched) {
        boolean payload = row.source().map(source -> opening.isPayload(source.payloadDigest())).orElse(false);
        if (opening.isBody(row.body())) {
            payload(row, opening, payload, vouched);
            return true;
        }
        List<String> foreign;
        try {
            foreign = opening.foreignFields(row.body());
        } catch (MalformedProofException e) {
            foreign = List.of(e.getMessage());
        }
        if (!payload && foreign.size() >= opening.fields() && opening.fields() > 0) {
            altered(row, "secret", "32 bytes that open nothing of the entry", "the secret that the entry was made with");
        } else if (!foreign.isEmpty() || vouched) {
            altered(row, "body", foreign.isEmpty() ? "the same fields in other bytes" : "fields " + foreign, "as the entry commits to");
            payload(row, opening, payload, vouched);
        }
        // Otherwise it is the entry's own commitment that changed, which is told where its place is.
        return false;
    }

    private void payload(EventRow row, EventOpening opening, boolean payload, boolean vouched) {
        if (row.source().isEmpty()) {
            altered(row, "message", row.message(), "the receipt of a message, or a decision");
            return;
        }
        EventRow.Source source = row.source().get();
        if (payload || !vouched) {
            return;
        }
        boolean other = source.identity().isPresent() && !source.identity().get().equals(opening.message());
        if (other && source.intact()) {
            altered(row, "message", row.message() + " of " + source.identity().get(), "the one of " + opening.message());
        } else {
            out.found(Finding.altered(source.table(), row.message().toString(), source.table().equals("message") ? "payload" : "grounds",
                    "bytes with digest " + Digests.hex(source.payloadDigest()), "as the entry of event " + row.name() + " commits to"));
        }
    }

    /** What the entry says about the event. */
    private void statements(EventRow row, EventOpening opening) {
        equal(row, "mapping_id", row.mapping().id(), opening.mapping().id());
        equal(row, "mapping_version", row.mapping().version(), opening.mapping().version());
        equal(row, "event_time", row.eventTime(), opening.eventTime().truncatedTo(ChronoUnit.MICROS));
        equal(row, "classes", row.classes(), opening.classes().stream().map(EvidenceClass::number).sorted().toList());
        int bits = opening.classes().stream().mapToInt(each -> 1 << each.number() - 1).sum();
        row.place().filter(place -> place.classes() != bits).ifPresent(place -> out.found(Finding.altered("leaf", place.index(),
                "classes", place.classes(), bits + ", as the entry of event " + row.name() + " says")));
        row.source().ifPresent(source -> {
            Instant received = opening.receivedAt().truncatedTo(ChronoUnit.MICROS);
            if (source.table().equals("message")) {
                equal(row, "record_time", row.recordTime(), received);
                if (!source.receivedAt().equals(received)) {
                    out.found(Finding.altered("message", row.message().toString(), "received_at", source.receivedAt(), received
                            + " in the entry of event " + row.name()));
                }
                if (source.identity().isPresent() && !source.identity().get().equals(opening.message())) {
                    out.found(Finding.altered("message", row.message().toString(), "identity", source.identity().get(), opening.message()
                            + " in the entry of event " + row.name()));
                }
            } else if (!row.recordTime().equals(source.receivedAt())) {
                // The decision's entry is older than both; they are one time, and nothing else says which.
                altered(row, "record_time", row.recordTime(), source.receivedAt() + ", when it was decided");
                out.found(Finding.altered("decision", row.message().toString(), "decided_at", source.receivedAt(), row.recordTime()
                        + ", when event " + row.name() + " was recorded"));
            }
        });
    }

    /** What follows from the canonical event. */
    private void derived(EventRow row) {
        Event event;
        try {
            @SuppressWarnings("unchecked")
            Map<String, ?> members = (Map<String, ?>) CanonicalJson.read(row.body());
            event = Event.of(members, new EventId(String.valueOf(members.get("eventID"))));
        } catch (JsonException | InvalidEventException | ClassCastException e) {
            out.notChecked("event " + row.name() + ": this version does not read it: " + e.getMessage());
            return;
        }
        if (event.id().uri().length() <= WHOLE_KEY && event.id().uri().indexOf(0) < 0) {
            equal(row, "event_id", row.eventId(), event.id().uri());
        }
        equal(row, "declaration", row.declaration(), event.errorDeclaration()
                .map(declared -> declared.declarationTime().toString()).orElse(""));
        equal(row, "type", row.type(), event.type().name());
        if (!Arrays.equals(row.contentDigest(), event.contentDigest())) {
            altered(row, "content_digest", Digests.hex(row.contentDigest()), Digests.hex(event.contentDigest()));
        }
        hash(row, event);
    }

    /** An earlier version's hash stays as it was made, and cannot be made again. */
    private void hash(EventRow row, Event event) {
        if (hash.isEmpty()) {
            out.notChecked("events: cbv_hash, for no service makes CBV hashes");
            return;
        }
        boolean same = row.hash().equals(hash.get().hash(event));
        if (!row.hashVersion().equals(hash.get().version())) {
            if (same && !row.hash().isEmpty()) {
                altered(row, "cbv_hash_version", row.hashVersion(), hash.get().version());
            } else {
                out.notChecked("events: cbv_hash of version '" + row.hashVersion() + "', for '" + hash.get().version() + "' is here");
            }
        } else if (!same) {
            altered(row, "cbv_hash", row.hash(), hash.get().hash(event));
        }
    }

    private void equal(EventRow row, String field, Object found, Object expected) {
        if (!found.equals(expected)) {
            altered(row, field, found, expected);
        }
    }

    private void altered(EventRow row, String field, Object found, Object expected) {
        out.found(Finding.altered("event", row.name(), field, found, expected));
    }
}
