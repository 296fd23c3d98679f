package io.weft.thread;

import io.weft.adapter.IntakeUnavailableException;
import io.weft.adapter.Receipt;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** Gives a quarantined message to the mappings that serve now. It is served by the ingest route, like intake. */
@ProviderType
public interface Replay {

    /**
     * Interprets the stored payload again and commits the outcome; returns after the commit.
     *
     * @param receipt the receipt of a quarantined message
     * @throws IllegalArgumentException   if there is no such message, or it is not quarantined
     * @throws IntakeUnavailableException if the replay route is stopped or the store is down; nothing changed
     */
    Receipt replay(UUID receipt) throws IntakeUnavailableException;
}
