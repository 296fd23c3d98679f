package io.weft.ledger.proof;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * One field of an event, shown without the rest and without the event's secret. It opens the envelope; that the envelope
 * stands in the log is for an {@link InclusionProof} to prove.
 *
 * @param salt    the field's own salt; tells nothing of any other
 * @param pointer JSON Pointer (RFC 6901) of the field in the canonical event
 * @param value   canonical JSON of the field, UTF-8, a string with its quotes
 */
public record FieldDisclosure(byte[] salt, String pointer, byte[] value) {

    /**
     * @param body canonical event
     * @return empty if the event has no such field; an object or array is none unless it is empty
     * @throws MalformedProofException if the body is not canonical JSON
     */
    public static Optional<FieldDisclosure> of(byte[] secret, byte[] body, String pointer) throws MalformedProofException {
        byte[] wanted = pointer.getBytes(StandardCharsets.UTF_8);
        int[] value = {-1, 0};
        CanonicalFields.walk(body, (bytes, length, start, valueLength) -> {
            if (Arrays.equals(bytes, 0, length, wanted, 0, wanted.length)) {
                value[0] = start;
                value[1] = start + valueLength;
            }
        });
        return value[0] < 0 ? Optional.empty() : Optional.of(new FieldDisclosure(
                new Salts(secret).field(wanted, wanted.length), pointer, Arrays.copyOfRange(body, value[0], value[1])));
    }

    /**
     * Checks the field against the log entry of its event.
     *
     * @throws MalformedProofException if the envelope is not in its one form
     * @throws InvalidProofException   if the envelope does not commit to this field with this value
     */
    public void verify(byte[] envelope) throws MalformedProofException, InvalidProofException {
        byte[] digest = EventCommitments.field(salt, pointer.getBytes(StandardCharsets.UTF_8), value);
        byte[] fields = EventEnvelope.parse(envelope).fields();
        int hash = ByteReader.HASH_BYTES;
        for (int i = 0; i < fields.length; i += hash) {
            if (Arrays.equals(fields, i, i + hash, digest, 0, hash)) {
                return;
            }
        }
        throw new InvalidProofException("field " + pointer + ": the event's envelope does not commit to this value");
    }
}
