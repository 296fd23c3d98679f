package io.weft.thread;

import io.weft.event.Event;
import io.weft.ledger.proof.EventEvidence;
import io.weft.mapping.MappedEvent;

/**
 * An event ready to be committed.
 *
 * @param hash        CBV event hash, to report the same fact from another source
 * @param hashVersion algorithm and version of the hash
 */
public record EvidencedEvent(MappedEvent mapped, String hash, String hashVersion, EventEvidence evidence) {

    public Event event() {
        return mapped.event();
    }
}
