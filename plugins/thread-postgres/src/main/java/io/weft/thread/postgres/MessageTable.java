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
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Messages, their repeats, what they are found by, and why some are in quarantine. */
final class MessageTable {

    private static final byte[] FIRST = {};

    private final Rows messages = new Rows("message", "instance text", "id_kind text", "epoch text", "message_id text",
            "variant bytea", "receipt uuid", "payload_digest bytea", "message_id_text text", "system text", "format text",
            "transport_key text", "received_at timestamptz", "headers text jsonb", "payload bytea", "outcome text",
            "mapping_id text", "mapping_version text", "rule text", "replay int", "events text jsonb", "seal bytea");
    private final Rows repeats = new Rows("message_repeat", "arrival uuid", "receipt uuid", "system text",
            "received_at timestamptz", "seal bytea");
    private final Rows keys = new Rows("message_key", "key text", "receipt uuid", "seal bytea");
    private final Rows rejections = new Rows("rejection", "receipt uuid", "replay int", "ordinal int", "code text",
            "error_class text", "field text", "value text", "rule text", "seal bytea");
    private final Rows businessKeys = new Rows("business_key", "system text", "mapping_id text", "key text",
            "receipt uuid", "seal bytea");

    void add(Planned.First planned) {
        Interpretation interpretation = planned.intaken().interpretation();
        RawMessage message = interpretation.message();
        MessageIdentity identity = MessageIdentity.of(interpretation.id());
        byte[] variant = planned.conflicting() ? planned.payloadDigest() : FIRST;
        String idText = StorableText.of(interpretation.id().id());
        String system = StorableText.key(message.system());
        String format = StorableText.of(message.format());
        String transportKey = message.transportKey().map(StorableText::of).orElse(null);
        String headers = json(headers(message));
        Outcome outcome = Outcome.of(planned, interpretation.replay());
        byte[] seal = MessageSeal.of(MessageSeal.received(identity, variant, planned.id(), planned.payloadDigest(), idText, system,
                format, transportKey, message.receivedAt(), headers), outcome.seal());
        messages.add(identity.instance(), identity.kind(), identity.epoch(), identity.id(), variant, planned.id(),
                planned.payloadDigest(), idText, system, format, transportKey, Timestamps.text(message.receivedAt()), headers,
                message.payload(), outcome.name(), outcome.mappingId(), outcome.mappingVersion(), outcome.rule(), outcome.replay(),
                outcome.events(), seal);
        searchKeys(interpretation).forEach(key -> keys.add(key, planned.id(), RowSeal.of(key, planned.id())));
        addOutcome(planned, interpretation.replay());
    }

    void add(Planned.Repeat repeat) {
        RawMessage message = repeat.intaken().interpretation().message();
        String system = StorableText.key(message.system());
        repeats.add(repeat.arrival(), repeat.first(), system, Timestamps.text(message.receivedAt()),
                RowSeal.of(repeat.arrival(), repeat.first(), system, message.receivedAt()));
    }

    /**
     * The payload stays as it was received; its outcome is replaced, and the reasons of each replay are kept.
     *
     * @param replay counts the replays of this message from 1, whatever the interpretation says
     */
    void replay(Script script, Planned.First planned, int replay) {
        Interpretation interpretation = planned.intaken().interpretation();
        Outcome outcome = Outcome.of(planned, replay);
        script.add("""
                update message set outcome = ?, mapping_id = nullif(?, ''), mapping_version = nullif(?, ''), rule = ?,
                    replay = ?, events = ?::jsonb, seal = substring(seal from 1 for %d) || ?
                 where receipt = ?""".formatted(MessageSeal.RECEIVED_BYTES),
                outcome.name(), Objects.requireNonNullElse(outcome.mappingId(), ""),
                Objects.requireNonNullElse(outcome.mappingVersion(), ""), outcome.rule(), replay, outcome.events(), outcome.seal(),
                planned.id());
        for (String key : searchKeys(interpretation)) {
            script.add("insert into message_key (key, receipt, seal) values (?, ?, ?) on conflict do nothing", key, planned.id(),
                    RowSeal.of(key, planned.id()));
        }
        addOutcome(planned, replay);
    }

    private void addOutcome(Planned.First planned, int replay) {
        int ordinal = 0;
        for (Rejection reason : planned.reasons()) {
            Object[] row = {planned.id(), replay, ordinal++, StorableText.of(reason.code()), reason.errorClass().name(),
                StorableText.of(reason.field()), StorableText.of(reason.value()), StorableText.of(reason.rule())};
            rejections.add(sealed(row));
        }
        planned.businessKey().ifPresent(key ->
                businessKeys.add(sealed(key.system(), key.mapping(), key.key(), planned.id())));
    }

    private static Object[] sealed(Object... columns) {
        Object[] row = Arrays.copyOf(columns, columns.length + 1);
        row[columns.length] = RowSeal.of(columns);
        return row;
    }

    /** The columns that a replay replaces. */
    private record Outcome(String name, String mappingId, String mappingVersion, String rule, int replay, String events) {

        static Outcome of(Planned.First planned, int replay) {
            Interpretation interpretation = planned.intaken().interpretation();
            return new Outcome(planned.outcome().name(), interpretation.mapping().map(MappingRef::id).orElse(null),
                    interpretation.mapping().map(MappingRef::version).orElse(null), MessageTable.rule(interpretation), replay,
                    json(eventIds(planned)));
        }

        byte[] seal() {
            return MessageSeal.outcome(name, mappingId, mappingVersion, rule, replay, events);
        }
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
