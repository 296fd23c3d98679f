package io.weft.adapter.opcua;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Period;
import java.util.Base64;
import java.util.Set;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateBuilder;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateGenerator;

/**
 * The instance's own application certificate (OPC UA Part 6, 6.2.2) and private key, in a folder that only the hub's
 * user may read: {@code certificate.der} and {@code private-key.pem} (PKCS #8). They are made at the first connect where
 * the folder has none; a site may put its own there.
 *
 * @param applicationUri as the certificate names it
 */
record ApplicationIdentity(KeyPair keys, X509Certificate certificate, String applicationUri) {

    private static final String CERTIFICATE = "certificate.der";
    private static final String PRIVATE_KEY = "private-key.pem";
    private static final String PEM_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String PEM_END = "-----END PRIVATE KEY-----";
    private static final int KEY_LENGTH = 2048;
    private static final Period VALIDITY = Period.ofYears(5);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER = PosixFilePermissions.fromString("rwx------");

    static ApplicationIdentity loadOrCreate(Path folder, String instance) throws IOException, GeneralSecurityException {
        if (!Files.exists(folder.resolve(PRIVATE_KEY))) {
            create(folder, instance);
        }
        X509Certificate certificate;
        try (InputStream in = Files.newInputStream(folder.resolve(CERTIFICATE))) {
            certificate = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
        certificate.checkValidity();
        String uri = CertificateUtil.getSanUri(certificate).orElseThrow(() -> new GeneralSecurityException(
                folder.resolve(CERTIFICATE) + " has no URI among its subject alternative names"));
        KeyPair keys = new KeyPair(certificate.getPublicKey(), privateKey(folder.resolve(PRIVATE_KEY)));
        return new ApplicationIdentity(keys, certificate, uri);
    }

    private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        String pem = Files.readString(file, StandardCharsets.US_ASCII);
        String base64 = pem.replace(PEM_BEGIN, "").replace(PEM_END, "");
        try {
            byte[] der = Base64.getMimeDecoder().decode(base64);
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException(file + " is no PKCS #8 private key in PEM", e);
        }
    }

    private static void create(Path folder, String instance) throws IOException, GeneralSecurityException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, OWNER_ONLY_FOLDER);
        KeyPair keys = SelfSignedCertificateGenerator.generateRsaKeyPair(KEY_LENGTH);
        X509Certificate certificate = selfSigned(keys, instance);
        String pem = PEM_BEGIN + "\n" + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getPrivate().getEncoded()) + "\n" + PEM_END + "\n";
        // The key last: its presence says that both are complete.
        write(folder.resolve(CERTIFICATE), certificate.getEncoded());
        write(folder.resolve(PRIVATE_KEY), pem.getBytes(StandardCharsets.US_ASCII));
    }

    private static X509Certificate selfSigned(KeyPair keys, String instance) throws GeneralSecurityException {
        try {
            return new SelfSignedCertificateBuilder(keys)
                    .setCommonName("Weft " + instance)
                    .setOrganization("Weft")
                    .setApplicationUri("urn:weft:" + instance.replace('~', ':'))
                    .setValidityPeriod(VALIDITY)
                    .build();
        } catch (GeneralSecurityException e) {
            throw e;
        } catch (Exception e) {
            throw new GeneralSecurityException("no certificate could be made for " + instance, e);
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(temporary);
        Files.createFile(temporary, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.write(temporary, bytes);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
