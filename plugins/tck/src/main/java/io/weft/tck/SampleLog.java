package io.weft.tck;

import io.weft.event.Digests;
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
        this.origin = origin;
        try {
            this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
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

    private MerkleProver<RuntimeException> prover() {
        return new MerkleProver<>((level, index) -> nodes.get(level + "/" + index));
    }
}
