package io.weft.mapping;

import java.util.Optional;

/**
 * What a message says about itself.
 *
 * @param messageId   the envelope's own id (IDoc {@code DOCNUM}, MSH-10, interchange and message number)
 * @param messageType the envelope's own type (IDoc {@code MESTYP/IDOCTYP}, MSH-9); empty where the format has none
 */
public record Envelope(Optional<String> messageId, String messageType) {
}
