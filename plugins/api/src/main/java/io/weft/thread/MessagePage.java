package io.weft.thread;

import java.util.List;
import java.util.Optional;

/**
 * Newest first.
 *
 * @param next cursor for the page after this one; empty on the last
 */
public record MessagePage(List<StoredMessage> messages, Optional<String> next) {
}
