package io.weft.rest;

import io.weft.adapter.IntakeUnavailableException;
import io.weft.adapter.Receipt;
import io.weft.http.HttpReply;
import io.weft.thread.StoreUnavailableException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers that several endpoints give. */
final class Replies {

    private static final String RETRY_SECONDS = "2";

    private Replies() {
    }

    static HttpReply unknown(String what) {
        return HttpReply.problem(404, "Not found", what);
    }

    static HttpReply bad(String field, String value, String rule) {
        return HttpReply.problem(400, "Bad request", field + ": '" + value + "' " + rule);
    }

    static HttpReply method(String method, String allowed) {
        HttpReply reply = HttpReply.problem(405, "Method not allowed", method + " is not one of " + allowed);
        return new HttpReply(reply.status(), reply.mediaType(), Map.of("Allow", allowed), reply.body());
    }

    /** The outcome, which is committed. */
    static HttpReply accepted(Receipt receipt) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("receipt", receipt.id().toString());
        answer.put("outcome", receipt.outcome().name());
        answer.put("reasons", receipt.reasons().stream().map(EventJson::rejection).toList());
        HttpReply reply = HttpReply.json(202, answer);
        return new HttpReply(202, reply.mediaType(), Map.of("Location", "/messages/" + receipt.id()), reply.body());
    }

    static HttpReply later(IntakeUnavailableException e) {
        return later(e.getMessage(), Long.toString(Math.max(1, e.retryAfter().toSeconds())));
    }

    static HttpReply unavailable(StoreUnavailableException e) {
        return later("the store: " + e.getMessage(), RETRY_SECONDS);
    }

    static HttpReply later(String reason, String retrySeconds) {
        HttpReply reply = HttpReply.problem(503, "Not now", reason);
        return new HttpReply(reply.status(), reply.mediaType(), Map.of("Retry-After", retrySeconds), reply.body());
    }
}
