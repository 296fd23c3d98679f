package io.weft.rest;

import io.weft.event.CanonicalJson;
import io.weft.http.HttpReply;
import io.weft.http.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.util.Map;

/** Requests as the listener hands them on, and what was answered. */
final class Requests {

    static final String USER = "ann";

    private Requests() {
    }

    static HttpRequest of(String method, String path) {
        return new HttpRequest(method, path, Map.of(), Map.of(), USER, new byte[0]);
    }

    static HttpRequest of(String method, String path, Map<String, String> query) {
        return new HttpRequest(method, path, query, Map.of(), USER, new byte[0]);
    }

    static Map<?, ?> json(HttpReply reply) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        reply.body().writeTo(body);
        return (Map<?, ?>) CanonicalJson.read(body.toByteArray());
    }
}
