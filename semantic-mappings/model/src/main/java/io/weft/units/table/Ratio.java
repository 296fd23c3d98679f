package io.weft.units.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** An exact quotient of two decimals. */
record Ratio(BigDecimal numerator, BigDecimal denominator) {

    static final Ratio ONE = new Ratio(BigDecimal.ONE, BigDecimal.ONE);
    private static final BigInteger FIVE = BigInteger.valueOf(5);

    static Ratio of(BigDecimal value) {
        return new Ratio(value, BigDecimal.ONE);
    }

    /** @param text a decimal, or two decimals with a slash between them */
    static Ratio of(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? of(new BigDecimal(text))
                : new Ratio(new BigDecimal(text.substring(0, slash)), new BigDecimal(text.substring(slash + 1)));
    }

    Ratio times(Ratio other) {
        return new Ratio(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    Ratio dividedBy(Ratio other) {
        return new Ratio(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
    }

    Ratio power(int exponent) {
        return exponent >= 0
                ? new Ratio(numerator.pow(exponent), denominator.pow(exponent))
                : new Ratio(denominator.pow(-exponent), numerator.pow(-exponent));
    }

    /** The product; rounded half even to 34 significant digits only if its decimal digits do not end. */
    BigDecimal times(BigDecimal value) {
        BigDecimal product = value.multiply(numerator);
        BigDecimal quotient = ends(product) ? product.divide(denominator) : product.divide(denominator, MathContext.DECIMAL128);
        BigDecimal plain = quotient.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    /** Whether the reduced denominator has no other prime factors than 2 and 5. */
    private boolean ends(BigDecimal product) {
        BigInteger bottom = denominator.unscaledValue();
        BigInteger reduced = bottom.divide(bottom.gcd(product.unscaledValue()));
        reduced = reduced.shiftRight(reduced.getLowestSetBit());
        while (reduced.mod(FIVE).signum() == 0) {
            reduced = reduced.divide(FIVE);
        }
        return reduced.abs().equals(BigInteger.ONE);
    }
}
