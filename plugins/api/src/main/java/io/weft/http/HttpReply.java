package io.weft.http;

import io.weft.event.CanonicalJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer.
 *
 * @param status    HTTP status (RFC 9110, 15)
 * @param mediaType for example {@code application/json}
 * @param headers   further headers
 * @param body      writes the body
 */
public record HttpReply(int status, String mediaType, Map<String, String> headers, Body body) {

    /** Writes a body; must not close the stream. */
    @FunctionalInterface
    public interface Body {

        void writeTo(OutputStream out) throws IOException;
    }

    /** @param value a value as {@link CanonicalJson} describes it */
    public static HttpReply json(int status, Object value) {
        byte[] text = CanonicalJson.write(value);
        return new HttpReply(status, "application/json", Map.of(), out -> out.write(text));
    }

    /** A problem (RFC 9457) that names what is wrong. */
    public static HttpReply problem(int status, String title, String detail) {
        byte[] text = CanonicalJson.write(Map.of("status", status, "title", title, "detail", detail));
        return new HttpReply(status, "application/problem+json", Map.of(), out -> out.write(text));
    }

    public static HttpReply text(int status, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new HttpReply(status, "text/plain; charset=utf-8", Map.of(), out -> out.write(bytes));
    }
}
