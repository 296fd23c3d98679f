package io.weft.route.deliver;

import io.weft.delivery.Delivery;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;

/**
 * How many attempts may run at once, in all and for one target, so that a counterpart that hangs does not keep the others
 * waiting. Taken deliveries never wait inside the hub, where their leases would run out.
 */
final class Workers {

    private final int perTarget;
    private final Map<String, Integer> busy = new HashMap<>();
    private int free;

    /** @param perTarget from how many attempts on a target gets no more */
    Workers(int count, int perTarget) {
        this.free = count;
        this.perTarget = perTarget;
    }

    /** As many as one take may bring; a target that has room gets at most that many more. */
    synchronized int free() {
        return Math.min(free, perTarget);
    }

    /** Targets that have no room. */
    synchronized Set<String> full() {
        Set<String> full = new HashSet<>();
        busy.forEach((target, attempts) -> {
            if (attempts >= perTarget) {
                full.add(target);
            }
        });
        return full;
    }

    synchronized void occupy(List<Delivery> taken) {
        free -= taken.size();
        taken.forEach(delivery -> busy.merge(delivery.target(), 1, Integer::sum));
    }

    private synchronized void release(String target) {
        free++;
        busy.computeIfPresent(target, (name, attempts) -> attempts == 1 ? null : attempts - 1);
    }

    /** Frees one worker when the exchange, which carries a delivery, is done, however it ends. */
    void releaseAfter(Exchange exchange) {
        String target = exchange.getMessage().getBody(Delivery.class).target();
        exchange.getExchangeExtension().addOnCompletion(new Synchronization() {
            @Override
            public void onComplete(Exchange done) {
                release(target);
            }

            @Override
            public void onFailure(Exchange done) {
                release(target);
            }
        });
    }
}
