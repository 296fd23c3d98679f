package io.weft.format.idoc.flat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.engine.format.IdocXmlDecoder;
import io.weft.engine.format.TreeBuilder;
import io.weft.event.Rejection;
import io.weft.mapping.DecodeException;
import io.weft.mapping.Decoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flat IDocs are read as their code page says, and say what the same IDoc in XML says. */
class IdocFlatDecoderTest {

    private static Decoder decoder(String codePage, boolean byBytes) {
        return new IdocFlatDecoder("idoc-flat", CodePages.charset(codePage).orElseThrow(), byBytes,
                SegmentDefinitions.bundled());
    }

    private static JsonNode tree(Decoder decoder, byte[] payload) throws DecodeException {
        TreeBuilder tree = new TreeBuilder();
        decoder.decode(payload, Optional.empty(), tree);
        return tree.root();
    }

    private static Rejection refusal(Decoder decoder, byte[] payload) {
        return assertThrows(DecodeException.class, () -> tree(decoder, payload)).rejection();
    }

    @Test
    void tellsTheTreeOfTheSameIdocInXml() throws DecodeException {
        String xml = "<ORDERS05><IDOC BEGIN=\"1\"><EDI_DC40 SEGMENT=\"1\"><TABNAM>EDI_DC40</TABNAM><MANDT>100</MANDT>"
                + "<DOCNUM>0000000000700001</DOCNUM><DIRECT>1</DIRECT><IDOCTYP>ORDERS05</IDOCTYP><MESTYP>ORDERS</MESTYP>"
                + "<CREDAT>20260301</CREDAT><CRETIM>091500</CRETIM></EDI_DC40>"
                + "<E1EDK01 SEGMENT=\"1\"><BELNR>4500000123</BELNR></E1EDK01>"
                + "<E1EDKA1 SEGMENT=\"1\"><PARVW>LF</PARVW><PARTN>0000200017</PARTN><NAME1>M</NAME1><ILNNR>4012345000009</ILNNR></E1EDKA1>"
                + "<E1EDP01 SEGMENT=\"1\"><POSEX>00010</POSEX><MENGE>12.5-</MENGE><MENEE>KG</MENEE>"
                + "<E1EDP19 SEGMENT=\"1\"><QUALF>001</QUALF><IDTNR>000000000010004741</IDTNR><KTEXT>T</KTEXT></E1EDP19>"
                + "</E1EDP01></IDOC></ORDERS05>";

        assertEquals(tree(new IdocXmlDecoder(), xml.getBytes(StandardCharsets.UTF_8)),
                tree(decoder("4110", false), FlatIdocs.order(StandardCharsets.UTF_8, false, "M", "T", "12.5-")));
    }

    @ParameterizedTest
    @CsvSource({"1100, true, Größe", "1401, true, Łódź", "8400, true, 低温冷藏药品", "8000, true, 冷蔵ワクチン", "8500, true, 냉장 백신",
            "8300, true, 冷藏藥品", "4110, false, 低温冷藏药品", "4103, false, 冷蔵ワクチン", "4102, false, Größe"})
    void readsTheCharactersOfTheCodePage(String codePage, boolean byBytes, String text) throws DecodeException {
        Charset charset = CodePages.charset(codePage).orElseThrow();

        JsonNode tree = tree(decoder(codePage, byBytes), FlatIdocs.order(charset, byBytes, text, text, "12,5"));

        assertEquals(text, tree.at("/E1EDKA1/0/NAME1").textValue());
        assertEquals("4012345000009", tree.at("/E1EDKA1/0/ILNNR").textValue(), "what stands behind the text");
        assertEquals(text, tree.at("/E1EDP01/0/E1EDP19/0/KTEXT").textValue());
        assertEquals("12,5", tree.at("/E1EDP01/0/MENGE").textValue());
    }

