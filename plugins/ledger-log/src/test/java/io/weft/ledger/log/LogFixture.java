package io.weft.ledger.log;

import io.weft.ledger.LogStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Logs over one key, on a clock that moves when told. */
final class LogFixture {

    static final String ORIGIN = "weft.example/test";

    private final Path key;
    private final TestClock clock = new TestClock();

    LogFixture(Path folder) {
        this.key = folder.resolve("secrets/ledger.key");
    }

    EvidenceLog log(LogStore store, int epoch) {
        return log(store, epoch, Optional.empty());
    }

    EvidenceLog log(LogStore store, int epoch, Optional<Path> mlDsaKey) {
        return new EvidenceLog(store, new LogSettings(ORIGIN, key, mlDsaKey, epoch, 10, Duration.ofSeconds(5), 100), clock);
    }

    EvidenceLog log(LogStore store) {
        return log(store, 1);
    }

    Path key() {
        return key;
    }

    TestClock clock() {
        return clock;
    }

    static final class TestClock extends Clock {

        private Instant now = Instant.parse("2026-03-01T08:00:00Z");

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("evidence has no zone");
        }
    }
}
