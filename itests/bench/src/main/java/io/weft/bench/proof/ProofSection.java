package io.weft.bench.proof;

import io.weft.bench.Effort;
import io.weft.bench.Figures;
import io.weft.bench.Medians;
import io.weft.bench.Progress;
import io.weft.bench.Section;
import io.weft.bench.hub.BenchHub;
import io.weft.event.Reading;
import io.weft.event.SourceTime;
import io.weft.ledger.proof.BatchEvidence;
import io.weft.ledger.proof.BatchProof;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.NoteSigner;
import io.weft.ledger.proof.ProofBundle;
import io.weft.ledger.proof.ProofVerifier;
import io.weft.ledger.proof.TrustAnchor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * The proof of one reading out of a batch of 1,000, in a large log that is generated here: the hub is not needed. Each
 * proof is read and verified as {@code weft verify} does, against the log's key.
 */
public final class ProofSection implements Section {

    /** In one log, at places chosen at random. */
    public static final int PROOFS = 100;

    private static final int READINGS = 1_000;
    private static final long SEED = 42;
    private static final int TELLINGS = 5;
    private static final String ORIGIN = "weft.bench/proof";

    private final Random random = new Random(SEED);

    private record Batch(BatchEvidence evidence, List<Reading> readings) {
    }

    @Override
    public String name() {
        return "proof";
    }

    @Override
    public void measure(BenchHub hub, Effort effort, Figures into, Progress progress) throws IOException {
        Map<Long, Batch> batches = new HashMap<>();
        while (batches.size() < PROOFS) {
            batches.put(random.nextLong(effort.leaves()), batch());
        }
        Map<Long, byte[]> leaves = new HashMap<>();
        batches.forEach((index, batch) -> leaves.put(index, batch.evidence().leafHash()));
        progress.say("proof: hashing a log of %,d leaves", effort.leaves());
        GeneratedLog log = GeneratedLog.of(effort.leaves(), leaves, TELLINGS, size -> progress.say("proof: %,d leaves", size));
        NoteSigner signer = signer();
        byte[] note = signer.sign(new CheckpointText(ORIGIN, log.size(), log.root()));
        List<byte[]> proofs = new ArrayList<>();
        for (Map.Entry<Long, Batch> placed : batches.entrySet()) {
            proofs.add(proof(note, log, placed.getKey(), placed.getValue()));
        }
        measure(proofs, new TrustAnchor.Key(signer.verifierKey()), effort, into, progress);
    }

    private static void measure(List<byte[]> proofs, TrustAnchor key, Effort effort, Figures into, Progress progress) {
        long first = verify(proofs.get(0), key);
        verify(proofs, key, effort.round());
        List<Long> nanos = verify(proofs, key, effort.round());
        long largest = proofs.stream().mapToLong(proof -> proof.length).max().orElseThrow();
        long[] sorted = Medians.sorted(nanos);
        into.count("cost.proofBytes", largest);
        into.put("cost.verifyMillis", Medians.rank(sorted, 0.99) / 1e6);
        into.put("proof.medianVerifyMillis", Medians.rank(sorted, 0.5) / 1e6);
        into.put("proof.firstVerifyMillis", first / 1e6);
        into.count("proof.leaves", effort.leaves());
        progress.say("proof: of one reading at most %,d bytes, verified in %.3f ms (p99 of %,d), the first of the process in %.1f ms",
                largest, Medians.rank(sorted, 0.99) / 1e6, sorted.length, first / 1e6);
    }

    /** @return nanoseconds of each */
    private static List<Long> verify(List<byte[]> proofs, TrustAnchor key, Duration length) {
        List<Long> nanos = new ArrayList<>();
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            for (byte[] proof : proofs) {
                nanos.add(verify(proof, key));
            }
        }
        return nanos;
    }

    /** @return nanoseconds */
    private static long verify(byte[] proof, TrustAnchor key) {
        long begin = System.nanoTime();
        try {
            if (ProofVerifier.verify(proof, key).readings() != 1) {
                throw new IllegalStateException("a proof does not prove its reading");
            }
        } catch (MalformedProofException | InvalidProofException e) {
            throw new IllegalStateException("a proof that was just made does not hold", e);
        }
        return System.nanoTime() - begin;
    }

    private byte[] proof(byte[] note, GeneratedLog log, long index, Batch batch) throws IOException {
        BitSet one = new BitSet();
        one.set(random.nextInt(READINGS));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ProofBundle(note, List.of(), List.of(),
                List.of(BatchProof.of(batch.evidence(), log.inclusion(index), batch.readings(), one))).write(bytes);
        return bytes.toByteArray();
    }

    private Batch batch() {
        Instant begin = Instant.parse("2026-03-01T08:00:00Z");
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < READINGS; i++) {
            readings.add(new Reading("nsu=urn:site:coldstore;s=Room-07/Sensor-" + i, SourceTime.ofInstant(begin.plusSeconds(i)),
                    Optional.of(BigDecimal.valueOf(200 + random.nextInt(600), 2)), 0));
        }
        return new Batch(BatchEvidence.of(new UUID(random.nextLong(), random.nextLong()), "opcua~coldstore", begin, readings),
                readings);
    }

    private static NoteSigner signer() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new NoteSigner(ORIGIN, pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java 17 has Ed25519", e);
        }
    }
}
