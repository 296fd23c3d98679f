package io.weft.thread.postgres;

import io.weft.adapter.MessageId;
import io.weft.adapter.RawMessage;
import io.weft.event.CanonicalJson;
import io.weft.event.Rejection;
import io.weft.mapping.Interpretation;
import io.weft.mapping.MappingRef;
import io.weft.mapping.MappingResult;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Messages, their repeats, what they are found by, and why some are in quarantine. */
final class MessageTable {

    private static final byte[] FIRST = {};

    private final Rows messages = new Rows("message", "instance text", "id_kind text", "epoch text", "message_id text",
            "variant bytea", "receipt uuid", "payload_digest bytea", "message_id_text text", "system text", "format text",
            "transport_key text", "received_at timestamptz", "headers text jsonb", "payload bytea", "outcome text",
            "mapping_id text", "mapping_version text", "rule text", "replay int", "events text jsonb");
    private final Rows repeats = new Rows("message_repeat", "arrival uuid", "receipt uuid", "system text",
            "received_at timestamptz");
    private final Rows keys = new Rows("message_key", "key text", "receipt uuid");
    private final Rows rejections = new Rows("rejection", "receipt uuid", "replay int", "ordinal int", "code text",
            "error_class text", "field text", "value text", "rule text");
    private final Rows businessKeys = new Rows("business_key", "system text", "mapping_id text", "key text",
            "receipt uuid");

    void add(Planned.First planned) {
        Interpretation interpretation = planned.intaken().interpretation();
        RawMessage message = interpretation.message();
        MessageIdentity identity = MessageIdentity.of(interpretation.id());
        messages.add(identity.instance(), identity.kind(), identity.epoch(), identity.id(),
                planned.conflicting() ? planned.payloadDigest() : FIRST, planned.id(), planned.payloadDigest(),
                StorableText.of(interpretation.id().id()), StorableText.key(message.system()),
                StorableText.of(message.format()), message.transportKey().map(StorableText::of).orElse(null),
                Timestamps.text(message.receivedAt()), json(headers(message)), message.payload(), planned.outcome().name(),
                interpretation.mapping().map(MappingRef::id).orElse(null),
                interpretation.mapping().map(MappingRef::version).orElse(null), rule(interpretation),
                interpretation.replay(), json(eventIds(planned)));
        searchKeys(interpretation).forEach(key -> keys.add(key, planned.id()));
        addOutcome(planned, interpretation.replay());
    }

    void add(Planned.Repeat repeat) {
        RawMessage message = repeat.intaken().interpretation().message();
        repeats.add(repeat.arrival(), repeat.first(), StorableText.key(message.system()),
                Timestamps.text(message.receivedAt()));
    }

    /**
     * The payload stays as it was received; its outcome is replaced, and the reasons of each replay are kept.
     *
     * @param replay counts the replays of this message from 1, whatever the interpretation says
     */
    void replay(Script script, Planned.First planned, int replay) {
        Interpretation interpretation = planned.intaken().interpretation();
        script.add("""
                update message set outcome = ?, mapping_id = nullif(?, ''), mapping_version = nullif(?, ''), rule = ?,
                    replay = ?, events = ?::jsonb
                 where receipt = ?""",
                planned.outcome().name(), interpretation.mapping().map(MappingRef::id).orElse(""),
                interpretation.mapping().map(MappingRef::version).orElse(""), rule(interpretation),
                replay, json(eventIds(planned)), planned.id());
        for (String key : searchKeys(interpretation)) {
            script.add("insert into message_key (key, receipt) values (?, ?) on conflict do nothing", key, planned.id());
        }
        addOutcome(planned, replay);
    }

    private void addOutcome(Planned.First planned, int replay) {
        int ordinal = 0;
        for (Rejection reason : planned.reasons()) {
            rejections.add(planned.id(), replay, ordinal++, StorableText.of(reason.code()), reason.errorClass().name(),
                    StorableText.of(reason.field()), StorableText.of(reason.value()), StorableText.of(reason.rule()));
        }
        planned.businessKey().ifPresent(key ->
                businessKeys.add(key.system(), key.mapping(), key.key(), planned.id()));
    }

    void insert(Script script) throws SQLException {
        messages.insert(script);
        repeats.insert(script);
        keys.insert(script);
        rejections.insert(script);
        businessKeys.insert(script);
    }

    private static String rule(Interpretation interpretation) {
        return interpretation.result() instanceof MappingResult.Ignored ignored ? StorableText.of(ignored.rule()) : "";
    }

    private static List<String> eventIds(Planned.First planned) {
        return switch (planned.outcome()) {
            case MAPPED -> planned.intaken().events().stream()
                    .map(event -> StorableText.of(event.event().id().uri())).toList();
            case IGNORED, DUPLICATE, QUARANTINED -> List.of();
        };
    }

    /** What the mapping says people know it by, and the number in its envelope. */
    private static Set<String> searchKeys(Interpretation interpretation) {
        Set<String> found = new LinkedHashSet<>();
        if (interpretation.id().kind() == MessageId.Kind.ENVELOPE) {
            found.add(StorableText.key(interpretation.id().id()));
        }
        if (interpretation.result() instanceof MappingResult.Mapped mapped) {
            mapped.searchKeys().forEach(key -> found.add(StorableText.key(key)));
        } else if (interpretation.result() instanceof MappingResult.Rejected rejected) {
            rejected.searchKeys().forEach(key -> found.add(StorableText.key(key)));
        }
        return found;
    }

    private static Map<String, String> headers(RawMessage message) {
        Map<String, String> storable = new TreeMap<>();
        message.headers().forEach((name, value) -> storable.put(StorableText.of(name), StorableText.of(value)));
        return storable;
    }

    private static String json(Object value) {
        return new String(CanonicalJson.write(value), StandardCharsets.UTF_8);
    }
}
