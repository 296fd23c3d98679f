package io.weft.mapping.epcis;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Times of a document and of its events, as they are written there. */
final class DocumentTimes {

    private DocumentTimes() {
    }

    static Optional<Instant> instant(Object text) {
        try {
            return text instanceof String time ? Optional.of(OffsetDateTime.parse(time).toInstant()) : Optional.empty();
        } catch (DateTimeParseException e) {
            // Whoever checks the event says what is wrong with it.
            return Optional.empty();
        }
    }

    /** The text of the creation time, or that of the earliest event before it. */
    static String earliest(String created, List<Part> events) {
        String earliest = created;
        for (Part event : events) {
            Object time = event.body().get("eventTime");
            if (instant(time).isPresent() && instant(time).get().isBefore(instant(earliest).orElseThrow())) {
                earliest = (String) time;
            }
        }
        return earliest;
    }
}
