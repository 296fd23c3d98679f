package io.weft.engine.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.schibsted.spt.data.jslt.Function;
import io.weft.engine.function.HostFunction;
import io.weft.engine.function.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** JSLT's number functions on exact decimals. */
final class ExactFunctions {

    private ExactFunctions() {
    }

    static List<Function> all() {
        return List.of(new Number(), new Sum(),
                new Rounding("round", RoundingMode.HALF_UP),
                new Rounding("floor", RoundingMode.FLOOR),
                new Rounding("ceiling", RoundingMode.CEILING),
                new Extreme("min", -1), new Extreme("max", 1));
    }

    /** A JSON number's text; a source's own style of numbers is read by decimal(). */
    private static final class Number extends HostFunction {

        private static final int MAXIMUM_LENGTH = 100;

        Number() {
            super("number", 1, 2);
        }

        @Override
        protected JsonNode call(JsonNode[] arguments) {
            JsonNode value = arguments[0];
            if (value.isNumber() || value.isNull() && arguments.length == 1) {
                return value;
            }
            if (value.isTextual() && value.textValue().length() <= MAXIMUM_LENGTH) {
                try {
                    return ExactNumbers.node(new BigDecimal(value.textValue()));
                } catch (NumberFormatException e) {
                    if (arguments.length == 1) {
                        throw RejectSignal.faulty("number()", value.textValue(), "is not a number");
                    }
                }
            }
            if (arguments.length == 2) {
                return arguments[1];
            }
            throw RejectSignal.faulty("number()", Texts.shown(value), "is not a number");
        }
    }

    private static final class Sum extends HostFunction {

        Sum() {
            super("sum", 1);
        }

        @Override
        protected JsonNode call(JsonNode[] arguments) {
            if (arguments[0].isNull()) {
                return NullNode.instance;
            }
            if (!arguments[0].isArray()) {
                throw RejectSignal.faulty("sum()", Texts.shown(arguments[0]), "must be an array");
            }
            Execution.current().charge(1 + arguments[0].size());
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode value : arguments[0]) {
                sum = sum.add(ExactNumbers.of(value, "sum()"));
            }
            return ExactNumbers.node(sum);
        }
    }

    private static final class Rounding extends HostFunction {

        private final RoundingMode mode;

        Rounding(String name, RoundingMode mode) {
            super(name, 1);
            this.mode = mode;
        }

        @Override
        protected JsonNode call(JsonNode[] arguments) {
            return arguments[0].isNull() ? NullNode.instance
                    : ExactNumbers.node(ExactNumbers.of(arguments[0], getName() + "()").setScale(0, mode));
        }
    }

    private static final class Extreme extends HostFunction {

        private final int sign;

        Extreme(String name, int sign) {
            super(name, 2);
            this.sign = sign;
        }

        @Override
        protected JsonNode call(JsonNode[] arguments) {
            return Comparison.compare(arguments[0], arguments[1]) * sign >= 0 ? arguments[0] : arguments[1];
        }
    }
}
