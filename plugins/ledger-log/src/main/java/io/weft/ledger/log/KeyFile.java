package io.weft.ledger.log;

import io.weft.ledger.proof.NoteSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The log's Ed25519 key pair: two PEM blocks (RFC 7468), PRIVATE KEY in PKCS#8 and PUBLIC KEY, in one file that only its
 * owner can read. Beside it stands {@code <file>.pub} with the verifier key, which is no secret.
 */
final class KeyFile {

    private static final String ALGORITHM = "Ed25519";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final Path file;

    KeyFile(Path file) {
        this.file = file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** Makes a key pair; one that is there already is never replaced. */
    void create() throws IOException {
        Path folder = file.getParent();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        KeyPair pair = generate();
        String text = pem("PRIVATE KEY", pair.getPrivate().getEncoded()) + pem("PUBLIC KEY", pair.getPublic().getEncoded());
        DurableFile.createSecret(file, text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * @param name the log's name in checkpoints
     * @throws IOException if the file cannot be read, others can read it, or it holds no key pair
     */
    NoteSigner signer(String name) throws IOException {
        checkPermissions();
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            NoteSigner signer = new NoteSigner(name,
                    factory.generatePrivate(new PKCS8EncodedKeySpec(block(text, "PRIVATE KEY"))),
                    factory.generatePublic(new X509EncodedKeySpec(block(text, "PUBLIC KEY"))));
            publish(signer.verifierKey() + "\n");
            return signer;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("keyFile: '" + file + "' holds no Ed25519 key pair in PEM: " + e.getMessage(), e);
        }
    }

    private void publish(String verifierKey) throws IOException {
        Path published = file.resolveSibling(file.getFileName() + ".pub");
        if (!Files.exists(published) || !Files.readString(published).equals(verifierKey)) {
            DurableFile.replace(published, verifierKey.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void checkPermissions() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        Set<PosixFilePermission> permissions = view.readAttributes().permissions();
        if (!Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE).containsAll(permissions)) {
            throw new IOException("keyFile: '" + file + "' has permissions " + PosixFilePermissions.toString(permissions)
                    + ", only its owner may read it (chmod 600)");
        }
    }

    private static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java 17 has " + ALGORITHM, e);
        }
    }

    private static String pem(String label, byte[] encoded) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(encoded) + "\n-----END " + label + "-----\n";
    }

    private static byte[] block(String text, String label) {
        Matcher matcher = Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]+)-----END " + label + "-----")
                .matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no block " + label);
        }
        return Base64.getMimeDecoder().decode(matcher.group(1));
    }
}
