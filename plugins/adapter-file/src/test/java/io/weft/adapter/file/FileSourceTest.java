package io.weft.adapter.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.AdapterState;
import io.weft.adapter.RawMessage;
import io.weft.tck.Await;
import io.weft.tck.RecordingIntake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSourceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path directory;
    @TempDir
    private Path data;
    private final RecordingIntake intake = new RecordingIntake();
    private final List<FileSource> open = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (FileSource source : open) {
            source.stop();
        }
    }

    @Test
    void aGrowingFileIsTakenOnlyWhenItHasStoppedGrowing() throws Exception {
        Path growing = directory.resolve("slow.csv");
        Files.writeString(growing, "");
        start(Map.of("complete", "stable", "stableSeconds", "1"));
        long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        StringBuilder written = new StringBuilder();
        while (System.nanoTime() < end) {
            Files.writeString(growing, "row\n", StandardOpenOption.APPEND);
            written.append("row\n");
        }
        assertEquals(List.of(), payloads());
        awaitTaken(1);
        assertEquals(List.of(written.toString()), payloads());
    }

    @Test
    void aFileWaitsForItsMarkerAndTheMarkerGoesWithIt() throws Exception {
        Inbox inbox = new Inbox(directory).put("a.xml", "a").put("b.xml", "b").put("b.xml.done", "");
        FileSource source = start(Map.of("complete", "marker"));
        awaitTaken(1);
        Await.until(PATIENCE, () -> inbox.holds("done", "b.xml"), () -> inbox.names("done").toString());
        assertEquals(List.of("b"), payloads());
        assertEquals(List.of("a.xml"), inbox.names(""));
        inbox.put("a.xml.done", "");
        awaitTaken(2);
        Await.until(PATIENCE, () -> inbox.holds("done", "a.xml"), () -> inbox.names("done").toString());
        source.stop();
        assertEquals(0, filesBelow(".weft"));
    }

    @Test
    void aMarkerWhoseFileWasNotClaimedBeforeAKillIsFollowed() throws Exception {
        Files.createDirectories(directory.resolve(".weft/hub-1"));
        Files.writeString(directory.resolve(".weft/hub-1/a.xml.done"), "");
        Files.writeString(directory.resolve(".weft/hub-1/finished.xml.done"), "");
        Inbox inbox = new Inbox(directory).put("a.xml", "a");
        start(Map.of("complete", "marker", "owner", "hub-1"));
        awaitTaken(1);
        Await.until(PATIENCE, () -> inbox.holds("done", "a.xml") && filesBelow(".weft") == 0,
                () -> inbox.names("done").toString());
    }

    @Test
    void filesAreTakenInTheOrderOfTheirNames() throws Exception {
        Inbox inbox = new Inbox(directory);
        for (int i = 29; i >= 10; i--) {
            inbox.put("n-" + i, Integer.toString(i));
        }
        start(Map.of());
        awaitTaken(20);
        assertEquals(payloads().stream().sorted().toList(), payloads());
    }

    @Test
    void filesAreTakenInTheOrderOfTheirTimes() throws Exception {
        Inbox inbox = new Inbox(directory).put("a", "third").put("b", "first").put("c", "second");
        Instant time = Instant.parse("2026-03-01T00:00:00Z");
        for (String name : List.of("b", "c", "a")) {
            time = time.plusSeconds(1);
            Files.setLastModifiedTime(directory.resolve(name), FileTime.from(time));
        }
        start(Map.of("order", "time"));
        awaitTaken(3);
        assertEquals(List.of("first", "second", "third"), payloads());
        assertEquals(List.of(), inbox.names(""));
    }

    @Test
    void whatIsNotMeantStaysWhereItIs() throws Exception {
        Path outside = Files.writeString(data.resolve("secret"), "secret");
        Files.createSymbolicLink(directory.resolve("link.csv"), outside);
        Files.createDirectory(directory.resolve("folder.csv"));
        new Inbox(directory).put("a.csv", "a").put("b.txt", "b").put("c.csv.part", "c").put(".d.csv", "d");
        start(Map.of("include", "*.csv,*.part"));
        awaitTaken(1);
        Await.until(PATIENCE, () -> new Inbox(directory).holds("done", "a.csv"), () -> "a.csv");
        assertEquals(List.of("a"), payloads());
        assertTrue(Files.isSymbolicLink(directory.resolve("link.csv")));
        assertTrue(Files.exists(directory.resolve("b.txt")) && Files.exists(directory.resolve("c.csv.part"))
                && Files.exists(directory.resolve(".d.csv")));
    }

    @Test
    void twoHubsAtOneDirectoryTakeEachFileOnce() throws Exception {
        start(Map.of("owner", "hub-1"));
        start(Map.of("owner", "hub-2"));
        Inbox inbox = new Inbox(directory);
        for (int i = 0; i < 500; i++) {
            inbox.put("f-" + i, "content " + i);
        }
        Await.until(PATIENCE, () -> inbox.names("done").size() == 500, () -> inbox.names("done").size() + " done");
        assertEquals(500, payloads().size());
        assertEquals(500, payloads().stream().distinct().count());
        assertTrue(open.stream().allMatch(source -> source.faults().isEmpty()), open.get(0).faults().toString());
    }

    @Test
    void aClaimOfAHubThatDoesNotComeBackIsTakenOver() throws Exception {
        Files.createDirectories(directory.resolve(".weft/gone"));
        Files.writeString(directory.resolve(".weft/gone/a.csv"), "left behind");
        FileSource patient = start(Map.of("takeOverSeconds", "3600"));
        Await.until(PATIENCE, () -> patient.state() == AdapterState.UP, () -> patient.faults().toString());
        assertEquals(List.of(), payloads());
        start(Map.of("takeOverSeconds", "1", "owner", "other"));
        awaitTaken(1);
        assertEquals(List.of("left behind"), payloads());
    }

    @Test
    void aFileAboveTheBoundIsSetAsideAndShownUntilSomebodyTakesIt() throws Exception {
        Inbox inbox = new Inbox(directory).put("large", "x".repeat(1001)).put("small", "x".repeat(1000));
        FileSource source = start(Map.of("maximumBytes", "1000"));
        awaitTaken(1);
        Await.until(PATIENCE, () -> source.state() == AdapterState.IMPAIRED, () -> source.state().toString());
        assertEquals(List.of("large"), inbox.names("too-large"));
        assertTrue(source.faults().get(0).matches("maximumBytes: 'too-large/.*_large' is larger than 1000 bytes.*"),
                source.faults().toString());
        assertEquals(1, source.statistics().setAside());
        try (var files = Files.list(directory.resolve("too-large"))) {
            Files.delete(files.findFirst().orElseThrow());
        }
        Await.until(PATIENCE, () -> source.state() == AdapterState.UP, () -> source.faults().toString());
    }

    @Test
    void oneNameMayComeAgainAndBothAreKept() throws Exception {
        Inbox inbox = new Inbox(directory).put("daily.csv", "monday");
        start(Map.of());
        awaitTaken(1);
        inbox.put("daily.csv", "tuesday");
        awaitTaken(2);
        Await.until(PATIENCE, () -> inbox.names("done").equals(List.of("daily.csv", "daily.csv")),
                () -> inbox.names("done").toString());
    }

    @Test
    void aDirectoryThatGoesAndComesBackIsWorkedOnAgain() throws Exception {
        Path mount = Files.createDirectory(directory.resolve("mount"));
        FileSource source = start(Map.of("directory", mount.toString()));
        Await.until(PATIENCE, () -> source.state() == AdapterState.UP, () -> source.faults().toString());
        Files.move(mount, directory.resolve("unmounted"));
        Await.until(PATIENCE, () -> source.state() == AdapterState.IMPAIRED, () -> source.state().toString());
        assertTrue(source.faults().get(0).startsWith("directory: '" + mount + "' "), source.faults().toString());
        Files.move(directory.resolve("unmounted"), mount);
        new Inbox(mount).put("a", "a");
        awaitTaken(1);
        Await.until(PATIENCE, () -> source.state() == AdapterState.UP, () -> source.faults().toString());
    }

    @Test
    void aMessageCarriesTheFilesNameAndTimeAndNoKeyOfItsOwn() throws Exception {
        Path file = Files.writeString(directory.resolve("lot.csv"), "a");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-03-01T08:00:00Z")));
        start(Map.of("epoch", "2"));
        awaitTaken(1);
        RawMessage message = intake.messages().get(0);
        assertEquals(Map.of("file-name", "lot.csv", "file-modified", "2026-03-01T08:00:00Z"), message.headers());
        assertTrue(message.transportKey().isEmpty());
        assertEquals("2", message.epoch());
    }

    @ParameterizedTest
    @CsvSource({"directory, in/box, is not an absolute path", "stableSeconds, soon, is not a whole number from 1 to 86400",
            "complete, perhaps, 'is none of stable, rename, marker'", "owner, .., does not match",
            "include, '[', is not a file name pattern", "direktory, /tmp, is no key of this adapter"})
    void aWrongConfigurationIsTold(String key, String value, String rule) throws IOException {
        FileSource wrong = source(Map.of(key, value));
        assertEquals(AdapterState.MISCONFIGURED, wrong.state());
        assertTrue(wrong.faults().get(0).startsWith(key + ": '" + value + "' " + rule), wrong.faults().toString());
    }

    private FileSource start(Map<String, Object> more) throws IOException {
        FileSource source = source(more);
        assertEquals(List.of(), source.faults());
        open.add(source);
        source.start();
        return source;
    }

    private FileSource source(Map<String, Object> more) throws IOException {
        Map<String, Object> properties = new HashMap<>(Map.of("service.pid", "io.weft.adapter.file~lims",
                "system", "lims", "format", "csv", "directory", directory.toString(), "complete", "rename",
                "pollMillis", "10"));
        properties.putAll(more);
        return new FileSource(properties, data).offering(intake);
    }

    private void awaitTaken(int count) throws InterruptedException {
        Await.until(PATIENCE, () -> intake.messages().size() >= count, () -> payloads().toString());
    }

    private List<String> payloads() {
        return intake.messages().stream().map(message -> new String(message.payload(), StandardCharsets.UTF_8)).toList();
    }

    private long filesBelow(String folder) {
        try (var paths = Files.walk(directory.resolve(folder))) {
            return paths.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
