package io.weft.decision.limits;

import io.weft.decision.Decision;
import io.weft.event.CanonicalJson;
import io.weft.event.Digests;
import io.weft.event.EvidenceClass;
import io.weft.identity.ThreadKey;
import io.weft.mapping.MappingRef;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says that by what is known now a deviation that was told has no ground any more, or has one again. It lifts nothing: the
 * deviation and its hold stand until a named person has assessed them, and this is what that person has to know. It bears no
 * business step, so that nobody who subscribed to holds or warnings takes it for one.
 */
final class Reevaluation {

    private final MappingRef policy;
    private final Limits limits;
    private final ThreadKey lot;

    Reevaluation(MappingRef policy, Limits limits, ThreadKey lot) {
        this.policy = policy;
        this.limits = limits;
        this.lot = lot;
    }

    /** Each names the statement before it, so that what is said a second time is a statement of its own. */
    Said said(Rule rule, Said before, Progress progress) {
        boolean exceeded = limits.exceeded(rule, progress.totals().get(rule));
        String text = policy.id() + "\n" + lot.canonical() + "\n" + rule.text() + "\n" + before.event() + "\n" + exceeded + "\n"
                + progress.totals().get(rule);
        return new Said("urn:weft:decision:" + Digests.hex(Digests.sha256(text.getBytes(StandardCharsets.UTF_8))),
                Math.max(before.time(), progress.watermark()), exceeded);
    }

    Decision of(Rule rule, Said before, Said now, Progress progress, Exposures exposures) {
        BigDecimal cumulative = Ticks.seconds(progress.totals().get(rule));
        return new Decision(event(rule, now, cumulative), Set.of(EvidenceClass.DEVIATION_AND_DECISION),
                CanonicalJson.write(grounds(rule, before, cumulative, exposures)));
    }

    private Map<String, Object> event(Rule rule, Said now, BigDecimal cumulative) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("@context", Deviation.CONTEXT);
        event.put("type", "ObjectEvent");
        event.put("eventID", now.event());
        event.put("eventTime", Ticks.text(now.time()));
        event.put("eventTimeZoneOffset", "+00:00");
        event.put("quantityList", List.of(Map.of("epcClass", lot.canonical())));
        event.put("action", "OBSERVE");
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("weft:deviation", Deviation.id(policy, lot, rule));
        said.put("weft:policy", policy.toString());
        said.put("weft:rule", rule.text());
        said.put("weft:exceeded", now.exceeded());
        said.put("weft:allowanceSeconds", Ticks.seconds(limits.allowances().get(rule)));
        said.put("weft:cumulativeSeconds", cumulative);
        event.put("weft:reevaluation", said);
        return event;
    }

    private Map<String, Object> grounds(Rule rule, Said before, BigDecimal cumulative, Exposures exposures) {
        Map<String, Object> grounds = new LinkedHashMap<>();
        grounds.put("policy", policy.toString());
        grounds.put("lot", lot.canonical());
        grounds.put("rule", rule.text());
        grounds.put("limits", limits.asValue());
        grounds.put("exposures", Deviation.exposures(exposures));
        grounds.put("cumulativeSeconds", cumulative);
        grounds.put("before", before.event());
        return grounds;
    }
}
