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
 * @param orderKey  of the delivery, for a transport that keeps an order by key; empty if there is none
 */
public record OutboundMessage(UUID delivery, String mediaType, Map<String, String> headers, byte[] payload,
        String orderKey) {

    /** Without an order key. */
    public OutboundMessage(UUID delivery, String mediaType, Map<String, String> headers, byte[] payload) {
        this(delivery, mediaType, headers, payload, "");
    }
}
