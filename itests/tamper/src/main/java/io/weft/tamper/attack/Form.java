package io.weft.tamper.attack;

import io.weft.thread.postgres.StoredBody;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * How PostgreSQL holds a value, as far as its bits are concerned: each form is read as hexadecimal of what the type sends in
 * binary, and written as SQL.
 */
enum Form {

    TEXT("textsend(%s)", "") {
        @Override
        String sql(byte[] bytes) {
            try {
                return quoted(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
            } catch (CharacterCodingException e) {
                return null;
            }
        }
    },
    JSON("textsend(%s::text)", "::jsonb") {
        @Override
        String sql(byte[] bytes) {
            return TEXT.sql(bytes);
        }
    },
    BYTES("%s", "") {
        @Override
        String sql(byte[] bytes) {
            return "'\\x" + HexFormat.of().formatHex(bytes) + "'::bytea";
        }
    },
    /** An event's canonical form, whatever it is compressed to: what is written is the plain form, which the store reads, too. */
    BODY("%s", "") {
        @Override
        byte[] flipped(byte[] bytes, RandomGenerator random) {
            return super.flipped(StoredBody.canonical(bytes), random);
        }

        @Override
        String sql(byte[] bytes) {
            return BYTES.sql(bytes);
        }
    },
    SMALL("int2send(%s)", "::smallint"),
    INTEGER("int4send(%s)", "::int"),
    LONG("int8send(%s)", "::bigint"),
    ID("uuid_send(%s)", "::uuid") {
        @Override
        String sql(byte[] bytes) {
            ByteBuffer parts = ByteBuffer.wrap(bytes);
            return "'" + new UUID(parts.getLong(), parts.getLong()) + "'";
        }
    },
    /** Microseconds since 2000. */
    TIME("timestamptz_send(%s)", "") {
        @Override
        String sql(byte[] bytes) {
            long micros = ByteBuffer.wrap(bytes).getLong();
            if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
                return micros > 0 ? "timestamptz 'infinity'" : "timestamptz '-infinity'";
            }
            long day = Math.floorDiv(micros, MICROS_A_DAY);
            return Math.abs(day) > Integer.MAX_VALUE ? null : "timestamptz '2000-01-01 00:00:00+00' + make_interval(days => (" + day
                    + ")) + " + Math.floorMod(micros, MICROS_A_DAY) + " * interval '1 microsecond'";
        }
    },
    /** Digits of base 10,000, their weight and sign. How many places are shown is left alone: 5 and 5.0 are one value. */
    NUMERIC("numeric_send(%s)", "::numeric") {
        @Override
        byte[] flipped(byte[] bytes, RandomGenerator random) {
            int digits = ByteBuffer.wrap(bytes).getShort();
            // After the count of digits: weight, sign, places to show, digits.
            int part = random.nextInt(2 + digits);
            return flip(bytes, (2 + 2 * (part < 2 ? part : part + 1)) * Byte.SIZE + random.nextInt(Short.SIZE));
        }

        @Override
        String sql(byte[] bytes) {
            ByteBuffer parts = ByteBuffer.wrap(bytes);
            int digits = parts.getShort();
            int weight = parts.getShort();
            int sign = parts.getShort() & 0xFFFF;
            parts.getShort();
            BigInteger unscaled = BigInteger.ZERO;
            for (int i = 0; i < digits; i++) {
                int digit = parts.getShort();
                if (digit < 0 || digit >= BASE) {
                    return null;
                }
                unscaled = unscaled.multiply(BigInteger.valueOf(BASE)).add(BigInteger.valueOf(digit));
            }
            if (sign != 0 && sign != NEGATIVE) {
                return sign == NOT_A_NUMBER ? "'NaN'" : null;
            }
            if (Math.abs(weight) > MAXIMUM_WEIGHT) {
                return null;
            }
            BigDecimal value = new BigDecimal(sign == 0 ? unscaled : unscaled.negate(), 4 * (digits - 1 - weight));
            return "'" + value.toPlainString() + "'";
        }
    },
    /** An array of numbers: one of them. */
    NUMBERS("convert_to(array_to_string(%s, ','), 'UTF8')", "") {
        @Override
        byte[] flipped(byte[] bytes, RandomGenerator random) {
            String[] numbers = new String(bytes, StandardCharsets.UTF_8).split(",");
            int place = random.nextInt(numbers.length);
            numbers[place] = Short.toString((short) (Short.parseShort(numbers[place]) ^ 1 << random.nextInt(Short.SIZE)));
            return String.join(",", numbers).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        String sql(byte[] bytes) {
            return "'{" + new String(bytes, StandardCharsets.UTF_8) + "}'::smallint[]";
        }
    },
    /** An array of hashes, joined: one of them. */
    HASHES("decode(replace(array_to_string(%s, ''), '\\x', ''), 'hex')", "") {
        @Override
        String sql(byte[] bytes) {
            StringBuilder array = new StringBuilder("array[");
            for (int i = 0; i < bytes.length; i += 32) {
                array.append(i == 0 ? "" : ",").append(BYTES.sql(Arrays.copyOfRange(bytes, i, i + 32)));
            }
            return array + "]::bytea[]";
        }
    },
    TRUTH("boolsend(%s)", "") {
        @Override
        byte[] flipped(byte[] bytes, RandomGenerator random) {
            return new byte[] {(byte) (bytes[0] ^ 1)};
        }

        @Override
        String sql(byte[] bytes) {
            return bytes[0] == 0 ? "false" : "true";
        }
    };

    private static final long MICROS_A_DAY = 86_400_000_000L;
    private static final int BASE = 10_000;
    private static final int NEGATIVE = 0x4000;
    private static final int NOT_A_NUMBER = 0xC000;
    /** PostgreSQL holds 131,072 digits before the point. */
    private static final int MAXIMUM_WEIGHT = 32_767;

    private final String select;
    private final String cast;

    Form(String select, String cast) {
        this.select = select;
        this.cast = cast;
    }

    /** SQL whose value is the column's bytes. */
    String select(String column) {
        return select.formatted(column);
    }

    /** SQL of the value; empty if no value has these bytes. */
    Optional<String> assign(byte[] bytes) {
        return Optional.ofNullable(sql(bytes)).map(sql -> sql + cast);
    }

    /** @return null if no value has these bytes */
    String sql(byte[] bytes) {
        return "(" + new BigInteger(bytes) + ")";
    }

    byte[] flipped(byte[] bytes, RandomGenerator random) {
        return flip(bytes, random.nextInt(bytes.length * Byte.SIZE));
    }

    static byte[] flip(byte[] bytes, int bit) {
        byte[] other = bytes.clone();
        other[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        return other;
    }

    private static String quoted(String text) {
        return text.indexOf(0) >= 0 ? null : "'" + text.replace("'", "''") + "'";
    }
}
