package io.weft.tck;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.opentest4j.AssertionFailedError;

/** Waits for a condition, never longer than a deadline. */
public final class Await {

    private static final long POLL_MILLISECONDS = 5;

    private Await() {
    }

    /**
     * @param otherwise what to say when the condition does not come true
     * @throws AssertionFailedError at the deadline
     */
    public static void until(Duration atMost, BooleanSupplier condition, Supplier<String> otherwise)
            throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionFailedError("not within " + atMost + ": " + otherwise.get());
            }
            Thread.sleep(POLL_MILLISECONDS);
        }
    }
}
