package io.weft.ledger.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.MessageId;
import io.weft.adapter.RawMessage;
import io.weft.event.CanonicalJson;
import io.weft.event.Digests;
import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.event.EvidenceClass;
import io.weft.event.Reading;
import io.weft.event.Series;
import io.weft.event.Unit;
import io.weft.identity.ThreadKey;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.NotYetProvenException;
import io.weft.ledger.mldsa.MlDsaKey;
import io.weft.ledger.proof.BatchEvidence;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.EventEvidence;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.ProofVerifier;
import io.weft.ledger.proof.TrustAnchor;
import io.weft.ledger.proof.Verification;
import io.weft.ledger.proof.VerifierKey;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingRef;
import io.weft.tck.MemoryLogStore;
import io.weft.tck.TamperedBundle;
import io.weft.thread.Exposure;
import io.weft.thread.LotThread;
import io.weft.thread.StoredBatch;
import io.weft.thread.StoredEvent;
import io.weft.thread.ThreadRequest;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleExporterTest {

    private static final ThreadKey LOT = new ThreadKey("09521321000018", "L-1");
    private static final MappingRef MAPPING = new MappingRef("wms-epcis", "1.0.0");
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00.5Z");
    /** Devices. Names so long that no salt, hash or signature of a bundle happens to spell one. */
    private static final String MEASURED = "thermometer-of-the-lot";
    private static final String OTHER = "thermometer-of-another";
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);

    @TempDir
    Path folder;

    private final Map<UUID, byte[]> payloads = Map.of(FIRST, bytes("first message"), SECOND, bytes("second message"));
    private final List<StoredEvent> events = new ArrayList<>();
    private final List<StoredBatch> batches = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private LogFixture fixture;
    private MemoryLogStore store;
    private EvidenceLog log;
    private long leaves;

    @BeforeEach
    void start() throws Exception {
        fixture = new LogFixture(folder);
        store = new MemoryLogStore(fixture.clock());
        log = fixture.log(store);
        // In the log in another order than in the thread, among leaves of others.
        record(Digests.sha256(bytes("another's")));
        StoredEvent late = event(3, SECOND);
        batch(1, MEASURED, OTHER, MEASURED, MEASURED, OTHER);
        StoredEvent early = event(1, FIRST);
        batch(2, OTHER);
        StoredEvent middle = event(2, SECOND);
        batch(3, MEASURED, MEASURED, MEASURED, MEASURED);
        events.addAll(List.of(early, middle, late));
        log.advance();
    }

    @Test
    void everyEventAndReadingOfTheThreadIsProven() throws Exception {
        assertEquals(3 + 7, export());
        Verification verification = ProofVerifier.verify(out.toByteArray(),
                new TrustAnchor.Key(VerifierKey.parse(log.verifierKey())),
                new TrustAnchor.PinnedCheckpoint(log.latest().orElseThrow().note()));
        assertEquals(List.of(), verification.failures());
        assertEquals(3, verification.events());
        assertEquals(7, verification.readings());
    }

    @Test
    void aFlippedBitInAnyItemIsCaughtAndNamed() throws Exception {
        export();
        TrustAnchor anchor = new TrustAnchor.Key(VerifierKey.parse(log.verifierKey()));
        List<TamperedBundle> tampered = TamperedBundle.each(out.toByteArray(), 4711).toList();
        assertEquals(3 + 2 + 7, tampered.size());
        for (TamperedBundle one : tampered) {
            List<String> failures = ProofVerifier.verify(one.bundle(), anchor).failures();
            assertTrue(failures.stream().anyMatch(failure -> failure.contains(one.item())), failures::toString);
        }
    }

    /** What nobody checked may not ride along, so a bundle of two signatures needs both keys, or a pin with both lines. */
    @Test
    void withASecondSignatureBothKeysMustHold() throws Exception {
        byte[] ofOneLine = log.latest().orElseThrow().note();
        Path second = folder.resolve("secrets/ledger-ml-dsa.key");
        log = fixture.log(store, 1, Optional.of(second));
        record(Digests.sha256(bytes("one more")));
        log.advance();
        export();
        TrustAnchor first = new TrustAnchor.Key(VerifierKey.parse(log.verifierKey()));
        TrustAnchor quantumSafe = new TrustAnchor.Key(MlDsaKey.parse(Files.readString(
                second.resolveSibling("ledger-ml-dsa.key.pub")).strip()));
        TrustAnchor pin = new TrustAnchor.PinnedCheckpoint(log.latest().orElseThrow().note());
        assertEquals(10, ProofVerifier.verify(out.toByteArray(), first, quantumSafe).items());
        assertEquals(10, ProofVerifier.verify(out.toByteArray(), pin).items());
        assertTrue(assertThrows(InvalidProofException.class, () -> ProofVerifier.verify(out.toByteArray(), first)).getMessage()
                .startsWith("checkpoint: nothing that was given vouches for the signature of 'weft.example/test'"));
        assertThrows(InvalidProofException.class, () -> ProofVerifier.verify(out.toByteArray(), quantumSafe));

        out.reset();
        exporter().export(ThreadRequest.origin(LOT), new Checkpoint(LogFixture.ORIGIN, 7, CheckpointText.read(ofOneLine).root(),
                NOW, ofOneLine), out);
        assertEquals(10, ProofVerifier.verify(out.toByteArray(), first).items());
        assertThrows(InvalidProofException.class, () -> ProofVerifier.verify(out.toByteArray(), first, quantumSafe));
    }

    @Test
    void readingsOfOthersAreNotDisclosed() throws Exception {
        export();
        assertFalse(out.toString(StandardCharsets.ISO_8859_1).contains(OTHER));
        assertTrue(out.toString(StandardCharsets.ISO_8859_1).contains(MEASURED));
    }

    @Test
    void anEventThatWaitsForTheSequencerIsNamedAndNothingIsWritten() throws Exception {
        StoredEvent waiting = events.get(0);
        events.set(0, with(waiting, OptionalLong.empty()));
        assertNotYetProven("event urn:weft:test:1: waits for its place in the log");
    }

    @Test
    void anEventBeyondTheCheckpointIsNamedAndNothingIsWritten() throws Exception {
        events.set(0, with(events.get(0), OptionalLong.of(7)));
        assertNotYetProven("event urn:weft:test:1: leaf 7 is not covered by the latest checkpoint, of size 7");
    }

    @Test
    void beforeTheFirstCheckpointNothingIsProven() {
        log = fixture.log(new MemoryLogStore(fixture.clock()));
        assertNotYetProven("log weft.example/test: has no signed checkpoint yet");
    }

    @Test
    void againstAnEarlierCheckpointWhatCameLaterIsLeftOut() throws Exception {
        Checkpoint held = log.latest().orElseThrow();
        batch(4, MEASURED, MEASURED);
        log.advance();
        assertEquals(3 + 7, exporter().export(ThreadRequest.origin(LOT), held, out));
        Verification verification = ProofVerifier.verify(out.toByteArray(), new TrustAnchor.PinnedCheckpoint(held.note()));
        assertEquals(List.of(), verification.failures());
        assertEquals(held.size(), verification.checkpoint().size());
        out.reset();
        assertEquals(3 + 9, export());
        assertThrows(NotYetProvenException.class,
                () -> exporter().export(ThreadRequest.origin(LOT).asOf(held.size() + 1), held, out));
    }

    @Test
    void aLotThatNobodyNamedHasNoProof() throws Exception {
        BundleExporter exporter = new BundleExporter(new FixedThread(Optional.empty(), payloads, batches), log);
        assertEquals(0, exporter.export(ThreadRequest.origin(LOT), out));
        assertEquals(0, out.size());
    }

    private void assertNotYetProven(String reason) {
        assertEquals(reason, assertThrows(NotYetProvenException.class, this::export).getMessage());
        assertEquals(0, out.size());
    }

    private long export() throws Exception {
        return exporter().export(ThreadRequest.origin(LOT), out);
    }

    private BundleExporter exporter() {
        Series series = new Series("opcua~cold", MEASURED, "https://id.gs1.org/8004/0952132100", Series.Measure.TEMPERATURE,
                new Unit("CEL"));
        LotThread thread = new LotThread(LOT, List.of(LOT), events,
                List.of(new Exposure(LOT, series, 0, 3), new Exposure(LOT, series, 3, Long.MAX_VALUE)), false);
        return new BundleExporter(new FixedThread(Optional.of(thread), payloads, batches), log);
    }

    private StoredEvent event(int number, UUID message) throws Exception {
        byte[] json = bytes("""
                {"type": "ObjectEvent", "eventID": "urn:weft:test:%d", "eventTime": "2026-03-01T0%d:00:00+01:00",
                 "eventTimeZoneOffset": "+01:00", "action": "OBSERVE", "bizStep": "receiving",
                 "epcList": ["https://id.gs1.org/01/09521321000018/10/L-1"]}
                """.formatted(number, number));
        @SuppressWarnings("unchecked")
        Event event = Event.of((Map<String, ?>) CanonicalJson.read(json), new EventId("urn:weft:test:unused"));
        RawMessage raw = new RawMessage("http~wms", "wms", "epcis-json", Optional.empty(), "", NOW, Map.of(),
                payloads.get(message));
        Set<EvidenceClass> classes = Set.of(EvidenceClass.CUSTODY);
        EventEvidence evidence = EventEvidence.of(Digests.sha256(new byte[] {(byte) number}),
                new MappedEvent(event, classes), raw, new MessageId("http~wms", MessageId.Kind.TRANSPORT, "",
                message.toString()), MAPPING);
        return new StoredEvent(event, classes, message, MAPPING, NOW, evidence,
                OptionalLong.of(record(evidence.leafHash())), List.of());
    }

    private void batch(int number, String... items) {
        List<Reading> readings = new ArrayList<>();
        for (String item : items) {
            readings.add(new Reading(item, readings.size(), Optional.of(new BigDecimal("4.50")), 0));
        }
        UUID id = new UUID(9, number);
        BatchEvidence evidence = BatchEvidence.of(id, "opcua~cold", NOW, readings);
        batches.add(new StoredBatch(id, "opcua~cold", NOW, readings, evidence,
                OptionalLong.of(record(evidence.leafHash()))));
    }

    private static StoredEvent with(StoredEvent event, OptionalLong leafIndex) {
        return new StoredEvent(event.event(), event.classes(), event.message(), event.mapping(), event.recordTime(),
                event.evidence(), leafIndex, event.sameFactAs());
    }

    private long record(byte[] leafHash) {
        store.record(leafHash, true);
        return leaves++;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
