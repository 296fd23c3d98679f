package io.weft.mapping.epcis;

import java.util.Map;

/**
 * An event or a statement in a message.
 *
 * @param path where it stands, with a full stop after it; empty for a bare event
 * @param body with the context that it is to be read in
 */
record Part(String path, Map<String, Object> body) {
}
