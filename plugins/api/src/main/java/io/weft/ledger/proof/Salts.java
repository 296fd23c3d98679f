package io.weft.ledger.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The salts of one event, each {@code HMAC-SHA256(secret, L("weft-salt-v1", kind, name))} (RFC 2104; L as
 * {@link LengthPrefixed}). A salt can be shown to open one commitment, and tells nothing of the others. Not thread safe.
 */
final class Salts {

    static final int SECRET_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] TAG = LengthPrefixed.encode(ascii("weft-salt-v1"));
    private static final byte[] BODY = LengthPrefixed.encode(ascii("body"), new byte[0]);
    private static final byte[] PAYLOAD = LengthPrefixed.encode(ascii("payload"), new byte[0]);
    private static final byte[] FIELD = LengthPrefixed.encode(ascii("field"));

    private final Mac mac;

    /** @throws IllegalArgumentException if the secret has not 32 bytes */
    Salts(byte[] secret) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("secret: " + secret.length + " bytes are not " + SECRET_BYTES);
        }
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    byte[] body() {
        mac.update(TAG);
        return mac.doFinal(BODY);
    }

    byte[] payload() {
        mac.update(TAG);
        return mac.doFinal(PAYLOAD);
    }

    byte[] field(byte[] pointer, int pointerLength) {
        mac.update(TAG);
        mac.update(FIELD);
        mac.update((byte) (pointerLength >>> 24));
        mac.update((byte) (pointerLength >>> 16));
        mac.update((byte) (pointerLength >>> 8));
        mac.update((byte) pointerLength);
        mac.update(pointer, 0, pointerLength);
        return mac.doFinal();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
