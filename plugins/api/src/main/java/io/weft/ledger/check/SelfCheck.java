package io.weft.ledger.check;

import io.weft.thread.StoreUnavailableException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Compares store, log and sinks, and names what differs. Changes nothing. */
@ProviderType
public interface SelfCheck {

    /**
     * Runs a check in the caller's thread. Memory is bounded whatever the scope.
     *
     * @throws StoreUnavailableException if the store cannot be read, or stops being readable meanwhile
     * @throws IllegalArgumentException  naming field, value and rule, if the scope names something that cannot be
     */
    CheckReport check(CheckScope scope, CheckListener listener) throws StoreUnavailableException;

    /** What the checks that run by themselves came to. */
    Standing standing();

    /**
     * @param report the newest that ended; null before the first
     * @param alarms differences that were found and are there still, and faults that keep the check from running; each one
     *               line. Empty is good
     * @param rounds how often every record was looked at
     */
    record Standing(CheckReport report, List<String> alarms, long rounds) {
    }
}
