package io.weft.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** A time of EPCIS 2.0 (7.3.1): xsd:dateTimeStamp, so with an offset; digits below a nanosecond are cut off. */
public final class EventTime {

    private static final int FRACTION_AT = 19;
    private static final int NANO_DIGITS = 9;

    private EventTime() {
    }

    /** Empty if the text is no such time. */
    public static Optional<Instant> read(String text) {
        int zone = zoneAt(text);
        if (zone < 0 || text.charAt(4) != '-' || text.charAt(7) != '-' || text.charAt(10) != 'T'
                || text.charAt(13) != ':' || text.charAt(16) != ':') {
            return Optional.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10),
                    number(text, 11, 13), number(text, 14, 16), number(text, 17, 19), nano(text, zone));
            return Optional.of(local.toInstant(offset(text, zone)));
        } catch (DateTimeException e) {
            // The calendar has no such day, hour or offset.
            return Optional.empty();
        }
    }

    /** Where the offset begins, or -1 if the text is too short or its fraction is none. */
    private static int zoneAt(String text) {
        if (text.length() <= FRACTION_AT) {
            return -1;
        }
        int at = FRACTION_AT;
        if (text.charAt(at) == '.') {
            do {
                at++;
            } while (at < text.length() && isDigit(text.charAt(at)));
            if (at == FRACTION_AT + 1) {
                return -1;
            }
        }
        return at < text.length() ? at : -1;
    }

    private static ZoneOffset offset(String text, int at) {
        int length = text.length() - at;
        char sign = text.charAt(at);
        if (sign == 'Z' && length == 1) {
            return ZoneOffset.UTC;
        }
        if (length != 6 || sign != '+' && sign != '-' || text.charAt(at + 3) != ':') {
            throw new DateTimeException("no offset");
        }
        int minutes = number(text, at + 1, at + 3) * 60 + number(text, at + 4, at + 6);
        if (minutes > 14 * 60 || text.charAt(at + 4) > '5') {
            throw new DateTimeException("no offset");
        }
        return ZoneOffset.ofTotalSeconds((sign == '-' ? -minutes : minutes) * 60);
    }

    private static int nano(String text, int end) {
        int nano = 0;
        for (int i = 0; i < NANO_DIGITS; i++) {
            int at = FRACTION_AT + 1 + i;
            nano = nano * 10 + (at < end ? text.charAt(at) - '0' : 0);
        }
        return nano;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                throw new DateTimeException("no digit");
            }
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }

    private static boolean isDigit(char present) {
        return present >= '0' && present <= '9';
    }
}
