package io.weft.decision.limits;

import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.Map;

/** A configuration as Configuration Admin hands it over: text, and the default where a key is missing. */
final class Settings {

    private final Map<String, String> values = new HashMap<>();

    static Settings refrigerated() {
        return new Settings().with("service.pid", "io.weft.decision.limits~cold").with("gtins", Lot.GTIN)
                .with("low", "2").with("high", "8").with("allowanceAbove", "PT10M").with("allowanceBelow", "PT1M")
                .with("holdLastGood", "PT5M");
    }

    Settings with(String key, String value) {
        values.put(key, value);
        return this;
    }

    LimitsPolicy policy() {
        return new LimitsPolicy(configuration());
    }

    LimitsConfiguration configuration() {
        return new LimitsConfiguration() {
            @Override
            public String service_pid() {
                return values.getOrDefault("service.pid", PID);
            }

            @Override
            public String gtins() {
                return values.getOrDefault("gtins", "");
            }

            @Override
            public String devices() {
                return values.getOrDefault("devices", "*");
            }

            @Override
            public String measure() {
                return values.getOrDefault("measure", "TEMPERATURE");
            }

            @Override
            public String unit() {
                return values.getOrDefault("unit", "CEL");
            }

            @Override
            public String low() {
                return values.getOrDefault("low", "");
            }

            @Override
            public String high() {
                return values.getOrDefault("high", "");
            }

            @Override
            public String allowanceAbove() {
                return values.getOrDefault("allowanceAbove", "");
            }

            @Override
            public String allowanceBelow() {
                return values.getOrDefault("allowanceBelow", "");
            }

            @Override
            public String hold() {
                return values.getOrDefault("hold", "true");
            }

            @Override
            public String holdLastGood() {
                return values.getOrDefault("holdLastGood", "");
            }

            @Override
            public String unknownAllowance() {
                return values.getOrDefault("unknownAllowance", "");
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return LimitsConfiguration.class;
            }
        };
    }
}
