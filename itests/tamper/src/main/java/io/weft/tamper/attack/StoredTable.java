package io.weft.tamper.attack;

import java.util.ArrayList;
import java.util.List;

/**
 * A table that is attacked.
 *
 * @param weight  how often it is drawn, among all that is attacked: in proportion to what of it is asked for
 * @param kind    of the subject that a check looks at to find a change of it
 * @param rows    SQL: first the row's name as findings have it, then the id of the subject, then what {@code where} asks for
 * @param where   SQL condition that finds one row, with a question mark for each further column of {@code rows}
 * @param columns weighed alike
 */
public record StoredTable(String name, int weight, String kind, String rows, String where, List<Column> columns) {

    private static final int MOST = 3_000;
    private static final String KEYED =
            "event_key.event_id || case event_key.declaration when '' then '' else '@' || event_key.declaration end";
    private static final String EVENT_NAME = "event.event_id || case event.declaration when '' then '' else '@' || event.declaration end";

    /** The row at a place of the table. */
    String row(String partition, String ctid) {
        return rows + (rows.contains(" where ") ? " and " : " where ") + name + ".tableoid = " + partition + " and " + name + ".ctid = '"
                + ctid + "'";
    }

    /** Rows at random; only what a checkpoint covers. */
    String sample() {
        return "select * from (" + rows + ") drawn order by random() limit " + MOST;
    }

