package io.weft.format.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.weft.event.Rejection;
import io.weft.mapping.DecodeException;
import io.weft.mapping.Decoder;
import io.weft.mapping.Envelope;
import io.weft.tck.DecoderContract;
import io.weft.tck.RecordedTree;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDecoderTest extends DecoderContract {

    private static final Map<String, String> SEMICOLON = Map.of("delimiter", ";");

    @Override
    protected Decoder decoder() {
        return new CsvDecoder();
    }

    @Override
    protected byte[] message() {
        return "lot,value,\"a note\"\r\nL-1,12.5,\"said \"\"so\"\",\r\ntwice\"\r\nL-2,,\r\n".getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected Envelope envelope() {
        return new Envelope(Optional.empty(), "");
    }

    @Test
    void quotedFieldsHoldDelimitersQuotesAndLineEndsAndLinesAreCountedThroughThem() throws DecodeException {
        assertEquals(told("lot;note\nL-1;\"a;b\"\"c\"\"\nd\"\nL-2;e\n", SEMICOLON),
                List.of("{", "preamble", "[", "]", "columns", "[", "=lot", "=note", "]", "rows", "[",
                        "{", "line", "2", "cells", "{", "lot", "=L-1", "note", "=a;b\"c\"\nd", "}", "}",
                        "{", "line", "4", "cells", "{", "lot", "=L-2", "note", "=e", "}", "}", "]", "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyLineEndIsOne(String end) throws DecodeException {
        assertEquals(told("a\nb\nc\n", Map.of()), told("a" + end + "b" + end + "c", Map.of()));
    }

    @Test
    void preambleAndMissingHeaderAreAsDeclared() throws DecodeException {
        assertEquals(List.of("{", "preamble", "[", "=Report of \"X\"", "=", "]", "rows", "[", "{", "line", "3", "cells", "[",
                "=1,5", "=\"x", "]", "}", "]", "}"), told("Report of \"X\"\n\n1,5\t\"x\n", Map.of("delimiter", "tab",
                "quote", "none", "header", "false", "preamble", "2")));
    }

    @ParameterizedTest
    @CsvSource({"GBK", "GB18030", "windows-1252", "UTF-16LE", "ISO-8859-15"})
    void textIsOfTheDeclaredCharset(String name) throws DecodeException {
        Charset charset = Charset.forName(name);
        String value = name.startsWith("GB") ? "批号 12,5 ℃" : "Größe 12,5 €";
        RecordedTree tree = new RecordedTree();
        new CsvDecoder().decode(("v\n" + value + "\n").getBytes(charset), Optional.of(charset), SEMICOLON, tree);
        assertEquals(told("v\n" + value + "\n", SEMICOLON), shown(tree));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "UTF-8|a\\xFFb|byte 1|0xFF", "GBK|a\\x81|byte 1|0x81", "windows-1252|a\\x81|byte 1|0x81", "US-ASCII|\\xE4|byte 0|0xE4"})
    void whatIsNotOfTheCharsetIsRefusedAndNeverReplaced(String charset, String bytes, String field, String value) {
        byte[] payload = bytes.contains("FF") ? new byte[] {'a', (byte) 0xFF, 'b'}
                : bytes.contains("81") ? new byte[] {'a', (byte) 0x81} : new byte[] {(byte) 0xE4};
        Rejection rejection = assertThrows(DecodeException.class, () -> new CsvDecoder().decode(payload,
                Optional.of(Charset.forName(charset)), Map.of(), new RecordedTree())).rejection();
        assertEquals(List.of("UNDECODABLE", field, value), List.of(rejection.code(), rejection.field(), rejection.value()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a;b#1;2;3|RAGGED_ROW|line 2|3", "a;b#1;2##3;4|RAGGED_ROW|line 3|1", "a;b#1;2#3|RAGGED_ROW|line 3|1",
        "a;a#1;2|DUPLICATE_COLUMN|line 1|a", "a;b#1;x\"y\"|NOT_CSV|line 2|x\"", "a;b#1;\"x\"y|NOT_CSV|line 2|x",
        "a;b#1;\"x|NOT_CSV|line 2|line 2", "##|NOT_CSV|line 1|''"})
    void whatIsAmbiguousIsRefusedWithItsLine(String text, String code, String field, String value) {
        Rejection rejection = assertThrows(DecodeException.class, () -> told(text.replace('#', '\n'), SEMICOLON)).rejection();
        assertEquals(List.of(code, field, value == null ? "" : value),
                List.of(rejection.code(), rejection.field(), rejection.value()));
    }

    @ParameterizedTest
    @CsvSource({"delimiter, ;;", "quote, ','", "header, yes", "preamble, -1", "separator, ;"})
    void anOptionThatIsNotUnderstoodIsNamed(String name, String value) {
        Rejection rejection = assertThrows(DecodeException.class, () -> told("a\n", Map.of(name, value))).rejection();
        assertEquals(List.of("INVALID_OPTION", "source.options." + name, value),
                List.of(rejection.code(), rejection.field(), rejection.value()));
    }

    /** To look through all that is left before each row would take minutes of these. */
    @ParameterizedTest
    @ValueSource(strings = {"x\n", "\n"})
    void aLongFileTakesTimeByItsLengthOnly(String row) {
        String text = "a\n" + row.repeat(300_000) + "x\n";

        assertTimeout(Duration.ofSeconds(20), () -> told(text, Map.of()));
    }

    private static List<String> told(String text, Map<String, String> options) throws DecodeException {
        RecordedTree tree = new RecordedTree();
        new CsvDecoder().decode(text.getBytes(StandardCharsets.UTF_8), Optional.empty(), options, tree);
        return shown(tree);
    }

    private static List<String> shown(RecordedTree tree) {
        return new ArrayList<>(tree.told().stream().map(told -> told.replaceFirst("^(name|number) ", "").replaceFirst("^text ", "="))
                .toList());
    }
}
