package io.weft.thread;

import io.weft.event.Reading;
import java.util.UUID;

/**
 * A committed reading.
 *
 * @param batch   the stored batch that holds it
 * @param ordinal its position in that batch, from 0
 */
public record StoredReading(Reading reading, UUID batch, int ordinal) {
}
