package io.weft.engine.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.NullNode;
import io.weft.engine.EffectiveCodeLists;
import io.weft.engine.template.IgnoreSignal;
import io.weft.engine.template.RejectSignal;
import io.weft.engine.template.TemplateCompiler;
import io.weft.event.Rejection;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostFunctionTest {

    private static final SourceStyle SAP = new SourceStyle(Optional.of(ZoneId.of("Europe/Berlin")),
            Optional.of(StandardCharsets.UTF_8), Optional.of('.'), Optional.of(SourceStyle.Sign.TRAILING));
    private static final SourceStyle GERMAN =
            new SourceStyle(Optional.empty(), Optional.empty(), Optional.of(','), Optional.of(SourceStyle.Sign.LEADING));
    private static final SourceStyle UNDECLARED =
            new SourceStyle(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    private static final CodeLists LISTS = EffectiveCodeLists.of(Map.of("plant",
            Map.of("1000", "old", "1000@2026-04-01", "new", "1000@2027-01-01", "", "a@b", "c")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "decimal(\"5.000 \", \"f\") | 5.000",
        "decimal(\"12.5-\", \"f\") | -12.5",
        "decimal(\"  7+\", \"f\") | 7",
        "decimal(\"123456789012345678901234567890.000000001\", \"f\") | 123456789012345678901234567890.000000001",
        "string(add(decimal(\"0.1\", \"f\"), decimal(\"0.2\", \"f\"))) | \"0.3\"",
        "dateTime(\"20260301101500\", \"yyyyMMddHHmmss\", \"f\") | \"2026-03-01T10:15:00+01:00\"",
        "dateTime(\"20260701101500\", \"yyyyMMddHHmmss\", \"f\") | \"2026-07-01T10:15:00+02:00\"",
        "dateTime(\"2026-10-25T02:30:00+01:00\", \"rfc3339\", \"f\") | \"2026-10-25T02:30:00+01:00\"",
        "dateTime(\"2026-01-01T00:00:00.120Z\", \"rfc3339\", \"f\") | \"2026-01-01T00:00:00.12Z\"",
        "offset(\"2026-01-01T00:00:00Z\") | \"+00:00\"",
        "offset(\"2026-01-01T00:00:00-03:30\") | \"-03:30\"",
        "code(\"plant\", \"1000\", \"2026-03-31T23:59:59+01:00\", \"f\") | \"old\"",
        "code(\"plant\", \"1000\", \"2026-04-01T00:00:00+01:00\", \"f\") | \"new\"",
        "code(\"plant\", \"a@b\", \"2026-04-01\", \"f\") | \"c\"",
        "gtin(\"9521321000018\", \"f\") | \"https://id.gs1.org/01/09521321000018\"",
        "lot(gtin(\"09521321000018\", \"f\"), \"L/1\", \"f\") | \"https://id.gs1.org/01/09521321000018/10/L%2F1\"",
        "sgtin(gtin(\"09521321000018\", \"f\"), \"1\", \"f\") | \"https://id.gs1.org/01/09521321000018/21/1\"",
        "sscc(\"095201234567891235\", \"f\") | \"https://id.gs1.org/00/095201234567891235\"",
        "sgln(\"9521321000018\", \"f\") | \"https://id.gs1.org/414/9521321000018\"",
        "sgln(\"9521321000018.A1\", \"f\") | \"https://id.gs1.org/414/9521321000018/254/A1\"",
        "unit(\"KG\", \"SAP\", \"f\") | \"KGM\"",
        "unit(\"Cel\", \"UCUM\", \"f\") | \"CEL\"",
        "convert(decimal(\"5\", \"f\"), \"CEL\", \"KEL\", \"f\") | 278.15",
        "convertDifference(decimal(\"5\", \"f\"), \"CEL\", \"KEL\", \"f\") | 5",
        "hash(\"abc\") | \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"",
        "required(.x, \"x\") | 1",
        "decimal(null, \"f\") | null",
        "gtin(null, \"f\") | null"
    })
    void functionsGiveExactValues(String call, String expected) throws Exception {
        assertEquals(expected, run(SAP, call.replace(".x", "1")).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "decimal(\"1,5\", \"MENGE\") | INVALID_NUMBER | MENGE | 1,5",
        "decimal(\"-5\", \"MENGE\") | INVALID_NUMBER | MENGE | -5",
        "decimal(\"\", \"MENGE\") | INVALID_NUMBER | MENGE |",
        "decimal(\"1e5\", \"MENGE\") | INVALID_NUMBER | MENGE | 1e5",
        "decimal(\"1.000.000\", \"MENGE\") | INVALID_NUMBER | MENGE | 1.000.000",
        "dateTime(\"20260230000000\", \"yyyyMMddHHmmss\", \"D\") | INVALID_TIME | D | 20260230000000",
        "dateTime(\"-20270831120000\", \"uuuuMMddHHmmss\", \"D\") | INVALID_TIME | D | -20270831120000",
        "dateTime(\"+120270831120000\", \"uuuuMMddHHmmss\", \"D\") | INVALID_TIME | D | +120270831120000",
        "dateTime(\"18500101000000\", \"uuuuMMddHHmmss\", \"D\") | INVALID_TIME | D | 18500101000000",
        "dateTime(\"2026-01-01T00:00:00+01:00:30\", \"rfc3339\", \"D\") | INVALID_TIME | D | 2026-01-01T00:00:00+01:00:30",
        "dateTime(\"20260329023000\", \"yyyyMMddHHmmss\", \"D\") | NONEXISTENT_TIME | D | 20260329023000",
        "dateTime(\"20261025023000\", \"yyyyMMddHHmmss\", \"D\") | AMBIGUOUS_TIME | D | 20261025023000",
        "dateTime(\"20261025\", \"yyyyMMdd\", \"D\") | TEMPLATE_FAILED | dateTime(pattern) | yyyyMMdd",
        "code(\"plant\", \"2000\", \"2026-01-01\", \"WERKS\") | UNKNOWN_CODE | WERKS | 2000",
        "code(\"plant\", \"1000\", \"2027-01-01\", \"WERKS\") | UNKNOWN_CODE | WERKS | 1000",
        "code(\"other\", \"1\", \"2026-01-01\", \"WERKS\") | UNKNOWN_CODE | WERKS | 1",
        "gtin(\"09521321000010\", \"EAN\") | INVALID_IDENTIFIER | EAN | 09521321000010",
        "gtin(\"1234\", \"EAN\") | INVALID_IDENTIFIER | EAN | 1234",
        "sscc(\"095201234567891234\", \"EXIDV\") | INVALID_IDENTIFIER | EXIDV | 095201234567891234",
        "lot(gtin(\"09521321000018\", \"f\"), \"123456789012345678901\", \"CHARG\") | INVALID_IDENTIFIER | CHARG | 123456789012345678901",
        "lot(\"x\", \"1\", \"CHARG\") | TEMPLATE_FAILED | lot(gtin) | x",
        "unit(\"FURLONG\", \"SAP\", \"MEINS\") | UNKNOWN_UNIT | MEINS | FURLONG",
        "convert(5, \"KGM\", \"LTR\", \"MENGE\") | INVALID_UNIT | MENGE | 5 KGM",
        "required(null, \"CHARG\") | MISSING_FIELD | CHARG |",
        "required(\"  \", \"CHARG\") | MISSING_FIELD | CHARG |  ",
        "reject(\"QTY_NEGATIVE\", \"MENGE\", 5, \"must not be\") | QTY_NEGATIVE | MENGE | 5",
        "add(1, null) | TEMPLATE_FAILED | add() | null"
    })
    void whatIsNotClearIsRejectedByFieldAndValue(String call, String code, String field, String value) {
        Rejection rejection = assertThrows(RejectSignal.class, () -> run(SAP, call)).rejection();

        assertEquals(code, rejection.code(), rejection.toString());
        assertEquals(field, rejection.field());
        assertEquals(value == null ? "" : value, rejection.value().strip());
    }

    /** One quarantine names every wrong key, each once, and what ended the run after them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "[sscc(\"095201234567891234\", \"A\"), gtin(\"9521321000010\", \"B\"), sscc(\"095201234567891234\", \"C\")] | A B",
        "[sgln(\"9521321000010.A1\", \"A\"), required(null, \"B\"), sscc(\"095201234567891234\", \"C\")] | A B",
        "[sscc(\"095201234567891234\", \"A\"), ignore(\"by a rule\")] | A"
    })
    void everyWrongCheckDigitIsTold(String call, String fields) {
        assertEquals(fields, assertThrows(RejectSignal.class, () -> run(SAP, call)).rejections().stream()
                .map(Rejection::field).collect(Collectors.joining(" ")));
    }

    @Test
    void theDeclaredStyleDecides() throws Exception {
        assertEquals(new BigDecimal("-1234.5"), run(GERMAN, "decimal(\"-1234,5\", \"f\")").decimalValue());
        assertEquals("INVALID_NUMBER",
                assertThrows(RejectSignal.class, () -> run(GERMAN, "decimal(\"1.5\", \"f\")")).rejection().code());
    }

    @Test
    void whatIsNotDeclaredIsNotGuessed() {
        assertEquals("source.decimal", assertThrows(RejectSignal.class,
                () -> run(UNDECLARED, "decimal(\"1\", \"f\")")).rejection().field());
        assertEquals("source.zone", assertThrows(RejectSignal.class,
                () -> run(GERMAN, "dateTime(\"20260101000000\", \"yyyyMMddHHmmss\", \"f\")")).rejection().field());
    }

    @Test
    void aRuleLeavesTheMessageAside() {
        assertEquals("test-system", assertThrows(IgnoreSignal.class, () -> run(SAP, "ignore(\"test-system\")")).rule());
    }

    private static com.fasterxml.jackson.databind.JsonNode run(SourceStyle style, String source) throws Exception {
        return new TemplateCompiler(HostFunctions.of(style, ModelUnits.ofClassPath())).compile("test", source)
                .apply(NullNode.instance, LISTS);
    }
}
