package io.weft.ledger.file;

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
 * A signer's key pair: two PEM blocks (RFC 7468), PRIVATE KEY in PKCS#8 and PUBLIC KEY, in one file that only its owner can
 * read. Beside it stands {@code <file>.pub} with the verifier key, which is no secret.
 */
public final class KeyFile {

    private static final String ED25519 = "Ed25519";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /**
     * A key pair of any algorithm.
     *
     * @param privateKey PKCS#8
     * @param publicKey  SubjectPublicKeyInfo (RFC 5280, 4.1.2.7)
     */
    public record Encoded(byte[] privateKey, byte[] publicKey) {
    }

    private final String setting;
    private final Path file;

    /** @param setting what the file is called where it is configured, for messages */
    public KeyFile(String setting, Path file) {
        this.setting = setting;
        this.file = file;
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /** Makes an Ed25519 key pair; one that is there already is never replaced. */
    public void create() throws IOException {
        KeyPair pair = generate();
        create(new Encoded(pair.getPrivate().getEncoded(), pair.getPublic().getEncoded()));
    }

    /** Keeps a key pair; one that is there already is never replaced. */
    public void create(Encoded pair) throws IOException {
        Path folder = file.getParent();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        String text = pem("PRIVATE KEY", pair.privateKey()) + pem("PUBLIC KEY", pair.publicKey());
        DurableFile.createSecret(file, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws IOException if the file cannot be read, others can read it, or it holds no Ed25519 key pair */
    public KeyPair read() throws IOException {
        Encoded encoded = encoded();
        try {
            KeyFactory factory = KeyFactory.getInstance(ED25519);
            return new KeyPair(factory.generatePublic(new X509EncodedKeySpec(encoded.publicKey())),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(encoded.privateKey())));
        } catch (GeneralSecurityException e) {
            throw new IOException(setting + ": '" + file + "' holds no Ed25519 key pair in PEM: " + e.getMessage(), e);
        }
    }

    /** @throws IOException if the file cannot be read, others can read it, or it holds no key pair */
    public Encoded encoded() throws IOException {
        checkPermissions();
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        try {
            return new Encoded(block(text, "PRIVATE KEY"), block(text, "PUBLIC KEY"));
        } catch (IllegalArgumentException e) {
            throw new IOException(setting + ": '" + file + "' holds no key pair in PEM: " + e.getMessage(), e);
        }
    }

    /** Writes the verifier key beside the file, if another or none is there. */
    public void publish(String verifierKey) throws IOException {
        Path published = file.resolveSibling(file.getFileName() + ".pub");
        String line = verifierKey + "\n";
        if (!Files.exists(published) || !Files.readString(published).equals(line)) {
            DurableFile.replace(published, line.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Its path. */
    @Override
    public String toString() {
        return file.toString();
    }

    private void checkPermissions() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        Set<PosixFilePermission> permissions = view.readAttributes().permissions();
        if (!Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE).containsAll(permissions)) {
            throw new IOException(setting + ": '" + file + "' has permissions " + PosixFilePermissions.toString(permissions)
                    + ", only its owner may read it (chmod 600)");
        }
    }

    private static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance(ED25519).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java 17 has " + ED25519, e);
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
