package io.weft.ledger.log;

import java.time.Duration;
import java.time.Instant;

final class Seconds {

    private static final double MILLIS = 1_000;

    private Seconds() {
    }

    static double between(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / MILLIS;
    }
}
