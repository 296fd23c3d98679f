package io.weft.thread.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Instants as PostgreSQL's timestamptz, which counts microseconds; what is finer is cut off, never rounded up. */
final class Timestamps {

    private Timestamps() {
    }

    static Instant storable(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    /** For an array's element. */
    static String text(Instant instant) {
        return storable(instant).toString();
    }

    /** For an array's element that bounds a time; the ends of time are PostgreSQL's infinities. */
    static String bound(Instant instant) {
        if (instant.equals(Instant.MAX)) {
            return "infinity";
        }
        return instant.equals(Instant.MIN) ? "-infinity" : text(instant);
    }

    /** For a parameter. */
    static OffsetDateTime parameter(Instant instant) {
        return storable(instant).atOffset(ZoneOffset.UTC);
    }

    static Instant read(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<Instant> readOptional(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