    /** @param covered size of the newest checkpoint: what is beyond is excepted, and counted apart */
    public static List<StoredTable> all(long covered) {
        String event = "from event join leaf on leaf.record = event.record and leaf.leaf_index < " + covered;
        return List.of(
                new StoredTable("event", 20, "EVENT", "select " + EVENT_NAME + ", " + EVENT_NAME
                        + ", event.event_id, event.declaration " + event,
                        "event_id = ? and declaration = ?",
                        List.of(Column.of("event", "event_id", Form.TEXT), Column.of("event", "declaration", Form.TEXT),
                                Column.of("event", "record", Form.LONG), Column.of("event", "type", Form.TEXT),
                                Column.of("event", "event_time", Form.TIME), Column.of("event", "record_time", Form.TIME),
                                Column.of("event", "classes", Form.NUMBERS), Column.of("event", "message", Form.ID),
                                Column.of("event", "mapping_id", Form.TEXT), Column.of("event", "mapping_version", Form.TEXT),
                                Column.of("event", "content_digest", Form.BYTES), Column.of("event", "cbv_hash", Form.TEXT),
                                Column.of("event", "cbv_hash_version", Form.TEXT), Column.of("event body", "body", Form.BYTES),
                                Column.of("event body", "body", Form.BODY).unsealed(), Column.of("event body", "body", Form.BODY).unsealed(),
                                Column.of("event", "secret", Form.BYTES), Column.of("event", "envelope", Form.BYTES),
                                Column.of("event", "seal", Form.BYTES))),
                new StoredTable("message", 20, "MESSAGE", "select receipt::text, receipt::text, receipt::text from message", "receipt = ?::uuid",
                        List.of(Column.of("message", "instance", Form.TEXT), Column.of("message", "id_kind", Form.TEXT),
                                Column.of("message", "epoch", Form.TEXT), Column.of("message", "message_id", Form.TEXT),
                                Column.of("message", "variant", Form.BYTES), Column.of("message", "receipt", Form.ID),
                                Column.of("message", "payload_digest", Form.BYTES), Column.of("message", "message_id_text", Form.TEXT),
                                Column.of("message", "system", Form.TEXT), Column.of("message", "format", Form.TEXT),
                                Column.of("message", "transport_key", Form.TEXT), Column.of("message", "received_at", Form.TIME),
                                Column.of("message", "headers", Form.JSON), Column.of("raw payload", "payload", Form.BYTES),
                                Column.of("raw payload", "payload", Form.BYTES), Column.of("raw payload", "payload", Form.BYTES),
                                Column.of("raw payload", "payload", Form.BYTES), Column.of("raw payload", "payload", Form.BYTES),
                                Column.of("message", "outcome", Form.TEXT), Column.of("message", "mapping_id", Form.TEXT),
                                Column.of("message", "mapping_version", Form.TEXT), Column.of("message", "rule", Form.TEXT),
                                Column.of("message", "replay", Form.INTEGER), Column.of("message", "events", Form.JSON),
                                Column.of("message", "seal", Form.BYTES))),
                new StoredTable("message", 20, "EVENT", "select message.receipt::text, " + EVENT_NAME + ", message.receipt::text " + event
                        + " join message on message.receipt = event.message", "receipt = ?::uuid",
                        List.of(Column.of("raw payload", "payload", Form.BYTES).unsealed().digested("payload_digest"),
                                Column.of("raw payload", "payload", Form.BYTES).unsealed().digested("payload_digest"),
                                Column.of("message", "received_at", Form.TIME).unsealed(),
                                Column.of("message", "instance", Form.TEXT, "identity").unsealed(),
                                Column.of("message", "epoch", Form.TEXT, "identity").unsealed())),
                new StoredTable("decision", 3, "EVENT", "select decision.id::text, decision.event_id, decision.id::text from decision",
                        "id = ?::uuid",
                        List.of(Column.of("decision", "id", Form.ID), Column.of("decision", "event_id", Form.TEXT),
                                Column.of("decision", "policy", Form.TEXT), Column.of("decision", "decided_at", Form.TIME),
                                Column.of("raw payload", "grounds", Form.BYTES))),
                new StoredTable("reading", 20, "BATCH", "select batch.id || '#' || reading.ordinal, batch.id::text, reading.batch::text, "
                        + "reading.ordinal::text from reading "
                        + "join batch on batch.record = reading.batch join leaf on leaf.record = batch.record and leaf.leaf_index < " + covered,
                        "batch = ?::bigint and ordinal = ?::int",
                        List.of(Column.of("reading", "source_time", Form.LONG), Column.of("reading", "batch", Form.LONG),
                                Column.of("reading", "status", Form.LONG), Column.of("reading", "item", Form.INTEGER),
                                Column.of("reading", "ordinal", Form.INTEGER), Column.of("reading", "value", Form.NUMERIC),
                                Column.of("reading", "value", Form.NUMERIC), Column.of("reading", "value", Form.NUMERIC))),
                new StoredTable("batch", 8, "BATCH", "select batch.id::text, batch.id::text, batch.id::text from batch "
                        + "join leaf on leaf.record = batch.record "
                        + "and leaf.leaf_index < " + covered, "id = ?::uuid",
                        List.of(Column.of("batch", "record", Form.LONG).unsealed(), Column.of("batch", "id", Form.ID).unsealed(),
                                Column.of("batch", "instance", Form.TEXT).unsealed(), Column.of("batch", "system", Form.TEXT),
                                Column.of("batch", "received_at", Form.TIME).unsealed(), Column.of("batch", "stored", Form.INTEGER).unsealed(),
                                Column.of("batch", "repeated", Form.INTEGER), Column.of("batch", "first_time", Form.LONG).unsealed(),
                                Column.of("batch", "last_time", Form.LONG).unsealed(), Column.of("batch", "envelope", Form.BYTES).unsealed(),
                                Column.of("batch", "seal", Form.BYTES))),
                new StoredTable("item", 1, "BATCH", "select item.id::text, (select batch.id::text from batch "
                        + "join reading on reading.batch = batch.record where reading.item = item.id limit 1), item.id::text from item "
                        + "where exists (select from reading where reading.item = item.id)",
                        "id = ?::int", List.of(Column.of("item", "id", Form.INTEGER), Column.of("item", "instance", Form.TEXT),
                                Column.of("item", "item", Form.TEXT))),
                leaf("EVENT", "event.event_id", "event on event.record = leaf.record", covered),
                leaf("BATCH", "batch.id::text", "batch on batch.record = leaf.record", covered),
                new StoredTable("log_tile", 8, "TILE", "select level || '/' || tile, level || '/' || tile, level::text, tile::text from log_tile",
                        "level = ?::int and tile = ?::bigint",
                        List.of(Column.of("log", "origin", Form.TEXT, ""), Column.of("log", "level", Form.INTEGER, ""),
                                Column.of("log", "tile", Form.LONG, ""), Column.of("log", "hashes", Form.BYTES, "hash "),
                                Column.of("log", "hashes", Form.BYTES, "hash "), Column.of("log", "hashes", Form.BYTES, "hash "))),
                new StoredTable("log", 2, "LEAF", "select origin, '0', origin from log", "origin = ?",
                        List.of(Column.of("log", "origin", Form.TEXT), Column.of("log", "size", Form.LONG),
                                Column.of("log", "frontier", Form.HASHES))),
                new StoredTable("checkpoint", 6, "CHECKPOINT", "select size::text, size::text, size::text from checkpoint", "size = ?::bigint",
                        List.of(Column.of("checkpoint", "origin", Form.TEXT).unsealed(), Column.of("checkpoint", "size", Form.LONG).unsealed(),
                                Column.of("checkpoint", "root", Form.BYTES).unsealed(), Column.of("checkpoint", "signed_at", Form.TIME),
                                Column.of("checkpoint", "note", Form.BYTES).unsealed(), Column.of("checkpoint", "note", Form.BYTES).unsealed(),
                                Column.of("checkpoint", "seal", Form.BYTES))),
                new StoredTable("checkpoint_receipt", 2, "LEAD", "select sink || ' ' || origin || ' ' || size, 'checkpoint_receipt', sink, size::text "
                        + "from checkpoint_receipt", "sink = ? and size = ?::bigint",
                        List.of(Column.of("checkpoint", "sink", Form.TEXT), Column.of("checkpoint", "origin", Form.TEXT),
                                Column.of("checkpoint", "size", Form.LONG), Column.of("checkpoint", "published_at", Form.TIME),
                                Column.of("checkpoint", "receipt", Form.BYTES), Column.of("checkpoint", "seal", Form.BYTES))),
                new StoredTable("event_key", 6, "EVENT", "select " + KEYED + " || ' ' || event_key.role || ' ' || event_key.key, " + KEYED
                        + ", event_key.record::text, event_key.role, event_key.key from event_key",
                        "record = ?::bigint and role = ? and key = ?",
                        List.of(Column.of("index", "key_hash", Form.ID), Column.of("index", "event_time", Form.TIME),
                                Column.of("index", "record", Form.LONG), Column.of("index", "role", Form.TEXT),
                                Column.of("index", "key", Form.TEXT), Column.of("index", "event_id", Form.TEXT),
                                Column.of("index", "declaration", Form.TEXT), Column.of("index", "location", Form.TEXT))),
                new StoredTable("containment", 2, "EVENT", "select event_id, event_id, event_id, parent, child from containment",
                        "event_id = ? and parent = ? and child = ?",
                        List.of(Column.of("index", "event_id", Form.TEXT), Column.of("index", "parent", Form.TEXT),
                                Column.of("index", "child", Form.TEXT), Column.of("index", "event_time", Form.TIME),
                                Column.of("index", "type", Form.TEXT), Column.of("index", "action", Form.TEXT))),
                new StoredTable("identity_link", 2, "EVENT", "select event_id, event_id, event_id, alias, lot from identity_link",
                        "event_id = ? and alias = ? and lot = ?",
                        List.of(Column.of("index", "alias", Form.TEXT), Column.of("index", "lot", Form.TEXT),
                                Column.of("index", "event_time", Form.TIME), Column.of("index", "event_id", Form.TEXT),
                                Column.of("index", "links", Form.TRUTH), Column.of("index", "kind", Form.TEXT),
                                Column.of("index", "number", Form.TEXT))),
                new StoredTable("statement", 2, "EVENT", "select event_id, event_id, event_id, id from statement", "event_id = ? and id = ?",
                        List.of(Column.of("index", "id", Form.TEXT), Column.of("index", "vocabulary", Form.TEXT),
                                Column.of("index", "valid_from", Form.TIME), Column.of("index", "valid_to", Form.TIME),
                                Column.of("index", "supplies", Form.TEXT), Column.of("index", "event_id", Form.TEXT))),
                new StoredTable("told_series", 1, "EVENT", "select event_id, event_id, event_id, device, measure from told_series",
                        "event_id = ? and device = ? and measure = ?",
                        List.of(Column.of("index", "device", Form.TEXT), Column.of("index", "last_time", Form.LONG),
                                Column.of("index", "event_id", Form.TEXT), Column.of("index", "measure", Form.TEXT),
                                Column.of("index", "unit", Form.TEXT), Column.of("index", "first_time", Form.LONG))),
                new StoredTable("lot_number", 2, "LEAD", "select lot, 'lot_number', lot, number from lot_number", "lot = ? and number = ?",
                        List.of(Column.of("index", "number", Form.TEXT), Column.of("index", "lot", Form.TEXT))),
                lead("message_key", 2, "key || ' ' || receipt", "key = ? and receipt = ?::uuid", "key, receipt::text",
                        Column.of("lead", "key", Form.TEXT), Column.of("lead", "receipt", Form.ID)),
                lead("message_repeat", 1, "arrival::text", "arrival = ?::uuid", "arrival::text", Column.of("lead", "arrival", Form.ID),
                        Column.of("lead", "receipt", Form.ID), Column.of("lead", "system", Form.TEXT),
                        Column.of("lead", "received_at", Form.TIME)),
                lead("business_key", 1, "system || ' ' || mapping_id || ' ' || key", "system = ? and mapping_id = ? and key = ?",
                        "system, mapping_id, key", Column.of("lead", "system", Form.TEXT), Column.of("lead", "mapping_id", Form.TEXT),
                        Column.of("lead", "key", Form.TEXT), Column.of("lead", "receipt", Form.ID)),
                lead("rejection", 1, "receipt || ' ' || replay || ' ' || ordinal", "receipt = ?::uuid and replay = ?::int and ordinal = ?::int",
                        "receipt::text, replay::text, ordinal::text", Column.of("lead", "receipt", Form.ID),
                        Column.of("lead", "replay", Form.INTEGER), Column.of("lead", "ordinal", Form.INTEGER),
                        Column.of("lead", "code", Form.TEXT), Column.of("lead", "error_class", Form.TEXT),
                        Column.of("lead", "field", Form.TEXT), Column.of("lead", "value", Form.TEXT), Column.of("lead", "rule", Form.TEXT)));
    }

    private static StoredTable leaf(String kind, String id, String join, long covered) {
        return new StoredTable("leaf", 4, kind, "select leaf.leaf_index::text, " + id + ", leaf.leaf_index::text from leaf join " + join
                + " where leaf.leaf_index < " + covered, "leaf_index = ?::bigint",
                List.of(Column.of("log", "record", Form.LONG), Column.of("log", "origin", Form.TEXT),
                        Column.of("log", "leaf_index", Form.LONG), Column.of("log", "classes", Form.SMALL)));
    }

    private static StoredTable lead(String table, int weight, String name, String where, String keys, Column... columns) {
        List<Column> sealed = new ArrayList<>(List.of(columns));
        sealed.add(Column.of("lead", "seal", Form.BYTES));
        return new StoredTable(table, weight, "LEAD", "select " + name + ", '" + table + "', " + keys + " from " + table, where, sealed);
    }
}
