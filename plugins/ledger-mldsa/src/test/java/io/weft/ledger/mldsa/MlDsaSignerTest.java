package io.weft.ledger.mldsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.ledger.file.KeyFile;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.NoteSignature;
import io.weft.ledger.proof.SignedNote;
import io.weft.ledger.proof.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.bouncycastle.pqc.crypto.mldsa.MLDSAPrivateKeyParameters;
import org.bouncycastle.pqc.crypto.util.PrivateKeyInfoFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlDsaSignerTest {

    private static final String ORIGIN = "weft.example/site-a";
    private static final String TEXT = new CheckpointText(ORIGIN, 7, new byte[32]).toString();

    @TempDir
    Path folder;

    private Path path;
    private KeyFile file;

    @BeforeEach
    void create() throws IOException {
        path = folder.resolve("ledger-ml-dsa.key");
        file = new KeyFile("mlDsaKeyFile", path);
        MlDsaSigner.create(file);
    }

    @Test
    void theSameTextGivesTheSameBytesAlsoAfterARestart() throws Exception {
        MlDsaSigner signer = MlDsaSigner.read(file, ORIGIN);
        NoteSignature line = signer.sign(TEXT);
        assertEquals(4 + 3_309, line.bytes().length);
        assertEquals(line, MlDsaSigner.read(file, ORIGIN).sign(TEXT));
        assertEquals(line, new SignedNote(TEXT, List.of(line)).verify(signer.verifierKey()));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        assertEquals(signer.verifierKey(), MlDsaKey.parse(Files.readString(folder.resolve("ledger-ml-dsa.key.pub")).strip()));
    }

    @Test
    void itsKeyIsWhatTheFormatSays() throws Exception {
        MlDsaKey key = MlDsaSigner.read(file, ORIGIN).verifierKey();
        String[] parts = key.toString().split("\\+", 3);
        byte[] typed = Base64.getDecoder().decode(parts[2]);
        byte[] type = "\u00ffweft.io/ml-dsa-65/v1".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(type.length + 1_952, typed.length);
        assertEquals(HexFormat.of().formatHex(type), HexFormat.of().formatHex(typed, 0, type.length));
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update((ORIGIN + "\n").getBytes(StandardCharsets.UTF_8));
        assertEquals(parts[1], HexFormat.of().formatHex(digest.digest(typed), 0, 4));
        assertThrows(MalformedProofException.class, () -> VerifierKey.parse(key.toString()));
    }

    /** plugins/api/src/test/resources/vectors/ml-dsa.txt, which others can check themselves against. */
    @Test
    void theVectorIsMadeAgain() throws Exception {
        Map<String, String> vector = Files.readAllLines(Path.of(System.getProperty("basedir", ""),
                        "../api/src/test/resources/vectors/ml-dsa.txt")).stream().filter(line -> !line.startsWith("#"))
                .collect(Collectors.toMap(line -> line.split(" ")[0], line -> line.split(" ")[1]));
        MLDSAPrivateKeyParameters key = new MLDSAPrivateKeyParameters(MlDsaKey.PARAMETERS,
                HexFormat.of().parseHex(vector.get("seed")));
        KeyFile seeded = new KeyFile("mlDsaKeyFile", folder.resolve("seeded.key"));
        seeded.create(new KeyFile.Encoded(PrivateKeyInfoFactory.createPrivateKeyInfo(key).getEncoded(), new byte[] {0}));
        MlDsaSigner signer = MlDsaSigner.read(seeded, vector.get("origin"));
        assertEquals(vector.get("verifierKey"), signer.verifierKey().toString());
        String text = new String(HexFormat.of().parseHex(vector.get("text")), StandardCharsets.UTF_8);
        NoteSignature line = NoteSignature.lines(HexFormat.of().parseHex(vector.get("line"))).get(0);
        assertEquals(line, signer.sign(text));
        new SignedNote(text, List.of(line)).verify(MlDsaKey.parse(vector.get("verifierKey")));
    }

    /** 200 of its 26,472 bits; each costs a verification. */
    @Test
    void aFlippedBitOfSignatureOrTextDoesNotVerify() throws Exception {
        MlDsaSigner signer = MlDsaSigner.read(file, ORIGIN);
        byte[] signature = signer.sign(TEXT).signature();
        Random random = new Random(65);
        for (int i = 0; i < 200; i++) {
            int bit = random.nextInt(signature.length * 8);
            signature[bit >> 3] ^= (byte) (1 << (bit & 7));
            assertFalse(signer.verifierKey().verifies(TEXT, signature), () -> "bit " + bit);
            signature[bit >> 3] ^= (byte) (1 << (bit & 7));
        }
        assertTrue(signer.verifierKey().verifies(TEXT, signature));
        assertFalse(signer.verifierKey().verifies(TEXT.replace("7", "8"), signature));
        assertFalse(signer.verifierKey().verifies(TEXT, new byte[64]));
    }

    @Test
    void aKeyOfAnotherAlgorithmOrThatOthersCanReadIsRefused() throws Exception {
        KeyFile other = new KeyFile("mlDsaKeyFile", folder.resolve("ed25519.key"));
        other.create();
        assertThrows(IOException.class, () -> MlDsaSigner.read(other, ORIGIN));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        assertThrows(IOException.class, () -> MlDsaSigner.read(file, ORIGIN));
    }
}
