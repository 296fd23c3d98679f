package io.weft.adapter.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Name and password of HTTP Basic authentication (RFC 7617), UTF-8. */
record BasicCredentials(String name, String password) {

    private static final String SCHEME = "Basic ";

    /** @param authorization the header's value; empty if it is not this scheme or malformed */
    static Optional<BasicCredentials> of(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(authorization.substring(SCHEME.length()).strip());
            String text = new String(decoded, StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 1 ? Optional.empty()
                    : Optional.of(new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The header's value. */
    String header() {
        byte[] text = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        return SCHEME + Base64.getEncoder().encodeToString(text);
    }
}
