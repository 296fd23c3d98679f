package io.weft.rest;

import io.weft.http.HttpRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The decoded segments of a path after an endpoint's prefix. */
final class PathSegments {

    private PathSegments() {
    }

    /** Whether the path goes on after the prefix of an endpoint that has nothing there. */
    static boolean anyAfter(String prefix, HttpRequest request) {
        return request.path().length() > prefix.length();
    }

    /** @throws IllegalArgumentException if a segment is not percent-encoded UTF-8 */
    static List<String> after(String prefix, HttpRequest request) {
        List<String> segments = new ArrayList<>();
        for (String raw : request.path().substring(prefix.length()).split("/")) {
            if (!raw.isEmpty()) {
                // In a path, unlike in a form, '+' means itself.
                segments.add(URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        }
        return segments;
    }
}
