package io.weft.adapter;

import java.util.Map;
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

    /**
     * How far an instance's readings are committed: the newest source time of each item that came with a value,
     * in ticks of {@code io.weft.event.SourceTime}. There an adapter goes on after an interruption. An item without any is
     * missing.
     *
     * @throws UnsupportedOperationException if this intake keeps no readings
     */
    default Map<String, Long> newest(String instance) throws IntakeUnavailableException {
        throw new UnsupportedOperationException("newest readings are not supported");
    }
}
