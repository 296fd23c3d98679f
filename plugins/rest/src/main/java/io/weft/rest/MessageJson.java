package io.weft.rest;

import io.weft.thread.StoredMessage;
import java.util.LinkedHashMap;
import java.util.Map;

/** A message as operators see it. */
final class MessageJson {

    private MessageJson() {
    }

    static Map<String, Object> of(StoredMessage message) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("receipt", message.receipt().toString());
        entry.put("system", message.system());
        entry.put("instance", message.id().instance());
        entry.put("idKind", message.id().kind().name());
        entry.put("epoch", message.id().epoch());
        entry.put("id", message.id().id());
        entry.put("format", message.format());
        entry.put("receivedAt", message.receivedAt().toString());
        entry.put("payloadDigest", message.payloadDigest());
        entry.put("payloadBytes", message.payloadBytes());
        entry.put("outcome", message.outcome().name());
        entry.put("mapping", message.mapping().map(Object::toString).orElse(""));
        entry.put("rule", message.rule());
        entry.put("reasons", message.reasons().stream().map(EventJson::rejection).toList());
        entry.put("events", message.events().stream().map(id -> (Object) id.uri()).toList());
        return entry;
    }
}
