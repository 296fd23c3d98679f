package io.weft.thread;

import io.weft.adapter.IntakeUnavailableException;
import io.weft.adapter.Receipt;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** Gives a stored message to the mappings that serve now. It is served by the ingest route, like intake. */
@ProviderType
public interface Replay {

    /**
     * Interprets the stored payload of a quarantined message again and commits the outcome; returns after the commit.
     *
     * @param receipt the receipt of a quarantined message
     * @throws IllegalArgumentException   if there is no such message, or it is not quarantined
     * @throws IntakeUnavailableException if the replay route is stopped or the store is down; nothing changed
     */
    Receipt replay(UUID receipt) throws IntakeUnavailableException;

    /**
     * Interprets the stored payload of a message that was mapped wrongly again. Events that come out as before stay;
     * each other one is declared an error (EPCIS 2.0, 7.4.1.3) that names the events which stand for it now. Where all
     * come out as before nothing is stored.
     *
     * @param receipt the receipt of a mapped message
     * @return outcome {@code MAPPED}
     * @throws IllegalArgumentException   if there is no such message, or it is not mapped, or the mappings that serve now
     *                                    do not map it; nothing changed
     * @throws IntakeUnavailableException if the replay route is stopped or the store is down; nothing changed
     * @throws UnsupportedOperationException if this one only replays what is quarantined
     */
    default Receipt correct(UUID receipt) throws IntakeUnavailableException {
        throw new UnsupportedOperationException("receipt: '" + receipt + "': corrections are not supported");
    }
}
