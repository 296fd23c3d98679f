package io.weft.decision.limits;

import io.weft.event.CanonicalJson;
import io.weft.event.JsonException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the policy remembers of a lot, as canonical JSON.
 *
 * @param limits  {@link Limits#digest()} that the progress was made with
 * @param decided rules that have decided
 */
record LotState(String limits, Progress progress, Set<Rule> decided) {

    private static final String FORM = "1";

    LotState {
        EnumSet<Rule> copy = EnumSet.noneOf(Rule.class);
        copy.addAll(decided);
        decided = Collections.unmodifiableSet(copy);
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
        value.put("decided", decided.stream().map(Rule::name).toList());
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
            EnumSet<Rule> decided = EnumSet.noneOf(Rule.class);
            ((List<?>) value.get("decided")).forEach(rule -> decided.add(Rule.valueOf((String) rule)));
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
