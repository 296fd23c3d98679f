package io.weft.adapter.jdbc;

import static java.time.format.DateTimeFormatter.ISO_LOCAL_DATE_TIME;
import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import io.weft.event.CanonicalJson;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A row of the transfer table.
 *
 * @param id      as the database gives it, for the mark
 * @param payload the message
 */
record Row(Object id, byte[] payload) {

    /** Its driver gives both of its types of time the same number. */
    private static final String POSTGRESQL_TIME_WITH_ZONE = "timestamptz";

    static Row read(ResultSet results, JdbcSourceSettings settings) throws SQLException {
        Object id = results.getObject(settings.idColumn());
        if (id == null) {
            throw new SQLException(settings.idColumn() + " is null; a row needs an id");
        }
        byte[] payload = settings.payloadColumn().isPresent()
                ? payload(results, results.findColumn(settings.payloadColumn().get()), settings)
                : CanonicalJson.write(values(results));
        return new Row(id, payload);
    }

    private static byte[] payload(ResultSet results, int column, JdbcSourceSettings settings) throws SQLException {
        if (isBinary(results.getMetaData().getColumnType(column))) {
            byte[] bytes = results.getBytes(column);
            return bytes == null ? new byte[0] : bytes;
        }
        String text = results.getString(column);
        try {
            ByteBuffer encoded = settings.charset().newEncoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT).encode(CharBuffer.wrap(text == null ? "" : text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new SQLException("row " + results.getString(settings.idColumn()) + " holds a character that "
                    + settings.charset() + " has not", e);
        }
    }

    private static boolean isBinary(int type) {
        return type == Types.BINARY || type == Types.VARBINARY || type == Types.LONGVARBINARY || type == Types.BLOB;
    }

    /** Column labels as the statement gives them; numbers exact, times in ISO 8601, bytes in base64. */
    private static Map<String, Object> values(ResultSet results) throws SQLException {
        ResultSetMetaData columns = results.getMetaData();
        Map<String, Object> values = new LinkedHashMap<>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            if (values.put(columns.getColumnLabel(column), value(results, column, columns.getColumnType(column))) != null) {
                throw new SQLException("two columns are called " + columns.getColumnLabel(column));
            }
        }
        return values;
    }

    private static Object value(ResultSet results, int column, int type) throws SQLException {
        if (results.getObject(column) == null) {
            return CanonicalJson.NULL;
        }
        if (results.getMetaData().getColumnTypeName(column).equals(POSTGRESQL_TIME_WITH_ZONE)) {
            return ISO_OFFSET_DATE_TIME.format(results.getObject(column, OffsetDateTime.class));
        }
        return switch (type) {
            case Types.BIT, Types.BOOLEAN -> results.getBoolean(column);
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.DECIMAL ->
                    number(results.getString(column));
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> number(results.getObject(column).toString());
            case Types.TIMESTAMP -> ISO_LOCAL_DATE_TIME.format(results.getObject(column, LocalDateTime.class));
            case Types.TIMESTAMP_WITH_TIMEZONE ->
                    ISO_OFFSET_DATE_TIME.format(results.getObject(column, OffsetDateTime.class));
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                    Base64.getEncoder().encodeToString(results.getBytes(column));
            default -> results.getString(column);
        };
    }

    /** A binary one by its shortest decimal; what is no number, as NaN, is a text. */
    private static Object number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
