package io.weft.units.table;

import java.math.BigDecimal;

/** A scale of absolute temperature: kelvin = (value + zero) x factor. Every other unit, kelvin among them, is LINEAR. */
enum TemperatureScale {
    LINEAR(BigDecimal.ZERO, Ratio.ONE),
    CELSIUS(new BigDecimal("273.15"), Ratio.ONE),
    FAHRENHEIT(new BigDecimal("459.67"), Ratio.of("5/9"));

    private final BigDecimal zero;
    private final Ratio factor;

    TemperatureScale(BigDecimal zero, Ratio factor) {
        this.zero = zero;
        this.factor = factor;
    }

    static TemperatureScale of(String ucum) {
        return switch (ucum) {
            case "Cel" -> CELSIUS;
            case "[degF]" -> FAHRENHEIT;
            default -> LINEAR;
        };
    }

    boolean isLinear() {
        return this == LINEAR;
    }

    BigDecimal toKelvin(BigDecimal value) {
        return isLinear() ? value : factor.times(value.add(zero));
    }

    BigDecimal fromKelvin(BigDecimal kelvin) {
        return isLinear() ? kelvin : Ratio.ONE.dividedBy(factor).times(kelvin).subtract(zero);
    }
}
