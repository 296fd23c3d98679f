package io.weft.fabric.receipt;

import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * The form of an ECDSA signature on P-256: DER, and the smaller one of the two values of s that fit. Fabric refuses the other
 * one; the JDK takes it, so that a signature could be written in two ways.
 */
final class EcdsaSignature {

    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    private static final BigInteger HALF = ORDER.shiftRight(1);
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;

    private EcdsaSignature() {
    }

    static void check(String what, byte[] der) throws MalformedProofException, InvalidProofException {
        // 30 <length> 02 <length> r 02 <length> s: with 32 bytes a number no length needs a second byte.
        BigInteger r = integer(der, 2);
        BigInteger s = r == null ? null : integer(der, 4 + der[3]);
        if (s == null || r.signum() <= 0 || s.signum() <= 0 || !Arrays.equals(der, encode(r, s))) {
            throw new MalformedProofException("receipt: " + what + ": signature is not two numbers in DER");
        }
        if (s.compareTo(HALF) > 0) {
            throw new InvalidProofException("receipt: " + what + ": signature has the larger s (high-S), which Fabric refuses");
        }
    }

    /** @return null if none stands there */
    private static BigInteger integer(byte[] der, int at) {
        if (at + 1 >= der.length || der[at] != INTEGER || der[at + 1] <= 0 || at + 2 + der[at + 1] > der.length) {
            return null;
        }
        return new BigInteger(der, at + 2, der[at + 1]);
    }

    private static byte[] encode(BigInteger r, BigInteger s) {
        ByteArrayOutputStream numbers = new ByteArrayOutputStream();
        for (BigInteger number : new BigInteger[] {r, s}) {
            byte[] bytes = number.toByteArray();
            numbers.write(INTEGER);
            numbers.write(bytes.length);
            numbers.writeBytes(bytes);
        }
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.write(SEQUENCE);
        der.write(numbers.size());
        der.writeBytes(numbers.toByteArray());
        return der.toByteArray();
    }
}
