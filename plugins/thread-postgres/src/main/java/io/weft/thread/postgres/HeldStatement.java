package io.weft.thread.postgres;

import java.util.Optional;

/**
 * A master data statement as it is found.
 *
 * @param validity {@code [validFrom, validTo)}
 * @param supplies the party that a qualified supplier delivers to
 * @param record   its number; the greater was recorded later
 */
record HeldStatement(String id, String vocabulary, Interval validity, Optional<String> supplies, String eventId, long record) {
}
