package io.weft.thread;

/**
 * A series by its source's name, and a stretch of source time, half open.
 *
 * @param from first tick of {@code SourceTime}
 * @param to   first tick that no longer belongs
 */
public record SeriesWindow(String instance, String item, long from, long to) {
}
