package io.weft.ledger.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.Digests;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.CheckpointSink;
import io.weft.ledger.LogStatus;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.CosignerKey;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.NoteSignature;
import io.weft.ledger.proof.SignedNote;
import io.weft.ledger.proof.VerifierKey;
import io.weft.tck.Await;
import io.weft.tck.CheckpointSinkContract;
import io.weft.tck.MemoryLogStore;
import io.weft.tck.SampleLog;
import io.weft.thread.StoreUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sink, and a real witness that is a process of its own. */
class HttpSinkTest extends CheckpointSinkContract {

    private static final String PASSWORD = "of-this-test";

    @TempDir
    Path folder;

    private PartnersWitness witness;

    @AfterEach
    void stop() throws Exception {
        if (witness != null) {
            witness.close();
        }
    }

    @Override
    protected CheckpointSink sink() throws Exception {
        if (witness == null) {
            witness = new PartnersWitness(folder.resolve("witness"), verifierKey());
        }
        return sink(witness.url(), Optional.empty());
    }

    @Override
    protected byte[] held(String origin, long size) throws Exception {
        return SignedNote.parse(witness.cosigned(origin, size)).first().encode();
    }

    @Test
    void theReceiptIsTheLineThatTheWitnessKeeps() throws Exception {
        SampleLog log = witnessed();
        byte[] receipt = sink().publish(log.signedCheckpoint(8), log.reader());
        NoteSignature line = NoteSignature.lines(receipt).get(0);
        assertEquals(line, SignedNote.parse(witness.cosigned(log.origin(), 8)).verify(CosignerKey.parse(witness.verifierKey())));
    }

    @Test
    void aWitnessThatIsDownIsABacklogAndThenTakesTheNewest() throws Exception {
        LogFixture fixture = new LogFixture(folder.resolve("hub"));
        MemoryLogStore store = new MemoryLogStore(fixture.clock());
        EvidenceLog log = fixture.log(store);
        witness = new PartnersWitness(folder.resolve("witness"), log.verifierKey());
        log.addSink(sink());
        grow(store, log, 3);
        publish(log, status -> status.publishedSize() == 3);
        assertEquals(1, log.cosignatures(log.latest().orElseThrow()).size());

        witness.kill();
        for (int i = 0; i < 3; i++) {
            grow(store, log, 2);
        }
        publish(log, status -> status.fault().startsWith("size 9: the witness does not answer: "));
        assertEquals(3, status(log).backlog());

        witness.start();
        publish(log, status -> status.publishedSize() == 9);
        assertEquals(new LogStatus.Sink("http~partner", 9, 0, Optional.empty(), status(log).publishedAt(), "", ""), status(log));
        CosignerKey key = CosignerKey.parse(witness.verifierKey());
        SignedNote.parse(log.latest().orElseThrow().note()).with(log.cosignatures(log.latest().orElseThrow())).verify(key);
        assertEquals(List.of(), witness.alarms());
    }

    /** Owns database, disk and the hub's key, and rewrites an event; the hub and the file beside its key see nothing. */
    @Test
    void theInsiderWhoRewritesHistoryIsCaughtByTheWitnessAlone() throws Exception {
        LogFixture fixture = new LogFixture(folder.resolve("hub"));
        MemoryLogStore store = new MemoryLogStore(fixture.clock());
        EvidenceLog honest = fixture.log(store);
        witness = new PartnersWitness(folder.resolve("witness"), honest.verifierKey());
        honest.addSink(sink());
        grow(store, honest, 7);
        publish(honest, status -> status.publishedSize() == 7);

        Files.delete(fixture.key().resolveSibling("ledger.key.last"));
        MemoryLogStore rewritten = new MemoryLogStore(fixture.clock());
        rewritten.record(Digests.sha256("another event".getBytes(StandardCharsets.UTF_8)), true);
        EvidenceLog forged = fixture.log(rewritten);
        grow(rewritten, forged, 6);
        Checkpoint same = forged.latest().orElseThrow();
        assertEquals(7, same.size());
        CheckpointText.verify(same.note(), VerifierKey.parse(honest.verifierKey()));
        assertEquals("", forged.status().fault());

        forged.addSink(sink());
        publish(forged, status -> status.fault().startsWith("size 7: the witness refuses it, 422: two roots for one size 7"));
        grow(rewritten, forged, 5);
        publish(forged, status -> status.fault().startsWith("size 12: the witness refuses it, 422: "));
        assertEquals(0, status(forged).publishedSize());
        assertTrue(witness.awaitAlarm("FORK ").contains("size 7 has the root"));
        assertArrayEquals(SignedNote.parse(honest.latest().orElseThrow().note()).encode(),
                SignedNote.parse(witness.cosigned(LogFixture.ORIGIN, 7)).first().encode());
    }

