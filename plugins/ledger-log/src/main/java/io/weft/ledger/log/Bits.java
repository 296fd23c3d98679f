package io.weft.ledger.log;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a value may have been before one of its bits changed. */
final class Bits {

    private static final int DIGITS = 4;
    private static final int DIGIT_BITS = 14;
    private static final BigInteger BASE = BigInteger.valueOf(10_000);
    private static final int WEIGHT_BITS = 16;
    private static final int MAXIMUM_DIGITS = 1_200;

    private Bits() {
    }

    static byte[] flipped(byte[] bytes, int bit) {
        byte[] other = bytes.clone();
        other[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        return other;
    }

    /** Texts whose UTF-8 differs in one bit. */
    static List<String> neighbours(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<String> texts = new ArrayList<>();
        for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
            try {
                texts.add(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(flipped(bytes, bit))).toString());
            } catch (CharacterCodingException e) {
                // PostgreSQL would not have held it.
            }
        }
        return texts;
    }

    /** Numbers whose form in PostgreSQL (weight, sign, digits of base 10,000) differs in one bit, or in one decimal digit. */
    static Stream<BigDecimal> neighbours(BigDecimal value) {
        Stream<BigDecimal> weights = IntStream.range(0, WEIGHT_BITS).boxed()
                .flatMap(bit -> Stream.of(value.scaleByPowerOfTen(DIGITS << bit), value.scaleByPowerOfTen(-(DIGITS << bit))));
        return Stream.of(Stream.of(value.negate()), weights, Stream.of(value).flatMap(Bits::otherDigits)).flatMap(numbers -> numbers);
    }

    private static Stream<BigDecimal> otherDigits(BigDecimal value) {
        if (value.precision() - value.scale() > MAXIMUM_DIGITS || value.scale() > MAXIMUM_DIGITS) {
            // No reading has so many: the weight was changed, or nothing that a single bit explains.
            return Stream.empty();
        }
        int scale = (Math.max(value.scale(), 0) + DIGITS - 1) / DIGITS + 1;
        BigInteger unscaled = value.abs().setScale(scale * DIGITS).unscaledValue();
        int groups = (unscaled.toString().length() + DIGITS - 1) / DIGITS + 1;
        List<BigDecimal> numbers = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            BigInteger unit = BASE.pow(group);
            int digits = unscaled.divide(unit).mod(BASE).intValue();
            for (int bit = 0; bit < DIGIT_BITS; bit++) {
                int other = digits ^ 1 << bit;
                if (other < BASE.intValue()) {
                    BigDecimal number = new BigDecimal(unscaled.add(unit.multiply(BigInteger.valueOf(other - digits))), scale * DIGITS);
                    numbers.add(value.signum() < 0 ? number.negate() : number);
                    if (value.signum() == 0) {
                        numbers.add(number.negate());
                    }
                }
            }
        }
        numbers.addAll(otherDecimals(value));
        return numbers.stream();
    }

    /** One decimal digit another, as a person would change it. */
    private static List<BigDecimal> otherDecimals(BigDecimal value) {
        List<BigDecimal> numbers = new ArrayList<>();
        BigInteger unscaled = value.unscaledValue().abs();
        for (int place = 0; place < value.precision(); place++) {
            BigInteger unit = BigInteger.TEN.pow(place);
            int digit = unscaled.divide(unit).mod(BigInteger.TEN).intValue();
            for (int other = 0; other < 10; other++) {
                BigDecimal number = new BigDecimal(unscaled.add(unit.multiply(BigInteger.valueOf(other - digit))), value.scale());
                numbers.add(value.signum() < 0 ? number.negate() : number);
            }
        }
        return numbers;
    }
}
