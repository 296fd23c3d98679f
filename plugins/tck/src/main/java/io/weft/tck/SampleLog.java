package io.weft.tck;

import io.weft.event.Digests;
import io.weft.event.EvidenceClass;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.LogReader;
import io.weft.ledger.TreeNode;
import io.weft.ledger.TreeHead;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.Merkle;
import io.weft.ledger.proof.MerkleProver;
import io.weft.ledger.proof.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A log of made-up leaves with a key of its own, for tests of whoever takes its checkpoints: it signs, also what it should not. */
public final class SampleLog {

    private final String origin;
    private final KeyPair keys;
    private final VerifierKey verifierKey;
    private final Map<String, byte[]> nodes = new HashMap<>();
    private TreeHead head = TreeHead.EMPTY;

    /** With a new key. */
    public SampleLog(String origin) {
        this(origin, newKeys());
    }

    /** Another history under the same name and key, as whoever owns the key can sign it; still without a leaf. */
    public SampleLog fork() {
        return new SampleLog(origin, keys);
    }

    private SampleLog(String origin, KeyPair keys) {
        this.origin = origin;
        this.keys = keys;
        this.verifierKey = VerifierKey.of(origin, keys.getPublic());
    }

    public String origin() {
        return origin;
    }

    /** {@code <name>+<hash>+<key>}. */
    public String verifierKey() {
        return verifierKey.toString();
    }

    /** The 8 hexadecimal digits. */
    public String keyId() {
        return verifierKey().substring(origin.length() + 1, origin.length() + 9);
    }

    /** Adds leaves; two logs with other texts are forks of each other. */
    public SampleLog append(int leaves, String text) {
        List<byte[]> hashes = new ArrayList<>();
        for (int i = 0; i < leaves; i++) {
            hashes.add(Merkle.leafHash((text + (head.size() + i)).getBytes(StandardCharsets.UTF_8)));
        }
        var appended = Merkle.append(head, hashes);
        for (TreeNode node : appended.nodes()) {
            nodes.put(node.level() + "/" + node.index(), node.hash());
        }
        head = appended.head();
        return this;
    }

    public long size() {
        return head.size();
    }

    /** 32 bytes. */
    public byte[] root(long size) {
        return prover().root(size);
    }

    /** As the contract takes a previous root: 64 zeros before the first leaf. */
    public String rootHex(long size) {
        return size == 0 ? "0".repeat(64) : HexFormat.of().formatHex(root(size));
    }

    /** The signed note of the first {@code size} leaves. */
    public String note(long size) {
        return signed(checkpoint(size));
    }

    public String checkpoint(long size) {
        return new CheckpointText(origin, size, root(size)).toString();
    }

    /** Signs any text, whatever it says. */
    public String signed(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            byte[] id = HexFormat.of().parseHex(keyId());
            byte[] made = signature.sign();
            byte[] both = new byte[id.length + made.length];
            System.arraycopy(id, 0, both, 0, id.length);
            System.arraycopy(made, 0, both, id.length, made.length);
            return text + "\n\u2014 " + origin + " " + Base64.getEncoder().encodeToString(both) + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The identity that a ledger knows a checkpoint by: SHA-256 of its three lines. */
    public static String id(String checkpoint) {
        return Digests.hex(Digests.sha256(checkpoint.getBytes(StandardCharsets.UTF_8)));
    }

    /** Base64 hashes parted by commas; empty from size 0. */
    public String consistency(long from, long to) {
        return from == 0 ? "" : prover().consistency(from, to).stream()
                .map(Base64.getEncoder()::encodeToString).collect(Collectors.joining(","));
    }

    /** As a hub keeps it; signed at the epoch. */
    public Checkpoint signedCheckpoint(long size) {
        return new Checkpoint(origin, size, root(size), Instant.EPOCH, note(size).getBytes(StandardCharsets.UTF_8));
    }

    /** What a sink may ask the log; no leaf bears a class. */
    public LogReader reader() {
        return new LogReader() {

            @Override
            public List<byte[]> consistency(long from, long to) {
                if (to > size()) {
                    throw new IllegalArgumentException("size: " + to + " is above the log's size " + size());
                }
                return prover().consistency(from, to);
            }

            @Override
            public Map<EvidenceClass, Long> classes(long from, long to) {
                return Map.of();
            }
        };
    }

    private static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private MerkleProver<RuntimeException> prover() {
        return new MerkleProver<>((level, index) -> nodes.get(level + "/" + index));
    }
}
