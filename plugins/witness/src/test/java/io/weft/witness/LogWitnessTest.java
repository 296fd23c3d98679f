package io.weft.witness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.ledger.proof.AddCheckpoint;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.CosignerKey;
import io.weft.ledger.proof.NoteSignature;
import io.weft.ledger.proof.SignedNote;
import io.weft.ledger.proof.VerifierKey;
import io.weft.tck.SampleLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is cosigned, what is refused, and what is an alarm (C2SP tlog-witness, add-checkpoint). */
class LogWitnessTest {

    @TempDir
    Path folder;

    private final SampleLog log = new SampleLog("weft.example/site-a").append(40, "leaf");
    private final SampleLog fork = log.fork().append(40, "other");
    private WitnessFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new WitnessFixture(folder, log);
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
    }

    @Test
    void whatGoesOnIsCosignedAndKept() throws Exception {
        for (long[] step : new long[][] {{0, 3}, {3, 8}, {8, 8}, {8, 40}}) {
            NoteSignature line = cosigned(fixture.offer(log, step[0], step[1]));
            Path kept = fixture.folder().log(log.origin()).resolve("cosigned/%020d.checkpoint".formatted(step[1]));
            SignedNote note = SignedNote.parse(Files.readAllBytes(kept));
            assertEquals(step[1], CheckpointText.verify(note, VerifierKey.parse(log.verifierKey())).size());
            assertEquals(line, note.verify(fixture.key()));
            assertEquals(2, note.signatures().size());
            assertEquals(fixture.clock().instant(), CosignerKey.time(line));
            fixture.clock().advance(Duration.ofSeconds(7));
        }
        assertEquals(List.of(), fixture.said());
    }

    @Test
    void aProofThatBeginsElsewhereIsToldWhereItStands() throws Exception {
        fixture.offer(log, 0, 8);
        assertEquals(new Outcome.Conflict(8), fixture.offer(log, 0, 20));
        assertEquals(new Outcome.Conflict(8), fixture.offer(log, 3, 20));
        // Beside its first request, a log may show what was cosigned long ago: no alarm.
        fixture.offer(log, 8, 20);
        assertEquals(new Outcome.Conflict(20), fixture.offer(log, 0, 8));
        assertEquals(List.of(), fixture.said());
    }

    @Test
    void twoRootsOfOneSizeAreAForkForGood() throws Exception {
        fixture.offer(log, 0, 8);
        assertEquals(422, refused(fixture.offer(fork, 8, 8)).status());
        assertEquals(List.of(AlarmCode.FORK), fixture.open());
        Alarm alarm = fixture.witness().alarms().open().get(0);
        assertArrayEquals(WitnessFixture.note(fork, 8), Files.readAllBytes(alarm.offered()));
        assertEquals(8, CheckpointText.verify(Files.readAllBytes(alarm.known()), VerifierKey.parse(log.verifierKey())).size());

        // Whichever history is shown afterwards, and after a restart: not cosigned.
        assertEquals(422, refused(fixture.offer(log, 8, 20)).status());
        fixture.restart();
        assertTrue(refused(fixture.offer(log, 8, 20)).reason().startsWith("FORK"));
        assertEquals(8, fixture.witness().known().orElseThrow().text().size());

        acknowledge(alarm);
        cosigned(fixture.offer(log, 8, 20));
        assertTrue(Files.exists(alarm.offered()));
    }

    @Test
    void anotherRootOfASizeLongAgoIsAForkWhateverItsProofSays() throws Exception {
        fixture.offer(log, 0, 8);
        fixture.offer(log, 8, 20);
        assertEquals(new Outcome.Conflict(20), fixture.offer(fork, 0, 8));
        assertEquals(List.of(AlarmCode.FORK), fixture.open());
    }

    @Test
    void aLargerTreeOfAnotherHistoryIsAFork() throws Exception {
        fixture.offer(log, 0, 8);
        assertEquals(422, refused(fixture.offer(fork, 8, 20)).status());
        assertEquals(422, refused(fixture.offer(fork, 8, 20)).status());
        assertEquals(List.of(AlarmCode.FORK), fixture.open());
        assertEquals(1, fixture.said().size());
        assertTrue(fixture.said().get(0).startsWith("ALARM FORK weft.example/site-a: size 20 is not shown to go on from size 8"),
                () -> fixture.said().toString());
    }

    /** Anybody can send a genuine checkpoint with a spoilt proof: that must not stop the log for good. */
    @Test
    void aProofThatWasSpoiltIsTakenBackByARightOne() throws Exception {
        fixture.offer(log, 0, 8);
        AddCheckpoint right = WitnessFixture.request(log, 8, 20);
        assertEquals(422, refused(fixture.witness().offer(new AddCheckpoint(8, List.of(new byte[32]), right.note()))).status());
        assertEquals(List.of(AlarmCode.FORK), fixture.open());
        cosigned(fixture.witness().offer(right));
        assertEquals(List.of(), fixture.open());
    }

    @Test
    void aSmallerTreeThatWasNeverSeenIsARollback() throws Exception {
        fixture.offer(log, 0, 8);
        assertEquals(new Outcome.Conflict(8), fixture.offer(log, 0, 5));
        assertEquals(List.of(AlarmCode.ROLLBACK), fixture.open());
        assertEquals(8, fixture.witness().known().orElseThrow().text().size());
        cosigned(fixture.offer(log, 8, 20));
        assertEquals(List.of(), fixture.open());
        assertEquals(1, fixture.witness().alarms().all().size());
    }

    @Test
    void whatIsNotOfTheLogIsRefused() throws Exception {
        SampleLog stranger = new SampleLog(log.origin()).append(5, "leaf");
        assertEquals(403, refused(fixture.offer(stranger, 0, 5)).status());
        assertEquals(List.of(AlarmCode.SIGNATURE), fixture.open());
        SampleLog other = new SampleLog("weft.example/site-b").append(5, "leaf");
        assertEquals(404, refused(fixture.offer(other, 0, 5)).status());
        assertEquals(400, refused(fixture.witness().offer(new AddCheckpoint(0, List.of(), "note".getBytes(
                StandardCharsets.UTF_8)))).status());
        assertTrue(fixture.witness().known().isEmpty());
    }

    @Test
    void sizesAndProofsKeepTheProtocolsRules() throws Exception {
        assertEquals(400, refused(fixture.offer(log, 9, 8)).status());
        byte[] note = WitnessFixture.note(log, 8);
        assertEquals(422, refused(fixture.witness().offer(new AddCheckpoint(0, List.of(new byte[32]), note))).status());
        byte[] empty = log.signed(new CheckpointText(log.origin(), 0, new byte[32]).toString()).getBytes(StandardCharsets.UTF_8);
        assertEquals(422, refused(fixture.witness().offer(new AddCheckpoint(0, List.of(), empty))).status());
        assertTrue(fixture.witness().known().isEmpty());
    }

    /** As a hub's sink does while its log does not grow. */
    @Test
    void anIdleLogThatShowsItselfAgainIsNotSilent() throws Exception {
        Watch watch = new Watch(fixture.witness(), Optional.of(Duration.ofSeconds(60)), fixture.clock());
        fixture.offer(log, 0, 8);
        for (int i = 0; i < 10; i++) {
            fixture.clock().advance(Duration.ofSeconds(20));
            cosigned(fixture.offer(log, 8, 8));
            watch.check();
        }
        assertEquals(List.of(), fixture.said());
        fixture.clock().advance(Duration.ofSeconds(61));
        watch.check();
        assertEquals(List.of(AlarmCode.SILENCE), fixture.open());
        cosigned(fixture.offer(log, 8, 8));
        assertEquals(List.of(), fixture.open());
    }

    @Test
    void aClockThatWasSetBackMakesNoOlderStatement() throws Exception {
        Instant first = CosignerKey.time(cosigned(fixture.offer(log, 0, 8)));
        fixture.clock().advance(Duration.ofDays(-1));
        assertEquals(first, CosignerKey.time(cosigned(fixture.offer(log, 8, 20))));
    }

    @Test
    void aStateThatWasAlteredIsRefused() throws Exception {
        fixture.offer(log, 0, 8);
        Path latest = fixture.folder().log(log.origin()).resolve("latest");
        String cosigned = Files.readString(latest);
        // The log's own signature does not make it the witness's state.
        Files.writeString(latest, log.note(20));
        assertThrows(IOException.class, fixture::restart);
        Files.writeString(latest, cosigned.replace("\n8\n", "\n9\n"));
        assertThrows(IOException.class, fixture::restart);
        Files.writeString(latest, cosigned);
        fixture.restart();
        assertEquals(8, fixture.witness().known().orElseThrow().text().size());
    }

    @Test
    void oneProcessAtATimeWitnessesALog() {
        IOException inUse = assertThrows(IOException.class, () -> LogWitness.open(fixture.folder(),
                VerifierKey.parse(log.verifierKey()), fixture.clock(), System.out, System.err));
        assertTrue(inUse.getMessage().contains("is in use"), inUse::getMessage);
    }

    /** The log's second signature stays with the note; a stranger's lines do not. */
    @Test
    void linesOfStrangersAreNotKept() throws Exception {
        SignedNote note = SignedNote.parse(WitnessFixture.note(log, 8));
        NoteSignature second = new NoteSignature(log.origin(), new byte[4 + 3_309]);
        byte[] crowded = note.with(List.of(new NoteSignature("stranger.example", new byte[5_000]), second,
                new NoteSignature(log.origin(), new byte[9_000]))).encode();
        NoteSignature line = cosigned(fixture.witness().offer(new AddCheckpoint(0, List.of(), crowded)));
        assertEquals(List.of(note.signatures().get(0), second, line), fixture.witness().known().orElseThrow().note().signatures());
    }

    @Test
    void rubbishDoesNotFillTheDisk() throws Exception {
        SampleLog stranger = new SampleLog(log.origin()).append(1_100, "leaf");
        for (long size = 1; size <= 1_100; size++) {
            refused(fixture.offer(stranger, 0, size));
        }
        assertEquals(1_000, fixture.witness().alarms().all().size());
        assertEquals(1_100, fixture.said().size());
        fixture.offer(log, 0, 8);
        refused(fixture.offer(fork, 8, 8));
        assertEquals(List.of(AlarmCode.FORK), fixture.open());
    }

    private void acknowledge(Alarm alarm) {
        assertEquals(0, Witness.commandLine().execute("acknowledge", "--state", folder.toString(), alarm.id(), "--reason", "a test"));
    }

    private static NoteSignature cosigned(Outcome outcome) {
        return assertInstanceOf(Outcome.Cosigned.class, outcome).line();
    }

    private static Outcome.Refused refused(Outcome outcome) {
        return assertInstanceOf(Outcome.Refused.class, outcome);
    }
}
