package io.weft.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.Digests;
import io.weft.ledger.proof.AddCheckpoint;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.CosignerKey;
import io.weft.ledger.proof.NoteSignature;
import io.weft.ledger.proof.SignedNote;
import io.weft.ledger.proof.VerifierKey;
import io.weft.tck.JavaProcess;
import io.weft.tck.SampleLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The witness as a process, spoken to as C2SP tlog-witness says. */
class ListenTest {

    private static final String NAME = "partner.example/w1";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final SampleLog log = new SampleLog("weft.example/site-a").append(3_000, "leaf");
    private final SampleLog second = new SampleLog("weft.example/site-b").append(10, "leaf");
    private CosignerKey key;
    private JavaProcess witness;
    private String address;

    @BeforeEach
    void start() throws Exception {
        try (JavaProcess init = WitnessProcess.start("init", "--name", NAME, "--state", folder)) {
            assertEquals(0, init.exit());
            key = CosignerKey.parse(init.out().get(0));
        }
        restart();
    }

    @AfterEach
    void stop() throws Exception {
        witness.close();
    }

    private void restart(Object... more) throws Exception {
        Object[] options = {"run", "--state", folder, "--log", log.verifierKey(), "--log", second.verifierKey(), "--listen",
            "127.0.0.1:0", "--poll", "50ms"};
        witness = WitnessProcess.start(Stream.concat(Arrays.stream(options), Arrays.stream(more)).toArray());
        address = "http://" + witness.await("listening on ");
    }

    @Test
    void theKeyIsForItsOwnerAloneAndStays() throws Exception {
        Path file = folder.resolve("witness.key");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(key + "\n", Files.readString(folder.resolve("witness.key.pub")));
        assertEquals(1, WitnessProcess.run("init", "--name", NAME, "--state", folder));
        assertEquals(2, WitnessProcess.run("init", "--name", "not a name", "--state", folder.resolve("other")));
    }

    @Test
    void theProtocolIsSpoken() throws Exception {
        HttpResponse<String> first = add(WitnessFixture.request(log, 0, 10));
        assertEquals(200, first.statusCode());
        assertTrue(first.body().startsWith("\u2014 " + NAME + " ") && first.body().endsWith("\n"), first::body);
        check(10, first.body());

        HttpResponse<String> conflict = add(WitnessFixture.request(log, 0, 20));
        assertEquals(409, conflict.statusCode());
        assertEquals("10\n", conflict.body());
        assertEquals("text/x.tlog.size", conflict.headers().firstValue("content-type").orElseThrow());

        check(20, add(WitnessFixture.request(log, 10, 20)).body());
        check(20, add(WitnessFixture.request(log, 20, 20)).body());
        assertEquals(422, add(WitnessFixture.request(log.fork().append(30, "other"), 20, 30)).statusCode());
        assertEquals(403, add(WitnessFixture.request(new SampleLog(log.origin()).append(30, "leaf"), 20, 30)).statusCode());
        assertEquals(404, add(WitnessFixture.request(new SampleLog("weft.example/c").append(3, "leaf"), 0, 3)).statusCode());
        assertEquals(400, add(WitnessFixture.request(log, 21, 20)).statusCode());
        assertEquals(400, post("/add-checkpoint", "old 0\nnote".getBytes(StandardCharsets.UTF_8)).statusCode());
        assertEquals(400, post("/add-checkpoint", new byte[AddCheckpoint.MAXIMUM_BYTES + 1]).statusCode());
        assertEquals(405, get("/add-checkpoint").statusCode());
        assertEquals(200, add(WitnessFixture.request(second, 0, 10)).statusCode());

        String hash = Digests.hex(Digests.sha256(log.origin().getBytes(StandardCharsets.UTF_8)));
        SignedNote shown = SignedNote.parse(get("/" + hash + "/checkpoint").body().getBytes(StandardCharsets.UTF_8));
        assertEquals(20, CheckpointText.read(shown).size());
        shown.verify(key);
        shown.verify(VerifierKey.parse(log.verifierKey()));
        assertEquals(404, get("/" + "0".repeat(64) + "/checkpoint").statusCode());
    }

    @Test
    void aLogThatIsNotHeardOfIsAnAlarmUntilItShowsItself() throws Exception {
        witness.close();
        restart("--silence", "200ms");
        add(WitnessFixture.request(log, 0, 10));
        witness.await("ALARM SILENCE weft.example/site-a: nothing was heard of it for more than 0.2s");
        witness.close();
        restart("--silence", "1h");
        assertEquals(200, add(WitnessFixture.request(log, 10, 10)).statusCode());
        try (JavaProcess status = WitnessProcess.start("status", "--state", folder, "--all")) {
            status.exit();
            assertTrue(status.out().stream().anyMatch(line -> line.contains("ended") && line.contains("SILENCE weft.example/site-a")),
                    status.out()::toString);
            assertTrue(status.out().stream().noneMatch(line -> line.contains("ALARM") && line.contains("site-a")),
                    status.out()::toString);
        }
    }

    /** Killed at any moment, also while it writes: no state is torn, and none is older than an answer. */
    @Test
    void whateverWasAnsweredSurvivesAKill() throws Exception {
        Random random = new Random(20261129);
        long answered = 0;
        for (int round = 0; round < 8; round++) {
            answered = addUntilItDies(answered, answered + 3 + random.nextInt(8), random.nextInt(20));
            witness.kill();
            restart();
            String known = add(new AddCheckpoint(0, List.of(), WitnessFixture.note(log, log.size()))).body();
            long size = Long.parseLong(known.strip());
            assertTrue(size == answered || size == answered + 1, "answered up to " + answered + ", known after the kill " + size);
            answered = size;
        }
        assertEquals(List.of(), witness.err());
        assertEquals(0, WitnessProcess.run("status", "--state", folder));
    }

    /** @param killAt size whose answer lets the kill begin, which then comes within some milliseconds of further work */
    private long addUntilItDies(long from, long killAt, int milliseconds) throws InterruptedException {
        ProcessHandle victim = witness.handle();
        long answered = from;
        try {
            while (answered + 1 < log.size()) {
                HttpResponse<String> response = add(WitnessFixture.request(log, answered, answered + 1));
                assertEquals(200, response.statusCode(), response::body);
                answered++;
                if (answered == killAt) {
                    CompletableFuture.delayedExecutor(milliseconds, TimeUnit.MILLISECONDS).execute(victim::destroyForcibly);
                }
            }
        } catch (IOException e) {
            // It is dead.
            return answered;
        }
        throw new AssertionError("it was not killed in " + log.size() + " checkpoints");
    }

    private void check(long size, String line) throws Exception {
        SignedNote note = new SignedNote(log.checkpoint(size), NoteSignature.lines(line.getBytes(StandardCharsets.UTF_8)));
        note.verify(key);
    }

    private HttpResponse<String> add(AddCheckpoint request) throws IOException, InterruptedException {
        return post("/add-checkpoint", request.encode());
    }

    private HttpResponse<String> post(String path, byte[] body) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(address + path)).POST(BodyPublishers.ofByteArray(body)).build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
    }
}
