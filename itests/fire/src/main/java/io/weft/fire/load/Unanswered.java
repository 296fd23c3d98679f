package io.weft.fire.load;

/**
 * An attempt whose request had left whole and whose answer never came.
 *
 * @param key    Idempotency-Key of the document
 * @param sent   when the last byte was given to the operating system, {@link System#nanoTime()}
 * @param broken when the connection was found broken, {@link System#nanoTime()}
 */
public record Unanswered(String key, long sent, long broken) {

    /** Whether the request was whole and without answer at that moment. */
    public boolean openAt(long nanoTime) {
        return sent <= nanoTime && nanoTime <= broken;
    }
}
