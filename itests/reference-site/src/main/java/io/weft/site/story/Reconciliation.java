package io.weft.site.story;

import io.weft.launcher.HubClient;
import io.weft.site.PublishedReadings;
import io.weft.site.hub.HubReadings;
import io.weft.site.hub.SentList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds what the counterparts sent, by their own lists, against what the hub says it has: set against set. */
final class Reconciliation {

    private static final int PAGE = 1_000;

    private final HubClient hub;
    private final Findings findings;
    private final List<Map<String, Object>> quarantined = new ArrayList<>();

    Reconciliation(HubClient hub, Findings findings) {
        this.hub = hub;
        this.findings = findings;
    }

    /** Every reason of every quarantined message that was compared so far. */
    List<Map<String, Object>> quarantined() {
        return quarantined;
    }

    /**
     * Messages of one counterpart; each digest is matched as often as it was sent. The interlock's answers, which bear the
     * name of who asked, are the hub's own.
     */
    Map<String, Object> messages(String system, SentList sent) throws IOException, InterruptedException {
        Map<String, Long> open = new LinkedHashMap<>();
        sent.digests().forEach(digest -> open.merge(digest, 1L, Long::sum));
        Map<String, Long> outcomes = new LinkedHashMap<>();
        long received = 0;
        long unknown = 0;
        for (Map<?, ?> message : all(system)) {
            if (String.valueOf(message.get("instance")).startsWith("interlock~")) {
                continue;
            }
            received++;
            outcomes.merge(String.valueOf(message.get("outcome")).toLowerCase(java.util.Locale.ROOT), 1L, Long::sum);
            Long left = open.computeIfPresent((String) message.get("payloadDigest"), (digest, count) -> count == 1 ? null : count - 1);
            if (left == null && !sent.digests().contains(message.get("payloadDigest"))) {
                unknown++;
            }
            collectReasons(system, message);
        }
        long missing = open.values().stream().mapToLong(Long::longValue).sum();
        findings.expectEqual(0L, missing, system + ": messages that the hub does not have");
        findings.expectEqual(0L, unknown, system + ": messages that the counterpart never sent");
        findings.expectEqual((long) sent.count(), received, system + ": messages");
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("sent", sent.count());
        entry.put("received", received);
        for (String outcome : List.of("mapped", "ignored", "duplicate", "quarantined")) {
            entry.put(outcome, outcomes.getOrDefault(outcome, 0L));
        }
        entry.put("missing", missing);
        return entry;
    }

    /** Readings of one adapter instance: count, and a hash over all of them that does not depend on their order. */
    Map<String, Object> readings(String instance, PublishedReadings.Account sent) throws IOException, InterruptedException {
        PublishedReadings.Account received = HubReadings.account(hub, instance);
        findings.expectEqual(sent, received, instance + ": readings");
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("sent", sent.readings());
        entry.put("received", received.readings());
        entry.put("mapped", received.readings());
        entry.put("ignored", 0);
        entry.put("duplicate", 0);
        entry.put("quarantined", 0);
        entry.put("missing", Math.max(0, sent.readings() - received.readings()));
        entry.put("hashOfSent", sent.hash());
        entry.put("hashOfReceived", received.hash());
        return entry;
    }

    private void collectReasons(String system, Map<?, ?> message) {
        for (Object reason : (List<?>) message.get("reasons")) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("system", system);
            for (String member : List.of("code", "field", "value")) {
                entry.put(member, ((Map<?, ?>) reason).get(member));
            }
            entry.put("reason", ((Map<?, ?>) reason).get("rule"));
            quarantined.add(entry);
        }
    }

    private List<Map<?, ?>> all(String system) throws IOException, InterruptedException {
        List<Map<?, ?>> messages = new ArrayList<>();
        String before = "";
        while (before != null) {
            HubClient.Answer answer = hub.get("/messages?system=" + system + "&limit=" + PAGE
                    + (before.isEmpty() ? "" : "&before=" + HubClient.segment(before)));
            if (answer.status() != 200) {
                throw new IOException("/messages: " + answer.status() + " " + answer.text());
            }
            Map<String, Object> page = answer.json();
            ((List<?>) page.get("messages")).forEach(message -> messages.add((Map<?, ?>) message));
            before = (String) page.get("next");
        }
        return messages;
    }
}
