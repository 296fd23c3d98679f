package io.weft.fabric.contract;

import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** Callers as Fabric names them to a contract: MSP ID and certificate. The peer would have checked who issued it. */
final class Member {

    private Member() {
    }

    static byte[] admin(String organization) throws Exception {
        return of(organization, "OU=admin,CN=Admin");
    }

    static byte[] client(String organization) throws Exception {
        return of(organization, "OU=client,CN=User1");
    }

    static byte[] of(String organization, String subject) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair keys = generator.generateKeyPair();
        X500Principal name = new X500Principal(subject);
        var certificate = new JcaX509v3CertificateBuilder(name, BigInteger.ONE, Date.from(Instant.EPOCH),
                Date.from(Instant.parse("2100-01-01T00:00:00Z")), name, keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
        StringWriter pem = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
            writer.writeObject(certificate);
        }
        return SerializedIdentity.newBuilder().setMspid(organization)
                .setIdBytes(com.google.protobuf.ByteString.copyFrom(pem.toString(), StandardCharsets.UTF_8)).build()
                .toByteArray();
    }
}
