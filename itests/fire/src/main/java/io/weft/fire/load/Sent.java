package io.weft.fire.load;

/**
 * One entry of the client's own list: an acknowledged document.
 *
 * @param index        of the document
 * @param key          Idempotency-Key
 * @param door         name of the door
 * @param events       how many events it has to become
 * @param attempts     how often it was offered, at least once
 * @param receipt      the hub's
 * @param outcome      as the hub acknowledged it
 * @param scheduled    when it was due, {@link System#nanoTime()}
 * @param acknowledged when the answer had come, {@link System#nanoTime()}
 */
public record Sent(int index, String key, String door, int events, int attempts, String receipt, String outcome,
        long scheduled, long acknowledged) {

    /** From the moment when it was due, so that a hub that makes the client wait is charged for it. */
    public long latencyNanos() {
        return acknowledged - scheduled;
    }
}
