package io.weft.ledger.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** C2SP signed-note and tlog-cosignature: what public logs and witnesses wrote, and a second reading of the text. */
class CosignatureTest {

    /** The example of signed-note, Verifier keys. */
    private static final String EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private static final String EXAMPLE = """
            This is an example message.

            \u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
            """;

    /** A checkpoint of the public CT log arche2025h1 (staging), with the lines that its keys and four public witnesses gave it. */
    private static final String PUBLIC = """
            arche2025h1.staging.ct.transparency.dev
            1432088532
            U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

            \u2014 arche2025h1.staging.ct.transparency.dev \
            zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
            \u2014 arche2025h1.staging.ct.transparency.dev \
            ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
            \u2014 transparency.dev/DEV:witness-little-garden \
            2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
            \u2014 witness1.smartit.nu/witness1 \
            pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
            \u2014 remora.n621.de \
            2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
            \u2014 witness.stagemole.eu \
            Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==
            """;
    private static final String PUBLIC_LOG =
            "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f";
    private static final List<String> PUBLIC_WITNESSES = List.of(
            "transparency.dev/DEV:witness-little-garden+d8042a87+BCtusOxINQNUTN5Oj8HObRkh2yHf/MwYaGX4CPdiVEPM",
            "witness1.smartit.nu/witness1+a48c820f+BPSFWg9G6KPiO7QPryYO5Xq4oYJJ+kAvLKLSimDhoxMO",
            "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2");

    private static final String NAME = "witness.example/w1";
    private static final CheckpointText TEXT = new CheckpointText("weft.example/site-a", 7, new byte[32]);
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00.999Z");

    private KeyPair pair;
    private Cosigner cosigner;

    @BeforeEach
    void makeKey() throws Exception {
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        cosigner = new Cosigner(NAME, pair);
    }

    @Test
    void theExampleOfTheNotesIsSigned() throws Exception {
        SignedNote note = SignedNote.parse(bytes(EXAMPLE));
        assertEquals("530d903a", note.verify(VerifierKey.parse(EXAMPLE_KEY)).keyId());
        assertEquals(EXAMPLE, new String(note.encode(), StandardCharsets.UTF_8));
    }

    @Test
    void aPublicCheckpointIsSignedByItsLogAndItsWitnesses() throws Exception {
        SignedNote note = SignedNote.parse(bytes(PUBLIC));
        // The log has two lines; the other one is of a key, type 0x05, that only CT clients know.
        assertEquals(1_432_088_532L, CheckpointText.verify(note, VerifierKey.parse(PUBLIC_LOG)).size());
        for (String witness : PUBLIC_WITNESSES) {
            NoteSignature line = note.verify(CosignerKey.parse(witness));
            assertEquals(Instant.parse("2026-05-23T21:50:24Z"), CosignerKey.time(line));
        }
        SignedNote larger = new SignedNote(note.text().replace("1432088532", "1432088533"), note.signatures());
        for (String witness : PUBLIC_WITNESSES) {
            CosignerKey key = CosignerKey.parse(witness);
            assertThrows(InvalidProofException.class, () -> larger.verify(key));
        }
    }

    /** The specification read a second time, with nothing of ours but the key. */
    @Test
    void aCosignatureIsWhatTheTextSays() throws Exception {
        byte[] line = Base64.getDecoder().decode(cosigner.cosign(TEXT, NOW).toString().strip().split(" ")[2]);
        assertEquals(76, line.length);
        ByteBuffer buffer = ByteBuffer.wrap(line);
        byte[] id = new byte[4];
        buffer.get(id);
        byte[] publicKey = Arrays.copyOfRange(pair.getPublic().getEncoded(), 12, 44);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(bytes(NAME + "\n"));
        digest.update((byte) 4);
        assertEquals(HexFormat.of().formatHex(digest.digest(publicKey), 0, 4), HexFormat.of().formatHex(id));
        assertEquals(1_772_352_000L, buffer.getLong());
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(pair.getPublic());
        verifier.update(bytes("cosignature/v1\ntime 1772352000\nweft.example/site-a\n7\n"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"));
        assertTrue(verifier.verify(line, 12, 64));
    }

    @Test
    void aWitnesssKeyIsNotALogsKey() throws Exception {
        String witness = cosigner.verifierKey().toString();
        assertEquals(cosigner.verifierKey(), CosignerKey.parse(witness));
        assertThrows(MalformedProofException.class, () -> VerifierKey.parse(witness));
        assertThrows(MalformedProofException.class, () -> CosignerKey.parse(EXAMPLE_KEY));
    }

    @Test
    void aCosignatureWithoutTimeOrOfAnotherTimeCountsForNothing() {
        byte[] signature = cosigner.cosign(TEXT, NOW).signature();
        CosignerKey key = cosigner.verifierKey();
        assertTrue(key.verifies(TEXT.toString(), signature));
        for (int bit = 0; bit < signature.length * 8; bit++) {
            signature[bit >> 3] ^= (byte) (1 << (bit & 7));
            assertFalse(key.verifies(TEXT.toString(), signature));
            signature[bit >> 3] ^= (byte) (1 << (bit & 7));
        }
        assertFalse(key.verifies(TEXT.toString(), cosigner.cosign(TEXT, Instant.EPOCH).signature()));
    }

    @Test
    void linesOfOthersAreIgnoredAndOnesOwnMustHold() throws Exception {
        KeyPair logPair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        NoteSigner log = new NoteSigner(TEXT.origin(), logPair.getPrivate(), logPair.getPublic());
        SignedNote signed = SignedNote.parse(log.sign(TEXT));
        NoteSignature sameName = new NoteSignature(TEXT.origin(), new byte[4 + 3_309]);
        SignedNote many = signed.with(List.of(sameName, cosigner.cosign(TEXT, NOW)));
        assertEquals(TEXT.size(), CheckpointText.verify(SignedNote.parse(many.encode()), log.verifierKey()).size());
        assertEquals(signed, many.first());

        byte[] wrong = signed.signatures().get(0).bytes().clone();
        wrong[20] ^= 1;
        SignedNote alsoWrong = signed.with(List.of(new NoteSignature(TEXT.origin(), wrong)));
        assertThrows(InvalidProofException.class, () -> CheckpointText.verify(alsoWrong, log.verifierKey()));
    }

    @Test
    void sixteenSignaturesOfFiveKilobytesAreRead() throws Exception {
        StringBuilder note = new StringBuilder(TEXT.toString()).append('\n');
        for (int i = 0; i < 16; i++) {
            note.append(new NoteSignature("cosigner.example/" + i, new byte[4 + 5_000]));
        }
        assertEquals(16, SignedNote.parse(bytes(note.toString())).signatures().size());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
