package io.weft.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    @TestFactory
    Stream<DynamicTest> publishedVectors() throws Exception {
        return vectors("canonical-json-vectors.json").map(vector -> DynamicTest.dynamicTest((String) vector.get("name"), () -> {
            byte[] canonical = utf8((String) vector.get("canonical"));
            assertEquals(vector.get("canonical"),
                    new String(CanonicalJson.write(CanonicalJson.read(utf8((String) vector.get("text")))), StandardCharsets.UTF_8));
            assertArrayEquals(canonical, CanonicalJson.write(CanonicalJson.read(canonical)), "canonical text is not its own");
        }));
    }

    @TestFactory
    Stream<DynamicTest> refusedVectors() throws Exception {
        return vectors("refused-json-vectors.json").map(vector -> DynamicTest.dynamicTest((String) vector.get("name"),
                () -> assertThrows(JsonException.class, () -> CanonicalJson.read(utf8((String) vector.get("text"))))));
    }

    private static Stream<Map<String, Object>> vectors(String name) throws Exception {
        try (InputStream resource = CanonicalJsonTest.class.getResourceAsStream(name)) {
            List<?> vectors = (List<?>) CanonicalJson.read(resource.readAllBytes());
            return vectors.stream().map(EventDocuments::object);
        }
    }

    /** RFC 3629: overlong forms, surrogates and what lies beyond Unicode are attacks on whoever compares later. */
    @ParameterizedTest
    @ValueSource(strings = {"c080", "e08080", "f0808080", "c1bf", "eda080", "edbfbf", "f4908080", "f5808080", "80", "c3",
        "c328", "e282", "e28228", "f09f98", "ff", "fe"})
    void malformedUtf8IsRefused(String hexadecimal) {
        byte[] inner = HexFormat.of().parseHex(hexadecimal);
        byte[] text = new byte[inner.length + 2];
        System.arraycopy(inner, 0, text, 1, inner.length);
        text[0] = '"';
        text[text.length - 1] = '"';
        assertThrows(JsonException.class, () -> CanonicalJson.read(text));
    }

    @Test
    void nestingIsBoundedBothWays() throws Exception {
        String deepest = "[".repeat(64) + "]".repeat(64);
        assertEquals(deepest, written(CanonicalJson.read(utf8(deepest))));
        JsonException refusal = assertThrows(JsonException.class, () -> CanonicalJson.read(utf8("[".repeat(1_000_000))));
        assertEquals(64, refusal.offset());
        Object value = List.of();
        for (int i = 0; i < 64; i++) {
            value = Map.of("a", value);
        }
        Object tooDeep = value;
        assertThrows(IllegalArgumentException.class, () -> CanonicalJson.write(tooDeep));
    }

    @Test
    void numbersAreBoundedBothWays() throws Exception {
        assertEquals("1" + "0".repeat(400), written(CanonicalJson.read(utf8("1e400"))));
        assertEquals("1" + "0".repeat(999), written(CanonicalJson.read(utf8("1e999"))));
        assertEquals("0." + "0".repeat(398) + "1", written(CanonicalJson.read(utf8("1e-399"))));
        assertThrows(IllegalArgumentException.class, () -> CanonicalJson.write(new BigDecimal("1e1000")));
        assertThrows(IllegalArgumentException.class, () -> CanonicalJson.write(BigDecimal.valueOf(1, Integer.MIN_VALUE)));
        assertThrows(JsonException.class, () -> CanonicalJson.read(utf8("9".repeat(1001))));
    }

    @Test
    void onlyJsonsValuesAreWritten() {
        Map<String, Object> withNull = new LinkedHashMap<>();
        withNull.put("a", null);
        for (Object value : List.of(1.5, 'c', withNull, Map.of(1, "a"), new int[0], "\ud800", "\udc00a", "a\ud800b")) {
            assertThrows(IllegalArgumentException.class, () -> CanonicalJson.write(value), String.valueOf(value));
        }
    }

    @Test
    void readsEachShape() throws Exception {
        Map<?, ?> object = (Map<?, ?>) CanonicalJson.read(utf8("{\"z\":null,\"a\":[true,-1.50,\"x\"]}"));
        assertEquals(List.of("z", "a"), List.copyOf(object.keySet()), "maps keep the order of the text");
        assertSame(CanonicalJson.NULL, object.get("z"));
        assertEquals(List.of(true, new BigDecimal("-1.50"), "x"), object.get("a"));
    }

    @Test
    void javasWholeNumbersAreWrittenToo() {
        assertEquals("[1,-9223372036854775808,true]", written(List.of(1, Long.MIN_VALUE, true)));
    }

    @Test
    void faultIsLocatedByByte() {
        JsonException fault = assertThrows(JsonException.class, () -> CanonicalJson.read(utf8("{\"\u20ac\":x}")));
        assertEquals(7, fault.offset());
        assertTrue(fault.getMessage().contains("at byte 7"), fault.getMessage());
    }

    @Test
    void longTextsGrowTheBuffer() throws Exception {
        String text = "\u20ac\ud83d\ude00\n".repeat(100_000);
        assertEquals(text, CanonicalJson.read(CanonicalJson.write(text)));
        Object[] many = new Object[50_000];
        Arrays.fill(many, "abc");
        assertEquals(List.of(many), CanonicalJson.read(CanonicalJson.write(List.of(many))));
    }

    private static String written(Object value) {
        return new String(CanonicalJson.write(value), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
