package io.weft.witness;

import io.weft.ledger.proof.AddCheckpoint;
import io.weft.ledger.proof.CosignerKey;
import io.weft.ledger.proof.VerifierKey;
import io.weft.tck.SampleLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A witness of one log, on a clock that moves when told. */
final class WitnessFixture implements AutoCloseable {

    static final String NAME = "partner.example/w1";

    private final WitnessFolder folder;
    private final VerifierKey log;
    private final CosignerKey key;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final TestClock clock = new TestClock();
    private LogWitness witness;

    WitnessFixture(Path folder, SampleLog log) throws Exception {
        this.folder = new WitnessFolder(folder);
        this.log = VerifierKey.parse(log.verifierKey());
        this.key = this.folder.create(NAME);
        restart();
    }

    /** As a new process begins. */
    void restart() throws IOException {
        close();
        witness = LogWitness.open(folder, log, clock, new PrintStream(new ByteArrayOutputStream()),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    LogWitness witness() {
        return witness;
    }

    WitnessFolder folder() {
        return folder;
    }

    CosignerKey key() {
        return key;
    }

    TestClock clock() {
        return clock;
    }

    /** What the operator saw. */
    List<String> said() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    List<AlarmCode> open() {
        return witness.alarms().open().stream().map(Alarm::code).toList();
    }

    Outcome offer(SampleLog from, long old, long size) throws IOException {
        return witness.offer(request(from, old, size));
    }

    /** What an honest hub asks: the proof of its own tree. */
    static AddCheckpoint request(SampleLog from, long old, long size) {
        String proof = old == 0 || old >= size ? "" : from.consistency(old, size);
        List<byte[]> hashes = proof.isEmpty() ? List.of()
                : Arrays.stream(proof.split(",")).map(Base64.getDecoder()::decode).toList();
        return new AddCheckpoint(old, hashes, note(from, size));
    }

    static byte[] note(SampleLog from, long size) {
        return from.note(size).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        if (witness != null) {
            witness.close();
        }
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
            throw new UnsupportedOperationException("a witness has no zone");
        }
    }
}
