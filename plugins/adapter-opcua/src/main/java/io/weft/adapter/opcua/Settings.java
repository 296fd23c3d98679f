package io.weft.adapter.opcua;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;

/**
 * One instance's configuration, validated. The README describes each key.
 *
 * @param trustFolder    empty: no server is trusted
 * @param identityFolder where this instance's own certificate and private key are
 * @param items          as configured, each a NodeId or a pattern
 */
record Settings(String system, String endpoint, SecurityPolicy securityPolicy, MessageSecurityMode securityMode,
        Login login, Optional<Path> trustFolder, boolean hostNameVerified, Path identityFolder, List<String> items,
        Sampling sampling, Timing timing, boolean serverTimestampAccepted, int queueCapacity,
        int maximumItemsPerCall) {

    /** How the session is activated. */
    sealed interface Login {

        record Anonymous() implements Login {
        }

        /** @param passwordFile read at each connect, so that a password can be changed without a restart */
        record Password(String user, Path passwordFile) implements Login {
        }
    }

    /**
     * What the server is asked for.
     *
     * @param publishingInterval milliseconds
     * @param samplingInterval   milliseconds; 0 is the fastest that the server can
     * @param queueSize          values that the server keeps per item between two publishes
     * @param tolerance          fraction by which a revised interval may be longer
     */
    record Sampling(double publishingInterval, double samplingInterval, long queueSize, double tolerance) {
    }

    /**
     * @param reconnectAfter       pause between two attempts to connect
     * @param itemRetryAfter       pause between two attempts to create items that the server refused
     * @param keepAlive            the server speaks at least this often, even without data
     * @param subscriptionLifetime how long the server keeps the subscription of a lost session
     * @param requestTimeout       for each request
     * @param closeTimeout         for closing the session, and again for handing over what is queued
     * @param gapShown             how long a gap stands among the faults
     */
    record Timing(Duration reconnectAfter, Duration itemRetryAfter, Duration keepAlive, Duration subscriptionLifetime,
            Duration requestTimeout, Duration closeTimeout, Duration gapShown) {
    }
}
