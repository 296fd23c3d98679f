package io.weft.route.deliver;

import java.util.concurrent.Semaphore;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;

/** How many attempts may run at once. Taken deliveries never wait inside the hub, where their leases would run out. */
final class Workers {

    private final Semaphore free;

    Workers(int count) {
        this.free = new Semaphore(count);
    }

    int free() {
        return free.availablePermits();
    }

    void occupy(int count) {
        free.acquireUninterruptibly(count);
    }

    /** Frees one worker when the exchange is done, however it ends. */
    void releaseAfter(Exchange exchange) {
        exchange.getExchangeExtension().addOnCompletion(new Synchronization() {
            @Override
            public void onComplete(Exchange done) {
                free.release();
            }

            @Override
            public void onFailure(Exchange done) {
                free.release();
            }
        });
    }
}
