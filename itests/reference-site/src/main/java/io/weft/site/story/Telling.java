package io.weft.site.story;

import io.weft.event.Digests;
import io.weft.launcher.HubClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * What all chapters of the story share.
 *
 * @param begin source time of the purchase order, whole minutes
 */
record Telling(Counterparts site, HubClient hub, Instant begin, Findings findings) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    Instant hours(double hours) {
        return begin.plusSeconds(Math.round(hours * 3600));
    }

    /** @param receipt the hub's answer to something that it must be able to read */
    void mapped(Map<String, Object> receipt, String what) throws IOException, InterruptedException {
        if (!"MAPPED".equals(Receipts.outcome(receipt))) {
            findings.expect(false, what + ": " + Receipts.outcome(receipt) + " " + Receipts.reasons(hub, receipt));
        }
    }

    /** Waits for a message whose transport gives no receipt, and that the hub must be able to read. */
    void arrives(String system, byte[] payload, String what) throws IOException, InterruptedException, TimeoutException {
        mapped(arrived(system, payload, what), what);
    }

    /** Waits until the hub has a message whose transport gives no receipt: a file, a record, a row. @return what the hub says of it */
    Map<String, Object> arrived(String system, byte[] payload, String what)
            throws IOException, InterruptedException, TimeoutException {
        String digest = Digests.hex(Digests.sha256(payload));
        ReferenceSite.await(what + " arrives", PATIENCE, () -> message(system, digest).isPresent());
        return message(system, digest).orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private Optional<Map<String, Object>> message(String system, String digest) throws IOException, InterruptedException {
        Map<String, Object> page = hub.get("/messages?limit=200&system=" + system).json();
        return ((List<Object>) page.get("messages")).stream().map(message -> (Map<String, Object>) message)
                .filter(message -> digest.equals(message.get("payloadDigest"))).findFirst();
    }
}
