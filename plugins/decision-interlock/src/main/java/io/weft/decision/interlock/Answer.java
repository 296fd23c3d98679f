package io.weft.decision.interlock;

import io.weft.event.Unit;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the MES is told, and what is recorded of it.
 *
 * @param id       of the answer
 * @param site     name of the interlock
 * @param at       by the hub's clock, with the site's offset
 * @param refusals empty if it may be fed
 */
record Answer(UUID id, String site, Rotation rotation, OffsetDateTime at, Feeding feeding, List<Refusal> refusals) {

    /** Format of the recorded document. */
    static final String FORMAT = "json";

    boolean allowed() {
        return refusals.isEmpty();
    }

    /** Read by the mapping {@code interlock.feeding}. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("kind", "weft-interlock-answer");
        document.put("id", id.toString());
        document.put("at", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at));
        document.put("lot", feeding.lot().canonical());
        document.put("quantity", feeding.quantity().value());
        document.put("uom", feeding.quantity().unit().map(Unit::code).orElseThrow());
        Map<String, Object> interlock = new LinkedHashMap<>();
        interlock.put("weft:site", site);
        interlock.put("weft:order", feeding.order());
        interlock.put("weft:rotation", rotation.name());
        interlock.put("weft:answer", allowed() ? "allowed" : "refused");
        interlock.put("weft:askedBy", feeding.by());
        feeding.equipment().ifPresent(equipment -> interlock.put("weft:equipment", equipment));
        if (!allowed()) {
            interlock.put("weft:reasons", refusals.stream().map(Answer::recorded).toList());
        }
        feeding.exception().ifPresent(exception ->
                interlock.put("weft:exception", Map.of("weft:by", exception.by(), "weft:reason", exception.reason())));
        document.put("interlock", interlock);
        return document;
    }

    private static Map<String, Object> recorded(Refusal refusal) {
        Map<String, Object> reason = new LinkedHashMap<>();
        reason.put("weft:code", refusal.code().name());
        reason.put("weft:detail", refusal.detail());
        if (!refusal.subject().isEmpty()) {
            reason.put("weft:subject", refusal.subject());
        }
        return reason;
    }

    /** @param receipt of the record */
    Map<String, Object> reply(UUID receipt) {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("answer", id.toString());
        reply.put("allowed", allowed());
        reply.put("lot", feeding.lot().canonical());
        reply.put("reasons", refusals.stream().map(refusal -> Map.of("code", refusal.code().name(),
                "detail", refusal.detail(), "subject", refusal.subject())).toList());
        reply.put("receipt", receipt.toString());
        return reply;
    }
}
