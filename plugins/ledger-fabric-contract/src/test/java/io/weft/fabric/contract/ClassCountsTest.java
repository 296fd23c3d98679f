package io.weft.fabric.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClassCountsTest {

    private static final long MOST = 999_999_999_999_999_999L;

    @Test
    void aLeafMayBearEveryClassAndTheSumDoesNotOverflow() {
        String all = IntStream.rangeClosed(1, 13).mapToObj(n -> "\"" + n + "\":" + MOST).collect(Collectors.joining(",", "{", "}"));
        assertDoesNotThrow(() -> ClassCounts.check(all, MOST));
        assertEquals(Code.COUNTS, refused(all, MOST - 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"1\":5} | 5", "{\"1\":5,\"13\":5} | 5", "{\"1\":3,\"2\":2} | 5", "{\"9\":4,\"10\":1} | 5"})
    void theOneFormIsTaken(String json, long leaves) {
        assertDoesNotThrow(() -> ClassCounts.check(json, leaves));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"0\":5} | CLASS", "{\"14\":5} | CLASS", "{\"100\":5} | CLASS",
        "{} | COUNTS", "{\"1\":4} | COUNTS", "{\"1\":6} | COUNTS", "{\"10\":4,\"9\":1} | COUNTS", "{\"1\":5,\"1\":5} | COUNTS",
        "{\"01\":5} | COUNTS", "{\"1\":05} | COUNTS", "{\"1\":0,\"2\":5} | COUNTS", "{\"1\":-5} | COUNTS", "{\"1\":5,} | COUNTS",
        "{1:5} | COUNTS", "[5] | COUNTS", "{\"1\":\"5\"} | COUNTS", "{\"-1\":5} | COUNTS",
        "{\"1\":99999999999999999999} | COUNTS", "{\"\u0661\":5} | COUNTS"})
    void everythingElseIsRefused(String json, Code code) {
        assertEquals(code, refused(json, 5));
    }

    @Test
    void whiteSpaceIsNotOfTheOneForm() {
        for (String json : new String[] {"{\"1\":5} ", " {\"1\":5}", "{ \"1\":5}", "{\"1\": 5}", "{\"1\":5\n}"}) {
            assertEquals(Code.COUNTS, refused(json, 5), json);
        }
    }

    private static Code refused(String json, long leaves) {
        return assertThrows(Refusal.class, () -> ClassCounts.check(json, leaves)).code();
    }
}
