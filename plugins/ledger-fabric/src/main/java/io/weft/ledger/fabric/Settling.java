package io.weft.ledger.fabric;

import io.weft.thread.StoreUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Repeats what another was quicker with, or what an organization's peer is not far enough for. */
final class Settling {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Duration patience;
    private final CountDownLatch closed;

    /** Something that reads the channel before it does anything. */
    @FunctionalInterface
    interface Step<T> {

        T take() throws IOException, StoreUnavailableException;
    }

    /**
     * @param patience how long organizations may differ before that is a fault
     * @param closed   counted down when nothing is to be repeated any more
     */
    Settling(Duration patience, CountDownLatch closed) {
        this.patience = patience;
        this.closed = closed;
    }

    /** @throws ChannelException if it is still stale when the patience ends */
    <T> T settled(Step<T> step) throws IOException, StoreUnavailableException {
        long begin = System.nanoTime();
        while (true) {
            try {
                return step.take();
            } catch (StaleException e) {
                if (System.nanoTime() - begin > patience.toNanos()) {
                    throw new ChannelException("the organizations' peers have not agreed for " + patience.toSeconds() + " s: "
                            + e.getMessage(), e);
                }
            }
            pause();
        }
    }

    private void pause() throws ChannelException {
        try {
            if (closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ChannelException("the sink is stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChannelException("interrupted while the peers settle", e);
        }
    }
}
