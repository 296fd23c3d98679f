package io.weft.engine.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import io.weft.engine.function.Texts;
import java.math.BigDecimal;

/** Arithmetic of templates: exact decimals, never binary doubles. */
public final class ExactNumbers {

    /** More digits than any quantity has; keeps repeated multiplication from growing without bound. */
    static final int MAXIMUM_DIGITS = 200;

    private ExactNumbers() {
    }

    public static BigDecimal of(JsonNode node, String where) {
        if (!node.isNumber()) {
            throw RejectSignal.faulty(where, Texts.shown(node), "must be a number; decimal() makes one of a text");
        }
        return node.decimalValue();
    }

    public static JsonNode node(BigDecimal value) {
        if (value.precision() > MAXIMUM_DIGITS || Math.abs(value.scale()) > MAXIMUM_DIGITS) {
            throw RejectSignal.faulty("", "", "a number has at most " + MAXIMUM_DIGITS + " digits");
        }
        return DecimalNode.valueOf(value.scale() < 0 ? value.setScale(0) : value);
    }

    /** A quotient that ends, or the template's fault: rounding has to be asked for. */
    public static JsonNode quotient(BigDecimal dividend, BigDecimal divisor) {
        if (divisor.signum() == 0) {
            throw RejectSignal.faulty("/", dividend.toPlainString(), "division by zero");
        }
        try {
            return node(dividend.divide(divisor));
        } catch (ArithmeticException e) {
            throw RejectSignal.faulty("/", dividend.toPlainString() + " / " + divisor.toPlainString(),
                    "the quotient has no exact decimal value");
        }
    }
}