    @Test
    void aStoreThatWasSetBackIsARollback() throws Exception {
        SampleLog log = witnessed();
        sink().publish(log.signedCheckpoint(20), log.reader());
        SampleLog restored = log.fork().append(5, "leaf");
        assertTrue(assertThrows(IOException.class, () -> sink().publish(restored.signedCheckpoint(5), restored.reader()))
                .getMessage().startsWith("ROLLBACK: the witness cosigned size 20"));
        assertTrue(witness.awaitAlarm("ROLLBACK ").contains("size 5 is below size 20"));
        // A backlog whose middle was passed over is not.
        assertEquals(0, sink().publish(log.signedCheckpoint(12), log.reader()).length);
    }

    @Test
    void anIdleLogIsShownAgainAndAgain() throws Exception {
        SampleLog log = witnessed();
        LogFixture.TestClock clock = new LogFixture(folder).clock();
        HttpSink sink = new HttpSink("http~partner", () -> client(witness.url(), witness.verifierKey(), Optional.empty()), 20, clock);
        sink.publish(log.signedCheckpoint(8), log.reader());
        byte[] first = witness.cosigned(log.origin(), 8);
        sink.idle(log.signedCheckpoint(8), log.reader());
        assertArrayEquals(first, witness.cosigned(log.origin(), 8));
        witness.kill();
        clock.advance(Duration.ofSeconds(21));
        assertThrows(IOException.class, () -> sink.idle(log.signedCheckpoint(8), log.reader()));
        witness.start();
        sink.idle(log.signedCheckpoint(8), log.reader());
        witness.cosigned(log.origin(), 8);
        sink.idle(log.signedCheckpoint(8), log.reader());
    }

    @Test
    void anotherWitnesssLineIsNoReceipt() throws Exception {
        SampleLog log = witnessed();
        PartnersWitness stranger = new PartnersWitness(folder.resolve("stranger"), verifierKey());
        stranger.close();
        HttpSink sink = new HttpSink("http~partner", () -> client(witness.url(), stranger.verifierKey(), Optional.empty()), 20,
                Clock.systemUTC());
        assertTrue(assertThrows(IOException.class, () -> sink.publish(log.signedCheckpoint(8), log.reader())).getMessage()
                .startsWith("the witness's answer is no cosignature under witnessKey: "));
    }

    @Test
    void overTlsItTrustsTheGivenRootsAlone() throws Exception {
        Path keystore = keystore();
        Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        SampleLog log = new SampleLog("weft.example/tls").append(20, "leaf");
        witness = new PartnersWitness(folder.resolve("witness"), log.verifierKey(), "--keystore", keystore.toString(),
                "--keystore-password-file", password.toString());
        assertTrue(assertThrows(IOException.class, () -> sink(witness.url(), Optional.empty())
                .publish(log.signedCheckpoint(8), log.reader())).getMessage().contains("SSLHandshakeException"));
        assertEquals(1, NoteSignature.lines(sink(witness.url(), Optional.of(truststore(keystore)))
                .publish(log.signedCheckpoint(8), log.reader())).size());
    }

    private SampleLog witnessed() throws Exception {
        SampleLog log = new SampleLog("weft.example/witnessed").append(30, "leaf");
        witness = new PartnersWitness(folder.resolve("witness"), log.verifierKey());
        return log;
    }

    private HttpSink sink(String url, Optional<Path> truststore) {
        return new HttpSink("http~partner", () -> client(url, witness.verifierKey(), truststore), 20, Clock.systemUTC());
    }

    private WitnessClient client(String url, String key, Optional<Path> truststore) throws IOException {
        try {
            return new WitnessClient(new HttpSinkSettings(URI.create(url), CosignerKey.parse(key), truststore,
                    truststore.map(store -> folder.resolve("password")), Duration.ofSeconds(5), Duration.ofSeconds(10),
                    Duration.ofSeconds(20)));
        } catch (MalformedProofException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the anchor route does, until its state is so. */
    private static void publish(EvidenceLog log, Predicate<LogStatus.Sink> state) throws Exception {
        Await.until(Duration.ofSeconds(30), () -> {
            try {
                log.publish();
                return state.test(status(log));
            } catch (StoreUnavailableException e) {
                throw new IllegalStateException(e);
            }
        }, () -> "sinks have another state");
    }

    private static LogStatus.Sink status(EvidenceLog log) throws StoreUnavailableException {
        return log.status().sinks().get(0);
    }

    private static void grow(MemoryLogStore store, EvidenceLog log, int leaves) throws Exception {
        long size = log.status().size();
        for (int i = 0; i < leaves; i++) {
            store.record(Digests.sha256(("leaf" + size + i).getBytes(StandardCharsets.UTF_8)), true);
        }
        log.advance();
    }

    private Path keystore() throws Exception {
        Path keystore = folder.resolve("witness.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "witness", "-keyalg", "EC", "-dname", "CN=witness", "-ext", "san=ip:127.0.0.1",
                "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", keystore.toString()).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, keytool.waitFor(), said);
        return keystore;
    }

    private Path truststore(Path keystore) throws Exception {
        KeyStore keys = KeyStore.getInstance(keystore.toFile(), PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("witness", keys.getCertificate("witness"));
        Path file = folder.resolve("trusted.p12");
        try (var out = Files.newOutputStream(file)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        return file;
    }
}
