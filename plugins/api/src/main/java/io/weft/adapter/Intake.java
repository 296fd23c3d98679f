package io.weft.adapter;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The one way in. It is served by the ingest route: while that is stopped, or the store is down, every call ends in
 * {@link IntakeUnavailableException} and nothing is taken.
 */
@ProviderType
public interface Intake {

    /** Returns after the commit that holds the message, its outcome and all that it caused. Safe to repeat. */
    Receipt accept(RawMessage message) throws IntakeUnavailableException;

    /** Returns after the commit that holds the readings. Safe to repeat. */
    BatchReceipt accept(ReadingBatch batch) throws IntakeUnavailableException;
}
