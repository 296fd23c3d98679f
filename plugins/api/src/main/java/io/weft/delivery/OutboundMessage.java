package io.weft.delivery;

import java.util.Map;
import java.util.UUID;

/**
 * One message on its way out.
 *
 * @param delivery  the delivery that it carries; the same at each attempt, so that the counterpart can tell a repeat
 * @param mediaType for example {@code application/json}
 * @param headers   what the transport shall say about it
 * @param payload   not copied, nobody may change it
 */
public record OutboundMessage(UUID delivery, String mediaType, Map<String, String> headers, byte[] payload) {
}
