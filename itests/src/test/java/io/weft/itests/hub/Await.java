package io.weft.itests.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waiting for a condition by asking again until a deadline; never for a time to pass. */
public final class Await {

    private static final Duration INTERVAL = Duration.ofMillis(100);

    private Await() {}

    /** Something asked of a process that may not be able to answer yet. */
    @FunctionalInterface
    public interface Question<T> {
        /**
         * @return null for "not yet"
         * @throws IOException also taken as "not yet"
         */
        T ask() throws IOException;
    }

    /**
     * The first answer that is not null.
     *
     * @param what is awaited, as it stands in the failure
     * @param explanation asked only on failure
     * @throws AssertionError when the limit has passed
     */
    public static <T> T value(String what, Duration limit, Question<T> question, Supplier<String> explanation) {
        long deadline = System.nanoTime() + limit.toNanos();
        IOException last = null;
        while (System.nanoTime() < deadline) {
            try {
                T answer = question.ask();
                if (answer != null) {
                    return answer;
                }
                last = null;
            } catch (IOException e) {
                last = e;
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
        throw new AssertionError("Waited " + limit + " in vain for " + what + explanation.get(), last);
    }

    /** Waits until the condition holds; the same failure. */
    public static void until(String what, Duration limit, Question<Boolean> condition, Supplier<String> explanation) {
        value(what, limit, () -> Boolean.TRUE.equals(condition.ask()) ? Boolean.TRUE : null, explanation);
    }
}
