package io.weft.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.engine.template.Execution;
import io.weft.engine.template.ExactNumbers;
import java.math.BigDecimal;
import java.util.function.BinaryOperator;

/** {@code add}, {@code subtract}, {@code multiply}: exact, and unlike the operators they do not take null for an answer. */
final class ArithmeticFunction extends HostFunction {

    private final BinaryOperator<BigDecimal> operation;

    ArithmeticFunction(String name, BinaryOperator<BigDecimal> operation) {
        super(name, 2);
        this.operation = operation;
    }

    @Override
    protected JsonNode call(JsonNode[] arguments) {
        Execution.current().charge(1);
        return ExactNumbers.node(operation.apply(
                ExactNumbers.of(arguments[0], getName() + "()"), ExactNumbers.of(arguments[1], getName() + "()")));
    }
}
