package io.weft.ledger.fabric;

import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** One root for whatever the stand-in of a network needs, in PEM files as cryptogen writes them. */
final class StandInAuthority {

    private static final Duration DAY = Duration.ofDays(1);

    private final Path folder;
    private final KeyPair keys = keys();
    private final X500Principal name = new X500Principal("CN=root");
    private long serial;

    StandInAuthority(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        write(root(), certificate(name, keys, true));
    }

    Path root() {
        return folder.resolve("root.pem");
    }

    Path certificate(String who) {
        return folder.resolve(who + ".pem");
    }

    Path key(String who) {
        return folder.resolve(who + ".key");
    }

    /** Someone with a certificate of this root, also as a TLS server on 127.0.0.1. @param unit its role */
    void issue(String who, String unit) throws IOException {
        KeyPair own = keys();
        write(certificate(who), certificate(new X500Principal("OU=" + unit + ",CN=" + who), own, false));
        write(key(who), new JcaPKCS8Generator(own.getPrivate(), null));
    }

    private X509Certificate certificate(X500Principal subject, KeyPair own, boolean authority) throws IOException {
        Instant now = Instant.now();
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(name, BigInteger.valueOf(++serial),
                    Date.from(now.minus(DAY)), Date.from(now.plus(DAY)), subject, own.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(Extension.subjectAlternativeName, false,
                    new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static void write(Path file, Object pem) throws IOException {
        try (Writer out = Files.newBufferedWriter(file); JcaPEMWriter writer = new JcaPEMWriter(out)) {
            writer.writeObject(pem);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
