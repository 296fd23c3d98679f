package io.weft.engine.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Function;
import io.weft.engine.function.HostFunction;
import io.weft.engine.function.Texts;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiFunction;

/** What {@link Meter} writes in the place of JSLT's operators and around what repeats. */
final class Operators {

    private Operators() {
    }

    static List<Function> all() {
        return List.of(
                new Tick(), new Slice(), new NumberLiteral(), new Plus(), new Compare(),
                new Arithmetic(Meter.MINUS, (a, b) -> ExactNumbers.node(a.subtract(b))),
                new Arithmetic(Meter.TIMES, (a, b) -> ExactNumbers.node(a.multiply(b))),
                new Arithmetic(Meter.DIVIDED, ExactNumbers::quotient));
    }

    private static final class Tick extends HostFunction {

        Tick() {
            super(Meter.TICK, 2);
        }

        @Override
        protected JsonNode call(JsonNode[] arguments) {
            Execution.current().charge(1 + Integer.parseInt(arguments[1].textValue()));
            return arguments[0];
        }
    }

    private static final class Slice extends HostFunction {

        Slice() {
            super(Meter.SLICE, 1);
        }

        @Override
        protected JsonNode call(JsonNode[] arguments) {
            JsonNode slice = arguments[0];
            if (slice.isTextual()) {
                Execution.current().chargeText(slice.textValue().length());
            } else {
                Execution.current().charge(1 + slice.size());
            }
            return slice;
        }
    }

    private static final class NumberLiteral extends HostFunction {

        NumberLiteral() {
            super(Meter.NUMBER, 1);
        }

        @Override
        protected JsonNode call(JsonNode[] arguments) {
            return ExactNumbers.node(new BigDecimal(arguments[0].textValue()));
        }
    }

    /** Numbers: null if one is null, as JSLT has it. */
    private static final class Arithmetic extends HostFunction {

        private final BiFunction<BigDecimal, BigDecimal, JsonNode> operation;

        Arithmetic(String name, BiFunction<BigDecimal, BigDecimal, JsonNode> operation) {
            super(name, 2);
            this.operation = operation;
        }

        @Override
        protected JsonNode call(JsonNode[] arguments) {
            if (arguments[0].isNull() || arguments[1].isNull()) {
                return NullNode.instance;
            }
            Execution.current().charge(1);
            return operation.apply(
                    ExactNumbers.of(arguments[0], getName()), ExactNumbers.of(arguments[1], getName()));
        }
    }

    /** JSLT's plus: joins texts, arrays and objects (the left one's members win), adds numbers. */
    private static final class Plus extends HostFunction {

        Plus() {
            super(Meter.PLUS, 2);
        }

        @Override
        protected JsonNode call(JsonNode[] arguments) {
            JsonNode left = arguments[0];
            JsonNode right = arguments[1];
            if (left.isTextual() || right.isTextual()) {
                return joined(left, right);
            }
            if (left.isNull() || right.isNull()) {
                return left.isContainerNode() ? left : right.isContainerNode() ? right : NullNode.instance;
            }
            if (left instanceof ArrayNode first && right instanceof ArrayNode second) {
                Execution.current().charge(1L + first.size() + second.size());
                return JsonNodeFactory.instance.arrayNode(first.size() + second.size()).addAll(first).addAll(second);
            }
            if (left instanceof ObjectNode first && right instanceof ObjectNode second) {
                Execution.current().charge(1L + first.size() + second.size());
                ObjectNode union = JsonNodeFactory.instance.objectNode();
                union.setAll(second);
                union.setAll(first);
                return union;
            }
            Execution.current().charge(1);
            return ExactNumbers.node(ExactNumbers.of(left, "+").add(ExactNumbers.of(right, "+")));
        }

        private static JsonNode joined(JsonNode left, JsonNode right) {
            Execution execution = Execution.current();
            execution.chargeTree(left);
            execution.chargeTree(right);
            return TextNode.valueOf(Texts.of(left).concat(Texts.of(right)));
        }
    }

    private static final class Compare extends HostFunction {

        Compare() {
            super(Meter.COMPARE, 3);
        }

        @Override
        protected JsonNode call(JsonNode[] arguments) {
            JsonNode left = arguments[0];
            JsonNode right = arguments[2];
            return BooleanNode.valueOf(switch (arguments[1].textValue()) {
                case "==" -> Comparison.equal(left, right);
                case "!=" -> !Comparison.equal(left, right);
                case "<" -> Comparison.compare(left, right) < 0;
                case "<=" -> Comparison.compare(left, right) <= 0;
                case ">" -> Comparison.compare(left, right) > 0;
                case ">=" -> Comparison.compare(left, right) >= 0;
                default -> throw new IllegalStateException("JSLT 0.1.14 has no comparator " + arguments[1]);
            });
        }
    }
}
