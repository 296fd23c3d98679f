package io.weft.mapping;

import io.weft.event.Rejection;
import java.util.List;
import java.util.Optional;

/**
 * What a message says about itself.
 *
 * @param messageId   the envelope's own id (IDoc {@code DOCNUM}, MSH-10, interchange and message number)
 * @param messageType the envelope's own type (IDoc {@code MESTYP/IDOCTYP}, MSH-9); empty where the format has none
 * @param faults      what contradicts itself in a message that could still be read whole, for example a trailer that
 *                    counts other segments than there are: the message is quarantined for these, together with what
 *                    its mapping finds, so that it is found by its own numbers and mended in one go
 */
public record Envelope(Optional<String> messageId, String messageType, List<Rejection> faults) {

    public Envelope {
        faults = List.copyOf(faults);
    }

    /** A message that does not contradict itself. */
    public Envelope(Optional<String> messageId, String messageType) {
        this(messageId, messageType, List.of());
    }
}
