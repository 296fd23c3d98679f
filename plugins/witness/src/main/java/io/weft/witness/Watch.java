package io.weft.witness;

import io.weft.witness.Alarms.Evidence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Alarms when a log is not heard of for too long, or its source is away; and tells when that is over. */
final class Watch {

    private final LogWitness witness;
    private final Optional<Duration> silence;
    private final Clock clock;

    /** @param silence after which it is an alarm; empty for never */
    Watch(LogWitness witness, Optional<Duration> silence, Clock clock) {
        this.witness = witness;
        this.silence = silence;
        this.clock = clock;
    }

    /** Asks the source once, and then looks at the clock. */
    void poll(Source source) throws IOException, InterruptedException {
        try {
            source.poll(witness);
            witness.alarms().end(alarm -> alarm.code() == AlarmCode.UNREACHABLE, "the source answers again");
        } catch (SourceException e) {
            raise(AlarmCode.UNREACHABLE, e.getMessage());
        }
        check();
    }

    void check() throws IOException {
        check(witness.aliveAt());
    }

    /** @param since when the log was last heard of */
    void check(Instant since) throws IOException {
        if (silence.isPresent() && Duration.between(since, clock.instant()).compareTo(silence.get()) > 0) {
            String period = silence.get().toString().substring("PT".length()).toLowerCase(Locale.ROOT);
            raise(AlarmCode.SILENCE, "nothing was heard of it for more than " + period + ", since " + since);
        }
    }

    /** One alarm of its kind at a time, whatever its reason. */
    private void raise(AlarmCode code, String reason) throws IOException {
        witness.alarms().raise(code, witness.log().name(), reason, code.name().getBytes(StandardCharsets.US_ASCII), Evidence.NONE);
    }
}
