package io.weft.ledger.log;

import io.weft.ledger.proof.KeyText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A configuration that keeps its rules.
 *
 * @param origin            name of the log, the same for ever
 * @param mlDsaKeyFile      of the second, quantum-safe signature; empty for none
 * @param epoch             from 1; raised by hand after a restore that lost leaves
 * @param telemetryLeaves   leaves without urgency after which a checkpoint is due
 * @param telemetryInterval how long a leaf without urgency waits for a checkpoint at most
 * @param sequenceMaximum   leaves per transaction
 */
record LogSettings(String origin, Path keyFile, Optional<Path> mlDsaKeyFile, int epoch, int telemetryLeaves, Duration telemetryInterval,
        int sequenceMaximum) {

    private static final String EPOCH = "/epoch-";

    LogSettings {
        KeyText.checkName(origin);
        if (origin.contains(EPOCH)) {
            throw new IllegalArgumentException("origin: '" + origin + "' holds '" + EPOCH + "', which tells an epoch");
        }
        atLeast(1, "epoch", epoch);
        atLeast(1, "telemetry.leaves", telemetryLeaves);
        atLeast(1, "telemetry.seconds", telemetryInterval.toSeconds());
        atLeast(1, "sequence.maximum", sequenceMaximum);
    }

    static LogSettings of(LogConfiguration configuration) {
        return new LogSettings(present("origin", configuration.origin()),
                Path.of(present("keyFile", configuration.keyFile())).toAbsolutePath(), optional(configuration.mlDsaKeyFile()),
                configuration.epoch(),
                configuration.telemetry_leaves(), Duration.ofSeconds(configuration.telemetry_seconds()),
                configuration.sequence_maximum());
    }

    /** Of the first epoch, one signature, and what the configuration has by default. */
    static LogSettings of(String origin, Path keyFile) {
        return new LogSettings(origin, keyFile.toAbsolutePath(), Optional.empty(), 1, 10_000, Duration.ofSeconds(10), 5_000);
    }

    /** The name in checkpoints: the origin, and from the second epoch on the epoch. */
    String epochOrigin() {
        return epochOrigin(epoch);
    }

    /** Whether a checkpoint is of an earlier epoch of this log. */
    boolean isEarlierEpoch(String name) {
        for (int earlier = 1; earlier < epoch; earlier++) {
            if (epochOrigin(earlier).equals(name)) {
                return true;
            }
        }
        return false;
    }

    private String epochOrigin(int number) {
        return number == 1 ? origin : origin + EPOCH + number;
    }

    private static Optional<Path> optional(String file) {
        return file == null || file.isBlank() ? Optional.empty() : Optional.of(Path.of(file.strip()).toAbsolutePath());
    }

    private static String present(String key, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(key + ": is not set");
        }
        return value.strip();
    }

    private static void atLeast(long minimum, String key, long value) {
        if (value < minimum) {
            throw new IllegalArgumentException(key + ": " + value + " is not at least " + minimum);
        }
    }
}
