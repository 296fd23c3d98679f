package io.weft.tck;

import io.weft.adapter.MessageId;
import io.weft.adapter.RawMessage;
import io.weft.delivery.NewDelivery;
import io.weft.event.Digests;
import io.weft.event.EvidenceClass;
import io.weft.event.Rejection;
import io.weft.ledger.proof.EventEvidence;
import io.weft.mapping.Interpretation;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingRef;
import io.weft.mapping.MappingResult;
import io.weft.thread.EvidencedEvent;
import io.weft.thread.Intaken;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A message and what it caused, as intake hands it to the store. */
public final class SampleMessage {

    /** The mapping that made every sample. */
    public static final MappingRef MAPPING = new MappingRef("tck.sample", "1.0.0");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String id;
    private final List<EvidencedEvent> events = new ArrayList<>();
    private final List<NewDelivery> deliveries = new ArrayList<>();
    private final List<String> searchKeys = new ArrayList<>();
    private String system = "erp";
    private String payload;
    private String hash = "";
    private int replay;
    private Optional<String> businessKey = Optional.empty();
    private Instant receivedAt = Instant.parse("2026-03-01T12:00:00.123456Z");
    private Set<EvidenceClass> classes = EnumSet.of(EvidenceClass.LOT_GENEALOGY);

    private SampleMessage(String id) {
        this.id = id;
        this.payload = "payload of " + id;
    }

    /** @param id the envelope's own id */
    public static SampleMessage of(String id) {
        return new SampleMessage(id);
    }

    public SampleMessage from(String counterpart) {
        this.system = counterpart;
        return this;
    }

    public SampleMessage payload(String text) {
        this.payload = text;
        return this;
    }

    public SampleMessage businessKey(String key) {
        this.businessKey = Optional.of(key);
        return this;
    }

    public SampleMessage searchKey(String key) {
        searchKeys.add(key);
        return this;
    }

    public SampleMessage receivedAt(String time) {
        this.receivedAt = Instant.parse(time);
        return this;
    }

    public SampleMessage replay(int number) {
        this.replay = number;
        return this;
    }

    /** Classes of the events that follow. */
    public SampleMessage classes(EvidenceClass first, EvidenceClass... rest) {
        this.classes = EnumSet.of(first, rest);
        return this;
    }

    /** CBV event hash of the events that follow. */
    public SampleMessage hash(String cbvEventHash) {
        this.hash = cbvEventHash;
        return this;
    }

    public SampleMessage tells(SampleEvent event) {
        MappedEvent mapped = new MappedEvent(event.event(), classes);
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        events.add(new EvidencedEvent(mapped, hash, "tck", EventEvidence.of(secret, mapped, raw(), messageId(), MAPPING)));
        return this;
    }

    /** A delivery of the event that was told last. */
    public SampleMessage delivers(String target, String orderKey, String citation) {
        deliveries.add(new NewDelivery(events.get(events.size() - 1).event().id(), target, "tck.out", orderKey,
                Optional.ofNullable(citation)));
        return this;
    }

    public Intaken mapped() {
        return intaken(new MappingResult.Mapped(events.stream().map(EvidencedEvent::mapped).toList(), businessKey,
                List.copyOf(searchKeys)), Optional.of(MAPPING));
    }

    public Intaken ignored(String rule) {
        return intaken(new MappingResult.Ignored(rule), Optional.of(MAPPING));
    }

    public Intaken rejected(Rejection... reasons) {
        return intaken(new MappingResult.Rejected(List.of(reasons), List.copyOf(searchKeys)), Optional.empty());
    }

    /** The event that was told last, as a decision hands it to the store. */
    public EvidencedEvent evidenced() {
        return events.get(events.size() - 1);
    }

    public NewDelivery delivery() {
        return deliveries.get(deliveries.size() - 1);
    }

    private Intaken intaken(MappingResult result, Optional<MappingRef> mapping) {
        boolean mapped = result instanceof MappingResult.Mapped;
        return new Intaken(new Interpretation(raw(), messageId(), mapping, replay, result),
                mapped ? List.copyOf(events) : List.of(), mapped ? List.copyOf(deliveries) : List.of());
    }

    private RawMessage raw() {
        return new RawMessage("http~" + system, system, "json", Optional.empty(), "", receivedAt,
                Map.of("Content-Type", "application/json"), payload.getBytes(StandardCharsets.UTF_8));
    }

    private MessageId messageId() {
        return new MessageId("http~" + system, MessageId.Kind.ENVELOPE, "", id);
    }

    /** Lower-case hexadecimal SHA-256 of the payload. */
    public String payloadDigest() {
        return Digests.hex(Digests.sha256(payload.getBytes(StandardCharsets.UTF_8)));
    }
}
