package io.weft.adapter.http;

import io.weft.http.HttpReply;
import java.util.HashMap;
import java.util.Map;

/** What is not taken, and why (RFC 9457). */
final class Problems {

    private Problems() {
    }

    static HttpReply unauthorized() {
        return with(HttpReply.problem(401, "Unauthorized", "name or password is missing or wrong"),
                "WWW-Authenticate", "Basic realm=\"weft\", charset=\"UTF-8\"");
    }

    static HttpReply forbidden(String user) {
        return HttpReply.problem(403, "Forbidden", "user: '" + user + "' is not admitted to this path");
    }

    static HttpReply notFound(String path) {
        return HttpReply.problem(404, "Not found", "path: nothing is served at '" + path + "'");
    }

    static HttpReply methodNotAllowed(String method, String allowed) {
        return with(HttpReply.problem(405, "Method not allowed", "method: '" + method + "' is not " + allowed),
                "Allow", allowed);
    }

    static HttpReply tooLarge(long bytes, long maximum) {
        return HttpReply.problem(413, "Content too large", "body: " + bytes + " bytes are more than " + maximum);
    }

    static HttpReply unsupported(String mediaType, String supported) {
        return HttpReply.problem(415, "Unsupported media type",
                "content-type: '" + mediaType + "' is not one of " + supported + " without content-encoding");
    }

    static HttpReply failed() {
        return HttpReply.problem(500, "Internal error", "the hub failed; its log tells why");
    }

    static HttpReply unavailable(String reason, long retryAfterSeconds) {
        return with(HttpReply.problem(503, "Unavailable", reason), "Retry-After", Long.toString(retryAfterSeconds));
    }

    private static HttpReply with(HttpReply reply, String header, String value) {
        Map<String, String> headers = new HashMap<>(reply.headers());
        headers.put(header, value);
        return new HttpReply(reply.status(), reply.mediaType(), Map.copyOf(headers), reply.body());
    }
}
