package io.weft.fabric.receipt;

import java.math.BigInteger;
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
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The root of an organization, with certificates like those of cryptogen. */
final class SampleAuthority {

    private static final Duration YEAR = Duration.ofDays(365);

    private final String mspId;
    private final Instant now;
    private final KeyPair keys;
    private final X500Principal name;
    private final X509Certificate root;
    private long serial;

    SampleAuthority(String mspId, Instant now) {
        this.mspId = mspId;
        this.now = now;
        this.keys = keys();
        this.name = new X500Principal("C=CH,O=" + mspId + ",CN=ca." + mspId);
        this.root = issue(name, keys, now.minus(YEAR), now.plus(YEAR.multipliedBy(10)), true);
    }

    X509Certificate root() {
        return root;
    }

    /** A member whose certificate is valid around the sample's time. */
    SampleMember member(String unit) {
        return member(unit, now.minus(YEAR), now.plus(YEAR));
    }

    SampleMember member(String unit, Instant from, Instant to) {
        KeyPair own = keys();
        return new SampleMember(mspId, issue(new X500Principal("C=CH,OU=" + unit + ",CN=" + unit + "." + mspId), own, from, to,
                false), own.getPrivate());
    }

    /** The same name and key as the root's, in a member's place. */
    SampleMember authorityAsMember() {
        KeyPair own = keys();
        return new SampleMember(mspId, issue(new X500Principal("C=CH,OU=peer,CN=peer." + mspId), own, now.minus(YEAR),
                now.plus(YEAR), true), own.getPrivate());
    }

    private X509Certificate issue(X500Principal subject, KeyPair own, Instant from, Instant to, boolean authority) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(name, BigInteger.valueOf(++serial),
                    Date.from(from), Date.from(to), subject, own.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(Extension.keyUsage, true,
                    new KeyUsage(authority ? KeyUsage.keyCertSign | KeyUsage.digitalSignature : KeyUsage.digitalSignature));
            return new JcaX509CertificateConverter().getCertificate(
                    builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
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
