package io.weft.ledger.proof;

import java.util.Base64;

/** Base64 of RFC 4648, 4, with padding; a text that another text could stand for is refused (RFC 4648, 3.5). */
final class StrictBase64 {

    private StrictBase64() {
    }

    static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static byte[] decode(String subject, String text) throws MalformedProofException {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (encode(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new MalformedProofException(subject + " '" + text + "' is not base64", e);
        }
        throw new MalformedProofException(subject + " '" + text + "' is not base64 in its one form");
    }
}
