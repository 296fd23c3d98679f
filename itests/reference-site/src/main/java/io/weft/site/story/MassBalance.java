package io.weft.site.story;

import io.weft.launcher.HubClient;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came in, what went into production and what is left of a lot, by its thread. The same fact from a second system
 * counts once; two equal facts from one system are two. Events that were declared in error do not count, and the rest must
 * be what the warehouse last counted.
 */
final class MassBalance {

    private static final String UNIT = "KGM";

    private final String lot;
    private BigDecimal received = BigDecimal.ZERO;
    private BigDecimal consumed = BigDecimal.ZERO;
    private BigDecimal counted = BigDecimal.ZERO;

    private MassBalance(String lot) {
        this.lot = lot;
    }

    /** @param thread the answer of {@code /threads/...}, events by eventTime */
    static Map<String, Object> of(String lot, Map<String, Object> thread, HubClient hub, Findings findings)
            throws IOException, InterruptedException {
        MassBalance balance = new MassBalance(lot);
        List<?> events = (List<?>) thread.get("events");
        Set<Object> inError = new HashSet<>();
        for (Object entry : events) {
            Map<?, ?> event = event(entry);
            if (event.containsKey("errorDeclaration")) {
                inError.add(event.get("eventID"));
            }
        }
        Map<Object, Object> systemOfTold = new HashMap<>();
        for (Object entry : events) {
            Map<?, ?> event = event(entry);
            Object system = hub.get("/messages/" + ((Map<?, ?>) entry).get("message")).json().getOrDefault("system", "weft");
            boolean repeated = ((List<?>) ((Map<?, ?>) entry).get("sameFactAs")).stream()
                    .anyMatch(same -> systemOfTold.containsKey(same) && !systemOfTold.get(same).equals(system));
            systemOfTold.put(event.get("eventID"), system);
            if (!inError.contains(event.get("eventID")) && !repeated) {
                balance.add(event);
            }
        }
        BigDecimal remaining = balance.received.subtract(balance.consumed);
        boolean balanced = remaining.compareTo(balance.counted) == 0 && remaining.signum() > 0;
        findings.expect(balanced, "mass of " + lot + ": " + balance.received + " - " + balance.consumed + " is not the "
                + balance.counted + " that was counted");
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("received", balance.received);
        result.put("consumed", balance.consumed);
        result.put("remaining", remaining);
        result.put("unit", UNIT);
        result.put("balanced", balanced);
        return result;
    }

    private static Map<?, ?> event(Object entry) {
        return (Map<?, ?>) ((Map<?, ?>) entry).get("event");
    }

    private void add(Map<?, ?> event) throws IOException {
        if ("receiving".equals(event.get("bizStep"))) {
            received = received.add(amount(event.get("quantityList")));
        } else if ("TransformationEvent".equals(event.get("type"))) {
            consumed = consumed.add(amount(event.get("inputQuantityList")));
        } else if ("cycle_counting".equals(event.get("bizStep"))) {
            counted = amount(event.get("quantityList"));
        }
    }

    private BigDecimal amount(Object quantities) throws IOException {
        BigDecimal sum = BigDecimal.ZERO;
        for (Object element : (List<?>) quantities) {
            Map<?, ?> quantity = (Map<?, ?>) element;
            if (lot.equals(quantity.get("epcClass"))) {
                if (!UNIT.equals(quantity.get("uom"))) {
                    throw new IOException("uom: '" + quantity.get("uom") + "' is not " + UNIT);
                }
                sum = sum.add(new BigDecimal(quantity.get("quantity").toString()));
            }
        }
        return sum;
    }
}
