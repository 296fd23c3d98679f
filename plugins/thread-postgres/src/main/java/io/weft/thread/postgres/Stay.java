package io.weft.thread.postgres;

/**
 * How long a lot was somewhere: in a container, or at a location.
 *
 * @param place canonical identifier
 */
record Stay(String place, Interval interval) {
}
