package io.weft.thread;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How somebody names a lot.
 *
 * @param text a URI (GS1 Digital Link or EPC URN of a lot or of a container, an alias), or a bare number: a lot number, the
 *             number of an alias, the 18 digits of an SSCC
 * @param at   eventTime at which it named the lot; empty: now for a container, any time for all others
 * @param asOf as in {@link ThreadRequest}
 */
public record LotIdentifier(String text, Optional<Instant> at, OptionalLong asOf) {

    /** Longest text that is looked up. */
    public static final int MAXIMUM_LENGTH = 2_000;

    public LotIdentifier {
        if (text.isBlank() || text.length() > MAXIMUM_LENGTH) {
            throw new IllegalArgumentException("id: must be 1 to " + MAXIMUM_LENGTH + " characters that are not blank");
        }
    }

    public static LotIdentifier of(String text) {
        return new LotIdentifier(text, Optional.empty(), OptionalLong.empty());
    }

    public LotIdentifier at(Instant time) {
        return new LotIdentifier(text, Optional.of(time), asOf);
    }
}
