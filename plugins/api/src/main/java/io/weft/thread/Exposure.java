package io.weft.thread;

import io.weft.event.Series;
import io.weft.identity.ThreadKey;

/**
 * A stretch of time in which a series' readings belong to a lot, because its device was associated with the container or
 * location that the lot was in. By eventTime, half open. What an event told ({@code Series.toldBy()}) lasts from the first to the
 * last time that it tells, no longer.
 *
 * @param from first tick of {@code SourceTime} that belongs
 * @param to   first tick that no longer belongs; {@link Long#MAX_VALUE} while it lasts
 */
public record Exposure(ThreadKey lot, Series series, long from, long to) {
}
