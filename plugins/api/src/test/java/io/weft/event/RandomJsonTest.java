package io.weft.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Laws of the canonical text, on values that nobody thought of: the same each time, unless {@code -Dweft.seed} says another. */
class RandomJsonTest {

    private static final int ROUNDS = 3_000;
    private final long seed = System.getProperty("weft.seed", "").equals("random")
            ? System.nanoTime() : Long.getLong("weft.seed", 20_260_815);
    private final Random random = new Random(seed);

    @BeforeEach
    void printSeed() {
        System.out.println("RandomJsonTest -Dweft.seed=" + seed);
    }

    @Test
    void writingAndReadingGiveTheSameValue() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            Object value = value(4);
            byte[] text = CanonicalJson.write(value);
            assertEquals(plain(value), plain(CanonicalJson.read(text)));
            assertArrayEquals(text, CanonicalJson.write(CanonicalJson.read(text)));
        }
    }

    @Test
    void orderOfMembersAndSpellingDoNotMatter() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            Object value = value(4);
            String sloppy = sloppy(value);
            assertArrayEquals(CanonicalJson.write(value), CanonicalJson.write(CanonicalJson.read(utf8(sloppy))), sloppy);
        }
    }

    /** A flipped bit gives another value or a refusal that says where, never another failure. */
    @Test
    void damagedTextIsReadOrRefused() {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] text = CanonicalJson.write(value(3));
            text[random.nextInt(text.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                CanonicalJson.write(CanonicalJson.read(text));
            } catch (JsonException refused) {
                assertTrue(refused.offset() >= 0 && refused.offset() <= text.length + 1, refused.getMessage());
            }
        }
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> random.nextBoolean();
            case 1 -> CanonicalJson.NULL;
            case 2 -> number();
            case 3, 4 -> text();
            case 5 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    list.add(value(depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    map.put(text(), value(depth - 1));
                }
                yield map;
            }
        };
    }

    private BigDecimal number() {
        BigInteger unscaled = new BigInteger(random.nextInt(120) + 1, random);
        return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), random.nextInt(60) - 20);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            int bound = new int[] {0x20, 0x80, 0x800, 0x1_0000, 0x11_0000}[random.nextInt(5)];
            int codePoint = random.nextInt(bound);
            boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
            text.appendCodePoint(surrogate ? 'x' : codePoint);
        }
        return text.toString();
    }

    /** The same value as somebody else might write it. */
    private String sloppy(Object value) {
        String space = " \n\t\r".substring(0, random.nextInt(5));
        if (value instanceof Map<?, ?> map) {
            List<Object> names = new ArrayList<>(map.keySet());
            Collections.shuffle(names, random);
            List<String> members = names.stream().map(name -> quoted((String) name) + space + ":" + sloppy(map.get(name))).toList();
            return "{" + space + String.join(",", members) + "}" + space;
        }
        if (value instanceof List<?> list) {
            return "[" + space + String.join(space + ",", list.stream().map(this::sloppy).toList()) + "]";
        }
        if (value instanceof BigDecimal decimal) {
            return random.nextBoolean() ? decimal.toString() : decimal.toPlainString();
        }
        return space + (value instanceof String text ? quoted(text) : value.toString());
    }

    private String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char unit : text.toCharArray()) {
            boolean must = unit < ' ' || unit == '"' || unit == '\\' || Character.isSurrogate(unit);
            if (must || random.nextInt(4) == 0) {
                quoted.append(String.format("\\u%04X", (int) unit));
            } else {
                quoted.append(unit);
            }
        }
        return quoted.append('"').toString();
    }

    /** Numbers by value, whatever their scale. */
    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> plain = new LinkedHashMap<>();
            map.forEach((name, member) -> plain.put(name, plain(member)));
            return plain;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(RandomJsonTest::plain).toList();
        }
        return value instanceof BigDecimal decimal ? decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros() : value;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
