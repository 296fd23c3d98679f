package io.weft.site.story;

import io.weft.launcher.HubClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The hub's receipts as the counterparts read them. */
final class Receipts {

    private Receipts() {
    }

    static String outcome(Map<String, Object> receipt) {
        return String.valueOf(receipt.get("outcome"));
    }

    static String id(Map<String, Object> receipt) {
        return String.valueOf(receipt.get("receipt"));
    }

    /** Why the hub quarantined the message; empty if it did not. */
    static List<?> reasons(HubClient hub, Map<String, Object> receipt) throws IOException, InterruptedException {
        return (List<?>) hub.get("/messages/" + id(receipt)).json().getOrDefault("reasons", List.of());
    }

    /** The first reason's code; empty if there is none. */
    static String code(HubClient hub, Map<String, Object> receipt) throws IOException, InterruptedException {
        List<?> reasons = reasons(hub, receipt);
        return reasons.isEmpty() ? "" : String.valueOf(((Map<?, ?>) reasons.get(0)).get("code"));
    }
}