    @Test
    void readsRecordsOfFixedLengthWithoutLines() throws DecodeException {
        String lines = new String(FlatIdocs.order(StandardCharsets.ISO_8859_1, true, "M", "T", "1"), StandardCharsets.ISO_8859_1);
        StringBuilder fixed = new StringBuilder();
        for (String line : lines.split("\n")) {
            int length = fixed.isEmpty() ? 524 : 1063;
            fixed.append(line).append(" ".repeat(length - line.length()));
        }

        assertEquals(tree(decoder("1100", true), lines.getBytes(StandardCharsets.ISO_8859_1)),
                tree(decoder("1100", true), fixed.toString().getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** The ideographic space at a field's end is the sender's: only spaces fill up. */
    @Test
    void whiteSpaceThatIsNoSpaceIsKept() throws DecodeException {
        byte[] idoc = FlatIdocs.order(StandardCharsets.UTF_8, false, "M\u3000", "T", "1");

        String told = tree(decoder("4110", false), idoc).toString();

        assertTrue(told.contains("\"NAME1\":\"M\u3000\""), told);
    }

    @Test
    void theWrongCodePageIsRefusedAndNeverGuessed() {
        byte[] latin = FlatIdocs.order(StandardCharsets.ISO_8859_1, true, "Größe", "T", "1");

        assertEquals("UNDECODABLE", refusal(decoder("4110", false), latin).code());
        assertEquals("E1EDKA1.NAME1", refusal(decoder("4110", true), latin).field());
    }

    @Test
    void aSegmentThatNobodyDefinesIsNamed() {
        byte[] idoc = new String(FlatIdocs.order(StandardCharsets.UTF_8, false, "M", "T", "1"), StandardCharsets.UTF_8)
                .replace("E2EDK01005", "Z2SPECIAL ").getBytes(StandardCharsets.UTF_8);

        assertEquals("Z2SPECIAL", refusal(decoder("4110", false), idoc).value());
    }

    @Test
    void aSegmentOfAnotherIdocIsRefused() {
        byte[] idoc = new String(FlatIdocs.order(StandardCharsets.UTF_8, false, "M", "T", "1"), StandardCharsets.UTF_8)
                .replace("0000000000700001000002", "0000000000700009000002").getBytes(StandardCharsets.UTF_8);

        assertEquals("record 3.DOCNUM", refusal(decoder("4110", false), idoc).field());
    }

    /** Of another release or another segment: nothing is read one position off in silence. */
    @Test
    void contentBehindTheDefinitionsEndIsRefused() {
        byte[] idoc = FlatIdocs.order(StandardCharsets.UTF_8, false, "M", "T", "1");
        byte[] longer = new String(idoc, StandardCharsets.UTF_8).replace("E2EDK01005  ", "E2EDK03005  ").getBytes(StandardCharsets.UTF_8);

        Rejection refusal = refusal(decoder("4110", false), longer);

        assertEquals("E1EDK03", refusal.field());
        assertEquals("4500000123", refusal.value());
        assertTrue(refusal.rule().contains("behind position 81"), refusal.rule());
    }

    @Test
    void aDefinitionThatGoesOnReadsWhatItNames(@TempDir Path folder) throws Exception {
        byte[] idoc = FlatIdocs.order(StandardCharsets.UTF_8, false, "M", "T", "1");
        Files.writeString(folder.resolve("short.txt"), "segment E1EDKA1\nPARVW 3\n...\n");

        Decoder decoder = new IdocFlatDecoder("idoc-flat", StandardCharsets.UTF_8, false, SegmentDefinitions.bundled().with(folder));

        assertEquals("LF", tree(decoder, idoc).at("/E1EDKA1/0/PARVW").textValue());
        Files.writeString(folder.resolve("short.txt"), "segment E1EDKA1\nPARVW 3\n");
        SegmentDefinitions whole = SegmentDefinitions.bundled().with(folder);
        assertEquals("E1EDKA1", refusal(new IdocFlatDecoder("idoc-flat", StandardCharsets.UTF_8, false, whole), idoc).field());
        Files.writeString(folder.resolve("short.txt"), "segment E1EDKA1\nPARVW 3\n...\nPARTN 17\n");
        assertThrows(IllegalArgumentException.class, () -> SegmentDefinitions.bundled().with(folder));
    }

    /** Records of other lengths: each is found by what stands where number, name or the record's end should be. */
    @ParameterizedTest
    @CsvSource({"524, 1062", "524, 1064", "523, 1063", "525, 1063", "524, 1000"})
    void fixedRecordsOfOtherLengthsAreRefused(int control, int data) {
        String lines = new String(FlatIdocs.order(StandardCharsets.ISO_8859_1, true, "M", "T", "1"), StandardCharsets.ISO_8859_1);
        StringBuilder fixed = new StringBuilder();
        for (String line : lines.split("\n")) {
            fixed.append(line).append(" ".repeat((fixed.isEmpty() ? control : data) - line.length()));
        }
        assertEquals("UNDECODABLE", refusal(decoder("1100", true), fixed.toString().getBytes(StandardCharsets.ISO_8859_1)).code());
    }

    @ParameterizedTest
    @CsvSource({"62, record 5", "30, record 5", "1064, ''"})
    void aLineThatIsTooShortOrTooLongIsRefused(int length, String field) {
        String[] lines = new String(FlatIdocs.order(StandardCharsets.UTF_8, false, "M", "T", "1"), StandardCharsets.UTF_8).split("\n");
        lines[4] = (lines[4] + " ".repeat(2000)).substring(0, length);

        assertEquals(field, refusal(decoder("4110", false), (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8)).field());
    }
}
