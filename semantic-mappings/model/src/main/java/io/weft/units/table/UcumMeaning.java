package io.weft.units.table;

import io.weft.units.UnitException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.fhir.ucum.Component;
import org.fhir.ucum.DefinedUnit;
import org.fhir.ucum.ExpressionParser;
import org.fhir.ucum.Factor;
import org.fhir.ucum.Operator;
import org.fhir.ucum.Symbol;
import org.fhir.ucum.Term;
import org.fhir.ucum.UcumException;
import org.fhir.ucum.UcumModel;

/**
 * Reduces a UCUM expression to base units exactly, where the library rounds to the digits of each definition it meets
 * (12 inches of 2.54 cm become 30.5 cm). A special unit, whose zero or scale is another than its base unit's, stays as it
 * is and converts to nothing else.
 */
final class UcumMeaning {

    private final UcumModel model;
    private final Map<String, Canonical> definitions = new ConcurrentHashMap<>();

    UcumMeaning(UcumModel model) {
        this.model = model;
    }

    /**
     * A unit in base units.
     *
     * @param units exponents by base unit, none of them 0
     */
    record Canonical(Ratio factor, Map<String, Integer> units) {

        static final Canonical ONE = new Canonical(Ratio.ONE, Map.of());

        Canonical times(Canonical other, int exponent) {
            Map<String, Integer> product = new TreeMap<>(units);
            other.units.forEach((unit, power) -> product.merge(unit, power * exponent, UcumMeaning::sumOrNone));
            return new Canonical(factor.times(other.factor.power(exponent)), product);
        }
    }

    private static Integer sumOrNone(int one, int other) {
        return one + other == 0 ? null : (Integer) (one + other);
    }

    /** @throws UnitException if the text is no UCUM */
    Canonical of(String code) throws UnitException {
        try {
            return reduce(new ExpressionParser(model).parse(code));
        } catch (UcumException e) {
            throw new UnitException("'" + code + "' is no UCUM unit: " + e.getMessage());
        }
    }

    /** Multiplication and division have one precedence and go from left to right (UCUM, 10). */
    private Canonical reduce(Term expression) throws UcumException, UnitException {
        Canonical product = Canonical.ONE;
        int sign = 1;
        for (Term term = expression; term != null; term = term.getTerm()) {
            if (term.hasComp()) {
                product = product.times(component(term.getComp()), sign);
            }
            sign = term.getOp() == Operator.DIVISION ? -1 : 1;
        }
        return product;
    }

    private Canonical component(Component component) throws UcumException, UnitException {
        if (component instanceof Term term) {
            return reduce(term);
        }
        if (component instanceof Factor factor) {
            return new Canonical(Ratio.of(BigDecimal.valueOf(factor.getValue())), Map.of());
        }
        Symbol symbol = (Symbol) component;
        Canonical unit = unit(symbol);
        if (symbol.hasPrefix()) {
            Ratio prefix = Ratio.of(new BigDecimal(symbol.getPrefix().getValue().asDecimal()));
            unit = new Canonical(unit.factor().times(prefix), unit.units());
        }
        return Canonical.ONE.times(unit, symbol.getExponent());
    }

    private Canonical unit(Symbol symbol) throws UcumException, UnitException {
        String code = symbol.getUnit().getCode();
        if (!(symbol.getUnit() instanceof DefinedUnit defined) || defined.isSpecial()) {
            return new Canonical(Ratio.ONE, Map.of(code, 1));
        }
        Canonical known = definitions.get(code);
        if (known == null) {
            Ratio value = Ratio.of(new BigDecimal(defined.getValue().getValue().asDecimal()));
            Canonical base = of(defined.getValue().getUnit());
            known = new Canonical(base.factor().times(value), new HashMap<>(base.units()));
            definitions.put(code, known);
        }
        return known;
    }
}
