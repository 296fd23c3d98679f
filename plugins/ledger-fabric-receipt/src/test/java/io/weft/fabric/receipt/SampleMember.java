package io.weft.fabric.receipt;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** A member of an organization that signs as Fabric does: DER, with the smaller s. */
record SampleMember(String mspId, X509Certificate certificate, PrivateKey key) {

    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    ByteString identity() {
        try {
            String pem = "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
            return SerializedIdentity.newBuilder().setMspid(mspId)
                    .setIdBytes(ByteString.copyFrom(pem, StandardCharsets.US_ASCII)).build().toByteString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    ByteString sign(ByteString... parts) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key);
            for (ByteString part : parts) {
                signature.update(part.toByteArray());
            }
            byte[] der = signature.sign();
            return s(der).compareTo(ORDER.shiftRight(1)) > 0 ? otherS(ByteString.copyFrom(der)) : ByteString.copyFrom(der);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same signature with the other one of the two values of s that fit. */
    static ByteString otherS(ByteString signature) {
        byte[] der = signature.toByteArray();
        ByteArrayOutputStream numbers = new ByteArrayOutputStream();
        for (BigInteger number : new BigInteger[] {new BigInteger(der, 4, der[3]), ORDER.subtract(s(der))}) {
            byte[] bytes = number.toByteArray();
            numbers.write(0x02);
            numbers.write(bytes.length);
            numbers.writeBytes(bytes);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x30);
        out.write(numbers.size());
        out.writeBytes(numbers.toByteArray());
        return ByteString.copyFrom(out.toByteArray());
    }

    private static BigInteger s(byte[] der) {
        return new BigInteger(der, 6 + der[3], der[5 + der[3]]);
    }
}
