package io.weft.rest;

import io.weft.http.HttpRequest;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.ThreadQuery;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalLong;

/** Parameters that say a time or a state. */
final class AskedTime {

    private AskedTime() {
    }

    /** @throws IllegalArgumentException if it is no date and time with an offset */
    static Optional<Instant> of(HttpRequest request, String parameter) {
        return Optional.ofNullable(request.query().get(parameter)).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(parameter + ": '" + text + "' is no date and time with an offset (RFC 3339)", e);
            }
        });
    }

    /** A size of the log, or a time of the hub's clock, which is resolved to one. */
    static OptionalLong asOf(HttpRequest request, ThreadQuery query) throws StoreUnavailableException {
        String text = request.query().get("asOf");
        if (text == null) {
            return OptionalLong.empty();
        }
        if (!text.isEmpty() && text.length() <= 18 && text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return OptionalLong.of(Long.parseLong(text));
        }
        return OptionalLong.of(query.logSizeAt(of(request, "asOf").orElseThrow()));
    }
}
