package io.weft.thread;

import io.weft.event.Reading;
import java.util.UUID;

/**
 * A committed reading.
 *
 * @param batch   the stored batch that holds it; of a reading that an event told ({@code Series.toldBy()}), the message that told
 *                the event
 * @param ordinal its position in that batch or event, from 0
 */
public record StoredReading(Reading reading, UUID batch, int ordinal) {
}
