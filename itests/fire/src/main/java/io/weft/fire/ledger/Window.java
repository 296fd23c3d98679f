package io.weft.fire.ledger;

import io.weft.fire.load.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A time in which was looked.
 *
 * @param begin {@link System#nanoTime()}
 * @param end   {@link System#nanoTime()}
 * @param from  the same as {@code begin} by the clock of the day, which is the hub's
 */
record Window(long begin, long end, Instant from, Instant to) {

    static Window of(Duration length) throws InterruptedException {
        Instant from = Instant.now();
        long begin = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(length.toNanos());
        return since(begin, from);
    }

    static Window since(long begin, Instant from) {
        return new Window(begin, System.nanoTime(), from, Instant.now());
    }

    /** Its beginning, so that what came in it had this long for more before it ended. */
    Window before(Duration last) {
        return new Window(begin, end - last.toNanos(), from, to.minus(last));
    }

    double seconds() {
        return (end - begin) / 1e9;
    }

    /** Documents that were acknowledged in it, per second. */
    double rate(List<Sent> sent) {
        return sent.stream().filter(one -> one.acknowledged() >= begin && one.acknowledged() < end).count() / seconds();
    }
}
