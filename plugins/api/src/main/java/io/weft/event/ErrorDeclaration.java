package io.weft.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The declaration that an earlier event is in error (EPCIS 2.0, 7.4.1.3). An event that carries one repeats the
 * erroneous event under its own eventID, so it is identified by eventID and declaration time together.
 *
 * @param reason             a CBV error reason or a private URI
 * @param correctiveEventIds the events that replace the erroneous one; may be empty
 */
public record ErrorDeclaration(Instant declarationTime, Optional<String> reason, List<EventId> correctiveEventIds) {
}
