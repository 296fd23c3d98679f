package io.weft.thread.postgres;

import io.weft.event.EvidenceClass;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Writes events into the store's own tables in the form in which intake leaves them; digests, secret and envelope are random
 * bytes, as many as there would be.
 */
final class ScaleTables {

    private static final int DIGEST = 32;
    /** What an envelope holds beside the digests of the fields: tag, two commitments, message, mapping, times, classes. */
    private static final int ENVELOPE_HEAD = 200;

    private final ScaleCopy events = new ScaleCopy("event", "event_id", "declaration", "record", "type", "event_time",
            "record_time", "classes", "message", "mapping_id", "mapping_version", "content_digest", "cbv_hash",
            "cbv_hash_version", "body", "secret", "envelope");
    private final ScaleCopy keys = new ScaleCopy("event_key", "key_hash", "event_time", "record", "role", "key", "event_id",
            "declaration", "location");
    private final ScaleCopy containments = new ScaleCopy("containment", "event_id", "parent", "child", "event_time", "type",
            "action");
    private final ScaleCopy leaves = new ScaleCopy("leaf", "record", "origin", "leaf_index", "classes");
    private final ScaleCopy links = new ScaleCopy("identity_link", "alias", "lot", "event_time", "event_id", "links", "kind",
            "number");
    private final ScaleCopy numbers = new ScaleCopy("lot_number", "number", "lot");
    private final ScaleCopy statements = new ScaleCopy("statement", "id", "vocabulary", "valid_from", "valid_to", "supplies",
            "event_id");

    record Key(String role, String key) {
    }

    /**
     * @param record its number and its leaf
     * @param body   canonical JSON
     */
    void event(long record, String type, String stored, String id, long micros, int evidenceClass, String body,
            List<Key> named, String location) {
        long mixed = mix(record);
        String hash = "ni:///sha-256;" + hex(mixed) + hex(mix(mixed)) + hex(mix(mixed + 1)) + hex(mix(mixed + 2))
                + "?ver=CBV2.0";
        events.row().text(id).text("").number(record).text(stored).time(micros).time(micros + 2_000_000)
                .smallints(evidenceClass).uuid(mix(record), record).text("wms-epcis").text("1.0.0").bytes(random(record, 1, DIGEST))
                .text(hash).text("CBV2.0").bytes(StoredBody.of(body.getBytes(StandardCharsets.UTF_8)))
                .bytes(random(record, 2, DIGEST)).bytes(random(record, 3, ENVELOPE_HEAD + DIGEST * fields(body)));
        leaves.row().number(record).text("weft.scale").number(record)
                .small(ClassBits.of(EvidenceClass.of(evidenceClass)));
        for (Key key : named) {
            UUID hashed = KeyHash.of(key.key());
            keys.row().uuid(hashed.getMostSignificantBits(), hashed.getLeastSignificantBits()).time(micros).number(record)
                    .text(key.role()).text(key.key()).text(id).text("").text(location);
        }
    }

    /** Nothing that could be compressed. */
    private static byte[] random(long record, int salt, int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(mix(record) + salt).nextBytes(bytes);
        return bytes;
    }

    /** How many leaves the body has, each with a digest in the envelope; no value of these bodies has a quote in it. */
    private static int fields(String body) {
        int fields = 0;
        for (int i = 0; i + 2 < body.length(); i++) {
            boolean member = body.charAt(i) == '"' && body.charAt(i + 1) == ':' && "{[".indexOf(body.charAt(i + 2)) < 0;
            boolean element = body.charAt(i) == '[' && body.charAt(i + 1) == '"';
            fields += member || element ? 1 : 0;
        }
        return fields;
    }

    void containment(String id, String parent, String child, long micros, String type, String action) {
        containments.row().text(id).text(parent).text(child).time(micros).text(type).text(action);
    }

    void link(String alias, String lot, long micros, String id, String kind, String number) {
        links.row().text(alias).text(lot).time(micros).text(id).flag(true).text(kind).text(number);
    }

    void lot(String number, String lot) {
        numbers.row().text(number).text(lot);
    }

    void statement(String id, String vocabulary, Instant from, Instant to, String supplies, String eventId) {
        statements.row().text(id).text(vocabulary).time(ScaleCopy.micros(from)).time(ScaleCopy.micros(to));
        if (supplies.isEmpty()) {
            statements.nothing();
        } else {
            statements.text(supplies);
        }
        statements.text(eventId);
    }

    void send(Connection connection) throws SQLException {
        for (ScaleCopy table : List.of(events, keys, containments, leaves, links, numbers, statements)) {
            table.send(connection);
        }
    }

    /** SplitMix64's finaliser: spreads numbers evenly and always the same. */
    static long mix(long number) {
        long mixed = (number + 0x9e3779b97f4a7c15L) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 30) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    static String hex(long number) {
        return java.util.HexFormat.of().toHexDigits(number);
    }
}
