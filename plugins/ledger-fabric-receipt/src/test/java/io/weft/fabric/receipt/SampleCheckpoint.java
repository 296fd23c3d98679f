package io.weft.fabric.receipt;

import io.weft.event.CanonicalJson;
import io.weft.event.Digests;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.MalformedProofException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/** The checkpoint of the published vectors, on which the published bundle rests. */
final class SampleCheckpoint {

    private static final Path VECTORS =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("../api/src/test/resources/vectors").normalize();

    final byte[] note = HexFormat.of().parseHex(word("note"));
    final String verifierKey = word("verifierKey");
    final CheckpointText text;

    SampleCheckpoint() {
        try {
            text = CheckpointText.read(note);
        } catch (MalformedProofException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The published bundle. */
    static byte[] bundle() {
        return HexFormat.of().parseHex(String.join("", lines("bundle.txt")));
    }

    String root() {
        return Digests.hex(text.root());
    }

    /** Under which the contract keeps its record. */
    String key() {
        return "\0anchor\0" + text.origin() + "\0" + String.format("%020d", text.size()) + "\0";
    }

    String id() {
        return Digests.hex(Digests.sha256(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** The arguments of its anchor, as the first of its log. */
    String[] anchor() {
        return new String[] {"anchor", id(), new String(note, StandardCharsets.UTF_8), "0", "0".repeat(64), counts(), ""};
    }

    /** As the contract writes it. */
    String record(String transaction, String claimedTime) {
        return "{\"id\":\"" + id() + "\",\"origin\":" + quoted(text.origin()) + ",\"size\":" + text.size()
                + ",\"root\":\"" + root() + "\",\"previousSize\":0,\"previousRoot\":\"" + "0".repeat(64)
                + "\",\"counts\":" + counts() + ",\"keyId\":\"" + verifierKey.split("\\+")[1]
                + "\",\"note\":" + quoted(new String(note, StandardCharsets.UTF_8))
                + ",\"transaction\":\"" + transaction + "\",\"claimedTime\":\"" + claimedTime + "\"}";
    }

    private String counts() {
        return "{\"7\":" + text.size() + "}";
    }

    private static String word(String name) {
        return lines("checkpoint.txt").stream().map(line -> line.split(" ")).filter(words -> words[0].equals(name))
                .findFirst().orElseThrow()[1];
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(VECTORS.resolve(file)).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quoted(String text) {
        return new String(CanonicalJson.write(text), StandardCharsets.UTF_8);
    }
}
