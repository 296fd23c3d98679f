package io.weft.decision.limits;

import io.weft.decision.Decision;
import io.weft.decision.LotHistory.Exposed;
import io.weft.event.CanonicalJson;
import io.weft.event.Digests;
import io.weft.event.EvidenceClass;
import io.weft.event.Reading;
import io.weft.event.Series;
import io.weft.identity.ThreadKey;
import io.weft.mapping.MappingRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a completed violation as an EPCIS event; where the policy holds lots, with a hold that the counterpart's confirming
 * event will cite.
 */
final class Deviation {

    /** CBV 2.0, 7.2 has no value for a lot that must not be used until somebody has decided. */
    static final String QUARANTINED = "https://weft.io/ns/disposition/quarantined";
    /** Type of a business transaction, CBV 2.0, 7.3: the order to hold a lot. */
    static final String HOLD = "https://weft.io/ns/transaction/hold";

    static final List<Object> CONTEXT = List.of("https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
            Map.of("weft", "https://weft.io/ns/"));

    private final MappingRef policy;
    private final Limits limits;
    private final ThreadKey lot;

    Deviation(MappingRef policy, Limits limits, ThreadKey lot) {
        this.policy = policy;
        this.limits = limits;
        this.lot = lot;
    }

    Decision of(Completion completion, Exposures exposures) {
        Map<String, Object> counted = completion.counted().asValue();
        return new Decision(event(completion), Set.of(EvidenceClass.DEVIATION_AND_DECISION),
                CanonicalJson.write(grounds(completion, counted, exposures)));
    }

    private Map<String, Object> event(Completion completion) {
        String name = name(policy, lot, completion.rule());
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("@context", CONTEXT);
        event.put("type", "ObjectEvent");
        event.put("eventID", "urn:weft:decision:" + name);
        event.put("eventTime", Ticks.text(completion.by().reading().sourceTime()));
        event.put("eventTimeZoneOffset", "+00:00");
        event.put("quantityList", List.of(Map.of("epcClass", lot.canonical())));
        event.put("action", "OBSERVE");
        event.put("bizStep", limits.hold() ? "inspecting" : "sensor_reporting");
        if (limits.hold()) {
            event.put("disposition", QUARANTINED);
            event.put("bizTransactionList", List.of(Map.of("type", HOLD, "bizTransaction", "urn:weft:hold:" + name)));
        }
        event.put("weft:deviation", deviation(completion));
        return event;
    }

    private Map<String, Object> deviation(Completion completion) {
        Map<String, Object> deviation = new LinkedHashMap<>();
        deviation.put("weft:id", id(policy, lot, completion.rule()));
        deviation.put("weft:policy", policy.toString());
        deviation.put("weft:rule", completion.rule().text());
        deviation.put("weft:measure", limits.measure().uri());
        limits.limit(completion.rule()).ifPresent(limit -> deviation.put("weft:limit", limit));
        deviation.put("weft:uom", limits.unit().code());
        deviation.put("weft:allowanceSeconds", Ticks.seconds(limits.allowances().get(completion.rule())));
        deviation.put("weft:cumulativeSeconds", Ticks.seconds(completion.cumulative()));
        deviation.put("weft:from", Ticks.text(completion.counted().start()));
        deviation.put("weft:to", Ticks.text(completion.by().reading().sourceTime()));
        deviation.put("weft:completedBy", reading(completion.by(), "weft:"));
        return deviation;
    }

    private Map<String, Object> grounds(Completion completion, Map<String, Object> counted, Exposures exposures) {
        Map<String, Object> grounds = new LinkedHashMap<>();
        grounds.put("policy", policy.toString());
        grounds.put("lot", lot.canonical());
        grounds.put("rule", completion.rule().text());
        grounds.put("limits", limits.asValue());
        grounds.put("exposures", exposures(exposures));
        grounds.put("cumulativeSeconds", Ticks.seconds(completion.cumulative()));
        grounds.put("completedBy", reading(completion.by(), ""));
        grounds.put("counted", counted);
        return grounds;
    }

    static List<Object> exposures(Exposures exposures) {
        List<Object> told = new ArrayList<>();
        for (Exposures.Timed timed : exposures.all()) {
            for (Exposures.Stretch stretch : timed.stretches()) {
                Map<String, Object> exposure = new LinkedHashMap<>();
                exposure.put("instance", timed.series().instance());
                exposure.put("item", timed.series().item());
                exposure.put("device", timed.series().device());
                exposure.put("unit", timed.series().unit().code());
                exposure.put("from", Ticks.text(stretch.from()));
                if (stretch.to() != Long.MAX_VALUE) {
                    exposure.put("to", Ticks.text(stretch.to()));
                }
                told.add(exposure);
            }
        }
        return told;
    }

    private static Map<String, Object> reading(Exposed exposed, String prefix) {
        Series series = exposed.series();
        Reading reading = exposed.reading();
        Map<String, Object> value = new LinkedHashMap<>();
        value.put(prefix + "instance", series.instance());
        value.put(prefix + "item", series.item());
        value.put(prefix + "device", series.device());
        value.put(prefix + "sourceTime", Ticks.text(reading.sourceTime()));
        reading.value().ifPresent(number -> value.put(prefix + "value", number));
        value.put(prefix + "uom", series.unit().code());
        value.put(prefix + "status", reading.status());
        return value;
    }

    /** Identity of the deviation. */
    static String id(MappingRef policy, ThreadKey lot, Rule rule) {
        return "urn:weft:deviation:" + name(policy, lot, rule);
    }

    /** The same policy, lot and rule always give the same name: deciding again adds nothing. */
    private static String name(MappingRef policy, ThreadKey lot, Rule rule) {
        String text = policy.id() + "\n" + lot.canonical() + "\n" + rule.text();
        return Digests.hex(Digests.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }
}
