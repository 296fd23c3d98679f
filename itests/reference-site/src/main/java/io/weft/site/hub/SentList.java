package io.weft.site.hub;

import io.weft.event.Digests;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A counterpart's own list of what it sent: the SHA-256 of every message that it offered, in order, repeats included. It
 * is kept apart from the hub, so that the two can be held against each other.
 */
public final class SentList {

    private final List<String> digests = Collections.synchronizedList(new ArrayList<>());

    public void add(byte[] payload) {
        digests.add(Digests.hex(Digests.sha256(payload)));
    }

    public int count() {
        return digests.size();
    }

    /** Lower-case hexadecimal SHA-256 digests. */
    public List<String> digests() {
        synchronized (digests) {
            return List.copyOf(digests);
        }
    }
}
