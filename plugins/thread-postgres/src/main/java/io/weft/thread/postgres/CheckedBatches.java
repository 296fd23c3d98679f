package io.weft.thread.postgres;

import io.weft.event.Digests;
import io.weft.event.Reading;
import io.weft.ledger.check.BatchRow;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.StoredRecords.Page;
import io.weft.ledger.check.StoredRecords.Walk;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Batches as they are stored, with their readings. */
final class CheckedBatches {

    private static final String SELECT = """
            select b.record, b.id, b.instance, b.system, b.received_at, b.stored, b.repeated, b.first_time, b.last_time,
                   b.envelope, b.seal, l.origin, l.leaf_index, o.leaf_hash, coalesce(l.classes, o.classes, 0) as bits
              from batch b left join leaf l on l.record = b.record left join outbox o on o.record = b.record
            """;
    private static final String READING =
            "select r.batch, r.ordinal, r.item as number, i.instance, i.item, r.source_time, r.value, r.status";
    private static final List<String> SEALED = List.of("record", "id", "instance", "system", "received_at", "stored",
            "repeated", "first_time", "last_time", "classes");

    /** Characters of a number beyond which zeros at its end are counted, not kept. */
    private static final int MUCH = 40;

    private final Connection connection;

    CheckedBatches(Connection connection) {
        this.connection = connection;
    }

    Page<BatchRow> page(Walk walk) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                SELECT + " where b.record > ? and b.received_at >= ?::timestamptz order by b.record limit ?")) {
            statement.setLong(1, walk.after().map(Long::parseLong).orElse(Long.MIN_VALUE));
            statement.setString(2, walk.since().map(Timestamps::text).orElse("-infinity"));
            statement.setInt(3, walk.limit());
            Page<BatchRow> page = read(statement);
            List<BatchRow> rows = page.rows();
            return new Page<>(rows, page.findings(), rows.size() < walk.limit() ? Optional.empty()
                    : Optional.of(Long.toString(rows.get(rows.size() - 1).record())));
        }
    }

    Page<BatchRow> of(UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT + " where b.id = ?")) {
            statement.setObject(1, id);
            Page<BatchRow> page = read(statement);
            return !page.rows().isEmpty() ? page : new Page<>(List.of(),
                    List.of(Finding.missing("batch", id, "id", "a batch of this id")), Optional.empty());
        }
    }

    private Page<BatchRow> read(PreparedStatement statement) throws SQLException {
        List<BatchRow> bare = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                seal(row, findings);
                bare.add(new BatchRow(row.getLong("record"), row.getObject("id", UUID.class), row.getString("instance"),
                        Timestamps.read(row, "received_at"), row.getInt("stored"), row.getLong("first_time"),
                        row.getLong("last_time"), Optional.ofNullable(row.getBytes("envelope")), List.of(),
                        CheckedEvents.place(row), Optional.ofNullable(row.getBytes("leaf_hash"))));
            }
        }
        Map<Long, List<BatchRow.ReadingRow>> readings = readings(bare.stream().map(BatchRow::record).toArray(), true);
        List<BatchRow> rows = new ArrayList<>();
        for (BatchRow batch : bare) {
            List<BatchRow.ReadingRow> found = readings.getOrDefault(batch.record(), List.of());
            if (found.size() != batch.stored()) {
                // Its bounds may be what is wrong, or a reading's time.
                found = readings(new Object[] {batch.record()}, false).getOrDefault(batch.record(), List.of());
            }
            rows.add(new BatchRow(batch.record(), batch.id(), batch.instance(), batch.receivedAt(), batch.stored(),
                    batch.firstTime(), batch.lastTime(), batch.envelope(), found, batch.place(), batch.pending()));
        }
        return new Page<>(rows, findings, Optional.empty());
    }

    private static void seal(ResultSet row, List<Finding> findings) throws SQLException {
        Instant receivedAt = Timestamps.read(row, "received_at");
        for (String column : RowSeal.differing(row.getBytes("seal"), SEALED, row.getLong("record"), row.getObject("id"),
                row.getString("instance"), row.getString("system"), receivedAt, row.getInt("stored"), row.getInt("repeated"),
                row.getLong("first_time"), row.getLong("last_time"), row.getInt("bits"))) {
            boolean atLeaf = column.equals("classes");
            String found = column.equals("seal") ? Digests.hex(row.getBytes("seal")) : row.getString(atLeaf ? "bits" : column);
            findings.add(Finding.altered(atLeaf ? "leaf" : "batch", row.getString(atLeaf ? "leaf_index" : "id"), column, found,
                    "what its seal was made for"));
        }
    }

    /** @param bounded by the times that the batches say they have, which spares the other months */
    private Map<Long, List<BatchRow.ReadingRow>> readings(Object[] records, boolean bounded) throws SQLException {
        Map<Long, List<BatchRow.ReadingRow>> found = new HashMap<>();
        String sql = bounded ? READING + """
                  from batch b
                  join reading r on r.batch = b.record and r.source_time between b.first_time and b.last_time
                  left join item i on i.id = r.item
                 where b.record = any(?) order by r.batch, r.ordinal"""
                : READING + " from reading r left join item i on i.id = r.item where r.batch = any(?)"
                        + " order by r.batch, r.ordinal";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("bigint", records));
            for (BatchRow.ReadingRow reading : read(statement, new ArrayList<>())) {
                found.computeIfAbsent(reading.batch(), batch -> new ArrayList<>()).add(reading);
            }
        }
        return found;
    }

    /** Readings of that place whose batch's number differs from this one's in one bit. */
    List<BatchRow.ReadingRow> strays(BatchRow batch, int ordinal) throws SQLException {
        Long[] neighbours = new Long[Long.SIZE];
        for (int bit = 0; bit < Long.SIZE; bit++) {
            neighbours[bit] = batch.record() ^ 1L << bit;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                READING + " from reading r left join item i on i.id = r.item where r.batch = any(?) and r.ordinal = ?")) {
            statement.setArray(1, connection.createArrayOf("bigint", neighbours));
            statement.setInt(2, ordinal);
            return read(statement, new ArrayList<>());
        }
    }

    private static List<BatchRow.ReadingRow> read(PreparedStatement statement, List<BatchRow.ReadingRow> into)
            throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                into.add(new BatchRow.ReadingRow(row.getLong("batch"), row.getInt("ordinal"), row.getInt("number"),
                        row.getString("instance"), new Reading(row.getString("item"), row.getLong("source_time"), value(row),
                        row.getLong("status"))));
            }
        }
        return into;
    }

    /** PostgreSQL's numeric has values that are no number, and some of 131,072 digits; no reading was stored with one. */
    private static Optional<BigDecimal> value(ResultSet row) throws SQLException {
        String text = row.getString("value");
        if (text == null || text.endsWith("NaN") || text.endsWith("Infinity")) {
            return Optional.empty();
        }
        if (text.length() <= MUCH) {
            return Optional.of(new BigDecimal(text));
        }
        String number = text.indexOf('.') >= 0 ? text.replaceFirst("\\.?0*$", "") : text;
        String digits = number.indexOf('.') >= 0 ? number : number.replaceFirst("0+$", "");
        return Optional.of(new BigDecimal(digits).scaleByPowerOfTen(number.length() - digits.length()));
    }
}
