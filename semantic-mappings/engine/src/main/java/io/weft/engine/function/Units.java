package io.weft.engine.function;

import java.math.BigDecimal;

/** Units of measure, as far as templates need them. */
public interface Units {

    /** A unit that is unknown, or two that measure different things. */
    final class UnitException extends Exception {

        private static final long serialVersionUID = 1L;

        /** @param rule one sentence without a full stop */
        public UnitException(String rule) {
            super(rule);
        }
    }

    /**
     * @param system {@code UCUM}, {@code UNECE} or {@code SAP}
     * @return UNECE Recommendation 20 common code
     */
    String code(String text, String system) throws UnitException;

    /** An absolute value: 0 CEL is 273.15 KEL. Units are UNECE codes. */
    BigDecimal convert(BigDecimal value, String from, String to) throws UnitException;

    /** A difference: 1 CEL is 1 KEL. Units are UNECE codes. */
    BigDecimal convertDifference(BigDecimal value, String from, String to) throws UnitException;
}
