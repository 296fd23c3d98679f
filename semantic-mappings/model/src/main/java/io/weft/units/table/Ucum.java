package io.weft.units.table;

import io.weft.units.UnitException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;

/** UCUM's grammar and definitions by the reference library; arithmetic and temperature scales are our own, exact. */
final class Ucum {

    private static final int LONGEST_CODE = 256;
    private static final String KELVIN = "K";

    private final UcumEssenceService service;
    private final UcumMeaning meaning;

    Ucum() {
        try (InputStream essence = UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml")) {
            service = new UcumEssenceService(essence);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UcumException e) {
            throw new IllegalStateException("UCUM's definitions cannot be read", e);
        }
        meaning = new UcumMeaning(service.getModel());
    }

    /** A unit in base units: two codes of one meaning are equal. */
    record Meaning(BigDecimal factor, Map<String, Integer> units) {
    }

    boolean isValid(String code) {
        return code.length() <= LONGEST_CODE && service.validate(code) == null;
    }

    /** @throws UnitException if the text is no UCUM */
    Meaning meaning(String code) throws UnitException {
        UcumMeaning.Canonical canonical = canonical(code);
        return new Meaning(canonical.factor().times(BigDecimal.ONE), canonical.units());
    }

    /** @throws UnitException if one of them is no UCUM, or they measure different things */
    BigDecimal convert(BigDecimal value, String from, String to) throws UnitException {
        TemperatureScale scaleFrom = TemperatureScale.of(from);
        TemperatureScale scaleTo = TemperatureScale.of(to);
        BigDecimal linear = scaleFrom.toKelvin(value);
        String linearFrom = scaleFrom.isLinear() ? from : KELVIN;
        String linearTo = scaleTo.isLinear() ? to : KELVIN;
        return scaleTo.fromKelvin(linear(linear, linearFrom, linearTo));
    }

    private BigDecimal linear(BigDecimal value, String from, String to) throws UnitException {
        UcumMeaning.Canonical one = canonical(from);
        UcumMeaning.Canonical other = canonical(to);
        if (!one.units().equals(other.units())) {
            throw new UnitException("'" + from + "' and '" + to + "' measure different things: " + one.units() + " and "
                    + other.units());
        }
        return one.factor().dividedBy(other.factor()).times(value);
    }

    private UcumMeaning.Canonical canonical(String code) throws UnitException {
        if (!isValid(code)) {
            throw new UnitException("'" + code + "' is no UCUM unit");
        }
        return meaning.of(code);
    }
}
