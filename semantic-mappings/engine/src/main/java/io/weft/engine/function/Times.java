package io.weft.engine.function;

import io.weft.engine.template.RejectSignal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** RFC 3339 times, and the formatters of sources' own times. */
final class Times {

    static final String RFC_3339 = "rfc3339";

    private static final DateTimeFormatter TEXT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendOffset("+HH:MM", "Z")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private Times() {
    }

    static String text(OffsetDateTime time) {
        return TEXT.format(time);
    }

    /** Strict: 30 February is no date. Years are proleptic, whether written {@code y} or {@code u}. */
    static DateTimeFormatter formatter(String pattern) {
        if (pattern.equals(RFC_3339)) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME;
        }
        try {
            return DateTimeFormatter.ofPattern(prolepticYears(pattern), Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException e) {
            throw RejectSignal.faulty("dateTime(pattern)", pattern, "is no pattern: " + e.getMessage());
        }
    }

    private static String prolepticYears(String pattern) {
        StringBuilder proleptic = new StringBuilder(pattern.length());
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char letter = pattern.charAt(i);
            quoted ^= letter == '\'';
            proleptic.append(letter == 'y' && !quoted ? 'u' : letter);
        }
        return proleptic.toString();
    }

    /** The time that dateTime() gave. */
    static OffsetDateTime read(String text, String where) {
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeParseException e) {
            throw RejectSignal.faulty(where, text, "must be an RFC 3339 time, as dateTime() gives it");
        }
    }

    /** The day of a time or date, as the source's own calendar had it. */
    static LocalDate day(String text, String where) {
        try {
            return text.length() == "2026-01-01".length() ? LocalDate.parse(text) : read(text, where).toLocalDate();
        } catch (DateTimeParseException e) {
            throw RejectSignal.faulty(where, text, "must be an RFC 3339 time or date");
        }
    }
}
