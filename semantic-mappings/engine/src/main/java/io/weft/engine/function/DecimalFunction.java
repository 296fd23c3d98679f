package io.weft.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.weft.engine.template.ExactNumbers;
import io.weft.engine.template.RejectSignal;
import java.math.BigDecimal;

/** {@code decimal(text, field)}: the exact number that a text stands for in the source's declared style; null for null. */
final class DecimalFunction extends HostFunction {

    private static final int MAXIMUM_LENGTH = 60;

    private final SourceStyle style;

    DecimalFunction(SourceStyle style) {
        super("decimal", 2);
        this.style = style;
    }

    @Override
    protected JsonNode call(JsonNode[] arguments) {
        JsonNode value = arguments[0];
        if (value.isNull()) {
            return NullNode.instance;
        }
        String field = text(arguments[1], "field");
        if (value.isNumber()) {
            return ExactNumbers.node(value.decimalValue());
        }
        if (!value.isTextual()) {
            throw rejected("INVALID_NUMBER", field, Texts.shown(value), "must be a number");
        }
        return ExactNumbers.node(read(value.textValue(), field));
    }

    private BigDecimal read(String text, String field) {
        char mark = style.decimalMark().orElseThrow(() -> undeclared("decimal"));
        SourceStyle.Sign sign = style.sign().orElseThrow(() -> undeclared("sign"));
        String trimmed = trimBlanks(text);
        String digits = trimmed;
        boolean negative = false;
        int signAt = sign == SourceStyle.Sign.LEADING ? 0 : trimmed.length() - 1;
        if (!trimmed.isEmpty() && (trimmed.charAt(signAt) == '-' || trimmed.charAt(signAt) == '+')) {
            negative = trimmed.charAt(signAt) == '-';
            digits = signAt == 0 ? trimmed.substring(1) : trimBlanks(trimmed.substring(0, signAt));
        }
        if (!isPlain(digits, mark)) {
            throw rejected("INVALID_NUMBER", field, text, "must be digits with at most one decimal mark '" + mark
                    + "' between them and a " + sign.name().toLowerCase(java.util.Locale.ROOT)
                    + " sign, at most " + MAXIMUM_LENGTH + " characters");
        }
        BigDecimal number = new BigDecimal(digits.replace(mark, '.'));
        return negative ? number.negate() : number;
    }

    private static boolean isPlain(String text, char mark) {
        if (text.isEmpty() || text.length() > MAXIMUM_LENGTH) {
            return false;
        }
        int marks = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == mark && marks == 0 && i > 0 && i < text.length() - 1) {
                marks++;
            } else if (character < '0' || character > '9') {
                return false;
            }
        }
        return true;
    }

    /** Blanks only: fixed-width fields are padded with them. */
    private static String trimBlanks(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(start, end);
    }

    private static RejectSignal undeclared(String key) {
        return RejectSignal.faulty("source." + key, "", "decimal() needs it, and mapping.yaml does not declare it");
    }
}
