package io.weft.decision.limits;

import io.weft.event.CanonicalJson;
import io.weft.event.JsonException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the policy remembers of a lot, as canonical JSON.
 *
 * @param limits  {@link Limits#digest()} that the progress was made with
 * @param decided what was last said of each rule that has decided
 */
record LotState(String limits, Progress progress, Map<Rule, Said> decided) {

    private static final String FORM = "2";

    LotState {
        EnumMap<Rule, Said> copy = new EnumMap<>(Rule.class);
        copy.putAll(decided);
        decided = Collections.unmodifiableMap(copy);
    }

    byte[] write() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("form", FORM);
        value.put("limits", limits);
        value.put("watermark", progress.watermark());
        Map<String, Object> totals = new LinkedHashMap<>();
        progress.totals().forEach((rule, ticks) -> totals.put(rule.name(), ticks));
        value.put("totals", totals);
        List<Object> held = new ArrayList<>();
        progress.held().forEach((key, last) -> held.add(Map.of("instance", key.instance(), "item", key.item(),
                "time", last.time(), "lowest", last.lowest(), "highest", last.highest())));
        value.put("held", held);
        Map<String, Object> said = new LinkedHashMap<>();
        decided.forEach((rule, last) -> said.put(rule.name(),
                Map.of("event", last.event(), "time", last.time(), "exceeded", last.exceeded())));
        value.put("decided", said);
        return CanonicalJson.write(value);
    }

    /**
     * Empty if an earlier form of the policy wrote it: then the whole history is followed again.
     *
     * @throws IllegalStateException if it is no state of this policy
     */
    static Optional<LotState> read(byte[] text) {
        try {
            Map<?, ?> value = (Map<?, ?>) CanonicalJson.read(text);
            if (!FORM.equals(value.get("form"))) {
                return Optional.empty();
            }
            Map<Rule, Long> totals = new EnumMap<>(Rule.class);
            ((Map<?, ?>) value.get("totals")).forEach((rule, ticks) -> totals.put(Rule.valueOf((String) rule), ticks(ticks)));
            TreeMap<SeriesKey, Held> held = new TreeMap<>();
            for (Object entry : (List<?>) value.get("held")) {
                Map<?, ?> last = (Map<?, ?>) entry;
                held.put(new SeriesKey((String) last.get("instance"), (String) last.get("item")),
                        new Held(ticks(last.get("time")), decimal(last.get("lowest")), decimal(last.get("highest"))));
            }
            Map<Rule, Said> decided = new EnumMap<>(Rule.class);
            ((Map<?, ?>) value.get("decided")).forEach((rule, said) -> {
                Map<?, ?> last = (Map<?, ?>) said;
                decided.put(Rule.valueOf((String) rule),
                        new Said((String) last.get("event"), ticks(last.get("time")), (Boolean) last.get("exceeded")));
            });
            return Optional.of(new LotState((String) value.get("limits"),
                    new Progress(ticks(value.get("watermark")), totals, held), decided));
        } catch (JsonException | ClassCastException | IllegalArgumentException | ArithmeticException e) {
            throw new IllegalStateException("state of a lot is not what this policy writes", e);
        }
    }

    private static long ticks(Object number) {
        return decimal(number).longValueExact();
    }

    private static BigDecimal decimal(Object number) {
        return new BigDecimal(String.valueOf(number));
    }
}
