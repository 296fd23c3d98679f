package io.weft.decision.interlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedingReaderTest {

    private static final String RIGHT = "{'order':'1000123','gtin':'09521321000018','lot':'L-1','quantity':5.250,'uom':'KGM','by':'R. Vogt'}";

    @Test
    void aQuestionIsReadExactly() {
        Feeding feeding = read(RIGHT.replace("}", ",'exception':{'by':'Q. Lim','reason':'opened drum'}}"));
        assertEquals("https://id.gs1.org/01/09521321000018/10/L-1", feeding.lot().canonical());
        assertEquals(0, new BigDecimal("5.25").compareTo(feeding.quantity().value()));
        assertEquals(Optional.of(new Feeding.Exception("Q. Lim", "opened drum")), feeding.exception());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "'order':'1000123',|                 |order:",
        "'lot':'L-1'       |'lot':''         |lot:",
        "09521321000018    |09521321000017   |gtin:",
        "5.250             |0                |quantity:",
        "5.250             |'5'              |quantity:",
        "'KGM'             |'kg'             |uom:",
        "'by':'R. Vogt'    |'by':' '         |by:",
        "'by':'R. Vogt'    |'by':'R','lots':1|lots:",
        "'by':'R. Vogt'    |'by':'R','exception':{'by':'Q. Lim'}|reason:"})
    void whatIsWrongIsNamed(String right, String wrong, String field) {
        String text = RIGHT.replace(right, wrong == null ? "" : wrong);
        String message = assertThrows(IllegalArgumentException.class, () -> read(text)).getMessage();
        assertTrue(message.startsWith(field), message);
    }

    private static Feeding read(String text) {
        return FeedingReader.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
