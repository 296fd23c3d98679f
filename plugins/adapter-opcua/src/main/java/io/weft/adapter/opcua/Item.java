package io.weft.adapter.opcua;

import io.weft.adapter.opcua.Gap.Cause;
import java.util.Optional;

/** An item over all subscriptions of its instance: how far its readings are known, and what is known to be missing. */
final class Item {

    private static final long NEVER = Long.MIN_VALUE;

    private final String name;
    private long last;
    private Optional<Cause> pending = Optional.empty();

    private Item(String name, long last) {
        this.name = name;
        this.last = last;
    }

    /** An item of which nothing was ever received. */
    static Item unknown(String name) {
        return new Item(name, NEVER);
    }

    /** @param last source time of its newest reading, in ticks */
    static Item since(String name, long last) {
        return new Item(name, last);
    }

    String name() {
        return name;
    }

    /** Source time of the newest reading with a value, in ticks; empty if there was none. */
    synchronized Optional<Long> last() {
        return last == NEVER ? Optional.empty() : Optional.of(last);
    }

    /** A reading with a value was queued. */
    synchronized void advance(long ticks) {
        last = Math.max(last, ticks);
    }

    /** What follows the newest reading could not be read back; whether anything did, the next reading tells. */
    synchronized void suspect(Cause cause) {
        pending = Optional.of(cause);
    }

    /** What is missing before a reading that came by subscription, if it was suspected; asked before it is queued. */
    synchronized Optional<Missing> missingBefore(long ticks) {
        if (last == NEVER || ticks < last) {
            return Optional.empty();
        }
        Optional<Missing> missing = ticks == last
                ? Optional.empty() : pending.map(cause -> new Missing(name, last, ticks, cause));
        pending = Optional.empty();
        return missing;
    }
}
