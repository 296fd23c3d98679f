package io.weft.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.tck.JavaProcess;
import io.weft.tck.SampleLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file sink's folder, as its README says it is written. */
class FolderSourceTest {

    @TempDir
    Path folder;

    private final SampleLog log = new SampleLog("weft.example/site-a").append(40, "leaf");
    private final SampleLog fork = log.fork().append(40, "other");
    private Path vault;
    private WitnessFixture fixture;
    private Watch watch;
    private FolderSource source;

    @BeforeEach
    void start() throws Exception {
        vault = folder.resolve("vault");
        Files.createDirectories(vault.resolve("weft.example%2Fsite-a"));
        fixture = new WitnessFixture(folder.resolve("witness"), log);
        source = new FolderSource(vault);
        watch = new Watch(fixture.witness(), Optional.of(Duration.ofMinutes(5)), fixture.clock());
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
    }

    @Test
    void eachFileIsCosignedInItsOrder() throws Exception {
        write(log, 0, 3);
        write(log, 3, 8);
        watch.poll(source);
        write(log, 8, 20);
        watch.poll(source);
        assertEquals(20, size());
        for (long size : new long[] {3, 8, 20}) {
            assertTrue(Files.exists(fixture.folder().log(log.origin()).resolve("cosigned/%020d.checkpoint".formatted(size))));
        }
        assertEquals(List.of(), fixture.said());
    }

    /** The insider writes past the hub's own sink, which would refuse. */
    @Test
    void aRewrittenHistoryIsAFork() throws Exception {
        write(log, 0, 8);
        watch.poll(source);
        write(fork, 8, 20);
        watch.poll(source);
        assertEquals(List.of(AlarmCode.FORK), fixture.open());
        assertEquals(8, size());
    }

    @Test
    void aFileThatIsReplacedIsAFork() throws Exception {
        write(log, 0, 8);
        write(log, 8, 20);
        watch.poll(source);
        write(fork, 0, 8);
        Files.setLastModifiedTime(file(8, ".checkpoint"), FileTime.from(Instant.parse("2026-03-01T09:00:00Z")));
        watch.poll(source);
        assertEquals(List.of(AlarmCode.FORK), fixture.open());
    }

    @Test
    void filesThatWereTakenAwayAreARollback() throws Exception {
        write(log, 0, 8);
        write(log, 8, 20);
        watch.poll(source);
        Files.delete(file(20, ".checkpoint"));
        watch.poll(source);
        assertEquals(List.of(AlarmCode.ROLLBACK), fixture.open());
    }

    @Test
    void whatTheLogDidNotSignIsNamed() throws Exception {
        write(log, 0, 8);
        write(new SampleLog(log.origin()).append(40, "leaf"), 8, 20);
        watch.poll(source);
        assertEquals(List.of(AlarmCode.SIGNATURE), fixture.open());
        assertEquals(8, size());
    }

    @Test
    void aFolderOrAProofThatIsMissingIsNamedUntilItIsThere() throws Exception {
        write(log, 0, 8);
        write(log, 8, 20);
        Path proof = file(20, ".proof");
        Path aside = Files.move(proof, folder.resolve("aside"));
        watch.poll(source);
        assertEquals(List.of(AlarmCode.UNREACHABLE), fixture.open());
        assertEquals(8, size());
        Files.move(aside, proof);
        watch.poll(source);
        assertEquals(List.of(), fixture.open());
        assertEquals(20, size());
    }

    @Test
    void nothingNewForTooLongIsSilence() throws Exception {
        write(log, 0, 8);
        watch.poll(source);
        fixture.clock().advance(Duration.ofMinutes(5));
        watch.poll(source);
        assertEquals(List.of(), fixture.open());
        fixture.clock().advance(Duration.ofMillis(1));
        watch.poll(source);
        watch.poll(source);
        assertEquals(List.of(AlarmCode.SILENCE), fixture.open());
        assertEquals(1, fixture.said().size());
        write(log, 8, 20);
        watch.poll(source);
        assertEquals(List.of(), fixture.open());
    }

    @Test
    void onceTellsByItsExitStatus() throws Exception {
        fixture.close();
        Object[] once = {"run", "--state", folder.resolve("witness"), "--log", log.verifierKey(), "--folder", vault, "--once"};
        write(log, 0, 8);
        assertEquals(0, WitnessProcess.run(once));
        assertEquals(0, WitnessProcess.run("status", "--state", folder.resolve("witness")));
        write(fork, 8, 20);
        try (JavaProcess process = WitnessProcess.start(once)) {
            assertEquals(1, process.exit());
            assertTrue(process.err().get(0).startsWith("ALARM FORK weft.example/site-a: size 20"), () -> process.err().toString());
        }
        // The folder is put in order again; the fork stays on record.
        Files.delete(file(20, ".checkpoint"));
        assertEquals(1, WitnessProcess.run(once));
        try (JavaProcess status = WitnessProcess.start("status", "--state", folder.resolve("witness"))) {
            assertEquals(1, status.exit());
            assertTrue(status.out().stream().anyMatch(line -> line.contains("ALARM") && line.contains("FORK")));
        }
    }

    private long size() {
        return fixture.witness().known().orElseThrow().text().size();
    }

    private void write(SampleLog from, long old, long size) throws IOException {
        Files.write(file(size, ".proof"), WitnessFixture.request(from, old, size).head());
        Files.write(file(size, ".checkpoint"), from.note(size).getBytes(StandardCharsets.UTF_8));
    }

    private Path file(long size, String suffix) {
        return vault.resolve("weft.example%2Fsite-a").resolve("%020d".formatted(size) + suffix);
    }
}
