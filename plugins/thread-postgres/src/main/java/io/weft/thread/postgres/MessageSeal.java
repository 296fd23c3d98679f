package io.weft.thread.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** The checks beside a message: first the columns that stay as they were received, then those that a replay replaces. */
final class MessageSeal {

    static final List<String> RECEIVED = List.of("instance", "id_kind", "epoch", "message_id", "variant", "receipt",
            "payload_digest", "message_id_text", "system", "format", "transport_key", "received_at", "headers");
    static final List<String> OUTCOME = List.of("outcome", "mapping_id", "mapping_version", "rule", "replay", "events");
    static final int RECEIVED_BYTES = RECEIVED.size() * Integer.BYTES;

    private MessageSeal() {
    }

    static byte[] of(byte[] received, byte[] outcome) {
        byte[] seal = Arrays.copyOf(received, received.length + outcome.length);
        System.arraycopy(outcome, 0, seal, received.length, outcome.length);
        return seal;
    }

    /** @param headers canonical JSON */
    static byte[] received(MessageIdentity identity, byte[] variant, UUID receipt, byte[] payloadDigest, String idText,
            String system, String format, String transportKey, Instant receivedAt, String headers) {
        return RowSeal.of(identity.instance(), identity.kind(), identity.epoch(), identity.id(), variant, receipt, payloadDigest,
                idText, system, format, transportKey, receivedAt, headers);
    }

    /** @param events canonical JSON */
    static byte[] outcome(String outcome, String mappingId, String mappingVersion, String rule, int replay,
            String events) {
        return RowSeal.of(outcome, mappingId, mappingVersion, rule, replay, events);
    }

    static List<String> columns() {
        List<String> columns = new ArrayList<>(RECEIVED);
        columns.addAll(OUTCOME);
        return columns;
    }
}
