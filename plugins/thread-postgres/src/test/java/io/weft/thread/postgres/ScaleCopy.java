package io.weft.thread.postgres;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows of one table in PostgreSQL's binary COPY format, sent in pieces. */
final class ScaleCopy {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final long POSTGRES_EPOCH_MICROS = 946_684_800_000_000L;

    private final String sql;
    private final int columns;
    private final ByteArrayOutputStream rows = new ByteArrayOutputStream(1 << 20);

    ScaleCopy(String table, String... columns) {
        this.sql = "copy " + table + " (" + String.join(", ", columns) + ") from stdin (format binary)";
        this.columns = columns.length;
        begin();
    }

    private void begin() {
        rows.reset();
        rows.writeBytes(SIGNATURE);
        int32(0);
        int32(0);
    }

    /** Begins a row; its columns follow in their order. */
    ScaleCopy row() {
        int16(columns);
        return this;
    }

    ScaleCopy text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    ScaleCopy bytes(byte[] value) {
        int32(value.length);
        rows.writeBytes(value);
        return this;
    }

    ScaleCopy nothing() {
        int32(-1);
        return this;
    }

    ScaleCopy number(long value) {
        int32(8);
        int64(value);
        return this;
    }

    ScaleCopy integer(int value) {
        int32(4);
        int32(value);
        return this;
    }

    ScaleCopy small(int value) {
        int32(2);
        int16(value);
        return this;
    }

    ScaleCopy time(long epochMicros) {
        return number(epochMicros - POSTGRES_EPOCH_MICROS);
    }

    ScaleCopy flag(boolean value) {
        int32(1);
        rows.write(value ? 1 : 0);
        return this;
    }

    ScaleCopy uuid(long high, long low) {
        int32(16);
        int64(high);
        int64(low);
        return this;
    }

    /** An array of one smallint. */
    ScaleCopy smallints(int only) {
        int32(26);
        int32(1);
        int32(0);
        int32(21);
        int32(1);
        int32(1);
        int32(2);
        int16(only);
        return this;
    }

    private void int16(int value) {
        rows.write(value >>> 8);
        rows.write(value);
    }

    private void int32(int value) {
        int16(value >>> 16);
        int16(value);
    }

    private void int64(long value) {
        int32((int) (value >>> 32));
        int32((int) value);
    }

    void send(Connection connection) throws SQLException {
        int16(-1);
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        byte[] all = rows.toByteArray();
        copy.writeToCopy(all, 0, all.length);
        copy.endCopy();
        begin();
    }

    static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }
}
