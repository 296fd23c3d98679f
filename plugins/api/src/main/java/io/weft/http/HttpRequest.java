package io.weft.http;

import java.util.Map;
import java.util.Optional;

/**
 * An authenticated request.
 *
 * @param path    decoded segments are the endpoint's to take: this is the raw path as sent, percent-encoded
 * @param query   decoded parameters; of a repeated one the last
 * @param headers names in lower case; of a repeated one the last; no credentials, no {@code Camel*} headers
 * @param user    who calls
 * @param body    empty if there is none; not copied, nobody may change it
 */
public record HttpRequest(String method, String path, Map<String, String> query, Map<String, String> headers, String user,
        byte[] body) {

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }
}
