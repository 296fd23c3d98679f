package io.weft.thread.postgres;

import java.util.Optional;

/**
 * How long something held, and by which events.
 *
 * @param closing empty while it lasts
 */
record Held(Interval interval, String opening, Optional<String> closing) {
}
