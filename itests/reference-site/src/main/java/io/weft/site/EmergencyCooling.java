package io.weft.site;

import java.util.ArrayList;
import java.util.List;

/**
 * The cold store's emergency cooling: liquid nitrogen that is let in. Whoever works inside locks it, and nobody may switch it
 * on then, whatever a client asks.
 */
public final class EmergencyCooling {

    private final List<Boolean> switched = new ArrayList<>();
    private int refused;
    private boolean locked;

    synchronized boolean ask(boolean on) {
        if (locked && on) {
            refused++;
            return false;
        }
        switched.add(on);
        return true;
    }

    /** Somebody goes in, or has come out. */
    public synchronized void lock(boolean inside) {
        locked = inside;
    }

    /** What it was told and did, oldest first. */
    public synchronized List<Boolean> switched() {
        return List.copyOf(switched);
    }

    /** How often it was asked while it was locked. */
    public synchronized int refused() {
        return refused;
    }
}
