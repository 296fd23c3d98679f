package io.weft.ledger.proof;

import io.weft.event.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an event's envelope commits to under the event's secret (L as {@link LengthPrefixed}):
 * <ul>
 *   <li>body: {@code SHA-256(L("weft-body-v1", salt, body))};</li>
 *   <li>payload: {@code SHA-256(L("weft-payload-v1", salt, SHA-256(payload)))}, so that its digest opens it too;</li>
 *   <li>each field: {@code SHA-256(L("weft-field-v1", salt, pointer, value))}.</li>
 * </ul>
 */
final class EventCommitments {

    private static final byte[] BODY = "weft-body-v1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PAYLOAD = "weft-payload-v1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FIELD = "weft-field-v1".getBytes(StandardCharsets.US_ASCII);

    private EventCommitments() {
    }

    static byte[] body(Salts salts, byte[] body) {
        return Digests.sha256(LengthPrefixed.encode(BODY, salts.body(), body));
    }

    static byte[] payload(Salts salts, byte[] payload) {
        return payloadOfDigest(salts, Digests.sha256(payload));
    }

    static byte[] payloadOfDigest(Salts salts, byte[] digest) {
        return Digests.sha256(LengthPrefixed.encode(PAYLOAD, salts.payload(), digest));
    }

    /** Is told a field's JSON Pointer and digest. */
    @FunctionalInterface
    interface Field {

        void field(String pointer, byte[] digest);
    }

    static void eachField(Salts salts, byte[] body, Field field) throws MalformedProofException {
        FieldHash hash = new FieldHash(salts, body);
        CanonicalFields.walk(body, (pointer, pointerLength, start, length) ->
                field.field(new String(pointer, 0, pointerLength, StandardCharsets.UTF_8),
                        hash.of(pointer, pointerLength, start, length)));
    }

    /** One digest per leaf of the canonical body, sorted as unsigned bytes and joined, so that their order tells nothing. */
    static byte[] fields(Salts salts, byte[] body) throws MalformedProofException {
        List<byte[]> digests = new ArrayList<>(64);
        FieldHash hash = new FieldHash(salts, body);
        CanonicalFields.walk(body, (pointer, pointerLength, start, length) ->
                digests.add(hash.of(pointer, pointerLength, start, length)));
        digests.sort(Arrays::compareUnsigned);
        ByteBuffer joined = ByteBuffer.allocate(digests.size() * ByteReader.HASH_BYTES);
        digests.forEach(joined::put);
        return joined.array();
    }

    /** Digest of one field that is shown with its salt. */
    static byte[] field(byte[] salt, byte[] pointer, byte[] value) {
        return Digests.sha256(LengthPrefixed.encode(FIELD, salt, pointer, value));
    }

    /** The same without a copy per field: an event has dozens, and each is hashed at intake. */
    private static final class FieldHash {

        private final Salts salts;
        private final byte[] body;
        private final MessageDigest digest = Digests.newSha256();
        private final byte[] scratch = new byte[512];

        FieldHash(Salts salts, byte[] body) {
            this.salts = salts;
            this.body = body;
        }

        byte[] of(byte[] pointer, int pointerLength, int start, int length) {
            byte[] salt = salts.field(pointer, pointerLength);
            int total = 4 * Integer.BYTES + FIELD.length + salt.length + pointerLength + length;
            byte[] bytes = total <= scratch.length ? scratch : new byte[total];
            ByteBuffer.wrap(bytes)
                    .putInt(FIELD.length).put(FIELD)
                    .putInt(salt.length).put(salt)
                    .putInt(pointerLength).put(pointer, 0, pointerLength)
                    .putInt(length).put(body, start, length);
            digest.update(bytes, 0, total);
            return digest.digest();
        }
    }
}
