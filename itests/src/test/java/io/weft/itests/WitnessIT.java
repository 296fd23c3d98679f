package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.Digests;
import io.weft.itests.hub.Await;
import io.weft.itests.hub.Hub;
import io.weft.itests.hub.SharedHub;
import io.weft.launcher.HubClient;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.CosignerKey;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.SignedNote;
import io.weft.ledger.proof.VerifierKey;
import io.weft.tck.JavaProcess;
import io.weft.witness.Witness;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The distribution and a second party's witness, a process that has nothing of the hub but the log's key. */
@ExtendWith(SharedHub.class)
class WitnessIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SINK = "io.weft.ledger.sink.http-partner.cfg";

    @TempDir
    Path folder;

    private final Hub hub;

    WitnessIT(SharedHub.Shared shared) {
        this.hub = shared.hub();
    }

    @Test
    void checkpointsCarryTheWitnesssLine() throws Exception {
        String log = hub.client().get("/log/key").text().strip();
        capture("1");
        CosignerKey key;
        try (JavaProcess init = witness("init", "--name", "partner.example/w1", "--state", folder.toString())) {
            assertEquals(0, init.exit());
            key = CosignerKey.parse(init.out().get(0));
        }
        try (JavaProcess witness = witness("run", "--state", folder.toString(), "--log", log, "--listen", "127.0.0.1:0")) {
            String address = "http://" + witness.await("listening on ");
            hub.configuration().write(SINK, Map.of("url", address, "witnessKey", key.toString()));
            long first = cosigned(log, key, 0);
            capture("2");
            cosigned(log, key, first);
            assertTrue(witness.err().isEmpty(), () -> witness.err().toString());
        } finally {
            hub.configuration().delete(SINK);
        }
        Await.until("the sink to go", LIMIT, () -> !get("/health").text().contains("http~partner"), () -> "");
        followsByItsOwnInterface(log);
    }

    /** The same witness, as a user who may only read: it asks for checkpoint and proof itself. */
    private void followsByItsOwnInterface(String log) throws Exception {
        capture("3");
        Path password = Files.writeString(folder.resolve("password"), SharedHub.VIEWER_PASSWORD);
        String[] once = {"run", "--state", folder.toString(), "--log", log, "--url", hub.access().httpAddress() + "log", "--user",
            SharedHub.VIEWER, "--password-file", password.toString(), "--once"};
        boolean larger = false;
        for (int i = 0; i < 30 && !larger; i++) {
            try (JavaProcess run = witness(once)) {
                assertEquals(0, run.exit(), () -> run.err().toString());
                larger = run.out().stream().anyMatch(line -> line.startsWith("cosigned "));
            }
        }
        assertTrue(larger, "the event is in no checkpoint");
    }

    /** @return size of a checkpoint that is larger than {@code than} and cosigned */
    private long cosigned(String log, CosignerKey key, long than) {
        return Await.value("a cosigned checkpoint above " + than, LIMIT, () -> {
            byte[] note = get("/log/checkpoint").body();
            try {
                CheckpointText text = CheckpointText.verify(note, VerifierKey.parse(log));
                SignedNote.parse(note).verify(key);
                return text.size() > than ? text.size() : null;
            } catch (InvalidProofException e) {
                return null;
            } catch (MalformedProofException e) {
                throw new AssertionError(e);
            }
        }, () -> "\n" + String.join("\n", hub.log()));
    }

    private HubClient.Answer get(String path) throws IOException {
        try {
            return hub.client().get(path);
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    private void capture(String number) throws Exception {
        String event = """
                {"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"], "type": "EPCISDocument",
                 "schemaVersion": "2.0", "creationDate": "%1$s", "epcisBody": {"eventList": [{
                   "type": "ObjectEvent", "eventID": "urn:uuid:6f1c1b1e-0000-4000-8000-%2$012d", "eventTime": "%1$s",
                   "eventTimeZoneOffset": "+00:00", "action": "OBSERVE", "bizStep": "receiving",
                   "epcList": ["https://id.gs1.org/00/095213210000000018"],
                   "bizLocation": {"id": "https://id.gs1.org/414/9521321000018"}}]}}
                """.formatted(Instant.parse("2026-03-01T08:00:00Z"), Integer.parseInt(number));
        HubClient.Answer answer = hub.client().post("/capture", "application/ld+json", Map.of(),
                event.getBytes(StandardCharsets.UTF_8));
        assertEquals("MAPPED", answer.json().get("outcome"), answer.text());
    }

    private static JavaProcess witness(String... arguments) throws Exception {
        return JavaProcess.start(List.of(Witness.class, Digests.class, CommandLine.class), List.of(arguments));
    }
}
