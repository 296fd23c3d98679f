package io.weft.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Function;
import io.weft.engine.template.ExactNumbers;
import java.math.BigDecimal;
import java.util.List;

/** {@code unit}, {@code convert} and {@code convertDifference}; each is null for null. */
final class UnitFunctions {

    private UnitFunctions() {
    }

    static List<Function> all(Units units) {
        return List.of(new UnitCode(units), new Convert("convert", units::convert),
                new Convert("convertDifference", units::convertDifference));
    }

    @FunctionalInterface
    private interface Conversion {
        BigDecimal convert(BigDecimal value, String from, String to) throws Units.UnitException;
    }

    /** {@code unit(text, system, field)}: the UNECE Recommendation 20 common code. */
    private static final class UnitCode extends HostFunction {

        private final Units units;

        UnitCode(Units units) {
            super("unit", 3);
            this.units = units;
        }

        @Override
        protected JsonNode call(JsonNode[] arguments) {
            if (arguments[0].isNull()) {
                return NullNode.instance;
            }
            String text = text(arguments[0], "text");
            String system = text(arguments[1], "system");
            String field = text(arguments[2], "field");
            try {
                return TextNode.valueOf(units.code(text, system));
            } catch (Units.UnitException e) {
                throw rejected("UNKNOWN_UNIT", field, text, e.getMessage());
            }
        }
    }

    /** {@code convert(value, from, to, field)}; units are UNECE codes. */
    private static final class Convert extends HostFunction {

        private final Conversion conversion;

        Convert(String name, Conversion conversion) {
            super(name, 4);
            this.conversion = conversion;
        }

        @Override
        protected JsonNode call(JsonNode[] arguments) {
            if (arguments[0].isNull()) {
                return NullNode.instance;
            }
            BigDecimal value = ExactNumbers.of(arguments[0], getName() + "(value)");
            String from = text(arguments[1], "from");
            String to = text(arguments[2], "to");
            String field = text(arguments[3], "field");
            try {
                return ExactNumbers.node(conversion.convert(value, from, to));
            } catch (Units.UnitException e) {
                throw rejected("INVALID_UNIT", field, value.toPlainString() + " " + from, e.getMessage());
            }
        }
    }
}
