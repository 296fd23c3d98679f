package io.weft.decision.limits;

import io.weft.event.Series.Measure;
import io.weft.event.Unit;
import io.weft.identity.Identifier;
import io.weft.identity.InvalidIdentifierException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a configuration says.
 *
 * @param limits empty if anything in it is wrong
 * @param faults one line each, naming key, value and rule
 */
record Configured(String pid, String policy, Optional<Limits> limits, List<String> faults) {

    private static final int GTIN_DIGITS = 14;

    static Configured of(LimitsConfiguration configuration) {
        String pid = configuration.service_pid();
        int tilde = pid.indexOf('~');
        String policy = "decision.limits." + (tilde < 0 ? "default" : pid.substring(tilde + 1));
        Reader reader = new Reader();
        TreeSet<String> gtins = reader.gtins(configuration.gtins());
        Devices devices = reader.devices(configuration.devices());
        Optional<Measure> measure = reader.measure(configuration.measure());
        Optional<Unit> unit = reader.unit(configuration.unit(), measure);
        Optional<BigDecimal> low = reader.decimal("low", configuration.low());
        Optional<BigDecimal> high = reader.decimal("high", configuration.high());
        Map<Rule, Long> allowances = new EnumMap<>(Rule.class);
        reader.allowance("allowanceAbove", configuration.allowanceAbove(), "high", configuration.high())
                .ifPresent(ticks -> allowances.put(Rule.ABOVE, ticks));
        reader.allowance("allowanceBelow", configuration.allowanceBelow(), "low", configuration.low())
                .ifPresent(ticks -> allowances.put(Rule.BELOW, ticks));
        reader.duration("unknownAllowance", configuration.unknownAllowance())
                .ifPresent(ticks -> allowances.put(Rule.UNKNOWN, ticks));
        Optional<Long> lastGood = reader.required("holdLastGood", configuration.holdLastGood());
        boolean hold = reader.flag("hold", configuration.hold());
        if (configuration.low().isBlank() && configuration.high().isBlank()) {
            reader.fault("high", "", "is needed unless low is given");
        }
        if (low.isPresent() && high.isPresent() && low.get().compareTo(high.get()) > 0) {
            reader.fault("low", configuration.low(), "is above high " + configuration.high());
        }
        if (!reader.faults.isEmpty()) {
            return new Configured(pid, policy, Optional.empty(), List.copyOf(reader.faults));
        }
        Limits limits = new Limits(policy, Collections.unmodifiableSortedSet(gtins), devices, measure.orElseThrow(),
                unit.orElseThrow(), low, high, Collections.unmodifiableMap(allowances), lastGood.orElseThrow(), hold);
        return new Configured(pid, policy, Optional.of(limits), List.of());
    }

    /** Reads values and collects what is wrong with them. */
    private static final class Reader {

        private final List<String> faults = new ArrayList<>();

        private void fault(String key, String value, String rule) {
            faults.add(key + ": '" + value + "' " + rule);
        }

        private TreeSet<String> gtins(String text) {
            TreeSet<String> gtins = new TreeSet<>();
            if (text.strip().equals("*")) {
                return gtins;
            }
            if (text.isBlank()) {
                fault("gtins", text, "is empty; name GTINs, or * for all");
            }
            for (String gtin : text.isBlank() ? new String[0] : text.strip().split("[,\\s]+")) {
                String digits = "0".repeat(Math.max(0, GTIN_DIGITS - gtin.length())) + gtin;
                try {
                    Identifier.of("https://id.gs1.org/01/" + digits);
                    gtins.add(digits);
                } catch (InvalidIdentifierException e) {
                    fault("gtins", gtin, e.rule());
                }
            }
            return gtins;
        }

        private Devices devices(String text) {
            List<String> patterns = text.isBlank() ? List.of() : List.of(text.strip().split("[,\\s]+"));
            if (patterns.isEmpty()) {
                fault("devices", text, "is empty; name devices, or * for all");
            }
            patterns.stream().filter(pattern -> pattern.indexOf('*') >= 0 && pattern.indexOf('*') < pattern.length() - 1)
                    .forEach(pattern -> fault("devices", pattern, "has * elsewhere than at its end"));
            return new Devices(patterns);
        }

        private Optional<Measure> measure(String text) {
            Optional<Measure> measure =
                    Arrays.stream(Measure.values()).filter(each -> each.name().equals(text.strip())).findFirst();
            if (measure.isEmpty()) {
                fault("measure", text, "is none of " + Arrays.toString(Measure.values()));
            }
            return measure;
        }

        private Optional<Unit> unit(String text, Optional<Measure> measure) {
            try {
                Unit unit = new Unit(text.strip());
                if (measure.equals(Optional.of(Measure.TEMPERATURE)) && !Scale.isTemperature(unit)) {
                    fault("unit", text, "is not CEL, FAH or KEL");
                }
                return Optional.of(unit);
            } catch (IllegalArgumentException e) {
                fault("unit", text, "is not a UNECE Rec 20 common code");
                return Optional.empty();
            }
        }

        private Optional<BigDecimal> decimal(String key, String text) {
            if (text.isBlank()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new BigDecimal(text.strip()));
            } catch (NumberFormatException e) {
                fault(key, text, "is not a decimal number");
                return Optional.empty();
            }
        }

        private Optional<Long> allowance(String key, String text, String limitKey, String limit) {
            if (limit.isBlank()) {
                if (!text.isBlank()) {
                    fault(key, text, "is given without " + limitKey);
                }
                return Optional.empty();
            }
            return required(key, text);
        }

        private boolean flag(String key, String text) {
            if (!text.strip().equals("true") && !text.strip().equals("false")) {
                fault(key, text, "is neither true nor false");
            }
            return text.strip().equals("true");
        }

        private Optional<Long> required(String key, String text) {
            if (text.isBlank()) {
                fault(key, text, "is empty; give an ISO 8601 duration such as PT10M");
                return Optional.empty();
            }
            return duration(key, text);
        }

        private Optional<Long> duration(String key, String text) {
            if (text.isBlank()) {
                return Optional.empty();
            }
            try {
                long ticks = Ticks.of(Duration.parse(text.strip()));
                if (ticks < 0) {
                    fault(key, text, "is negative");
                }
                return Optional.of(ticks);
            } catch (DateTimeParseException | ArithmeticException e) {
                fault(key, text, "is not an ISO 8601 duration such as PT10M");
                return Optional.empty();
            }
        }
    }
}
