package io.weft.format.hl7;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.CanonicalJson;
import io.weft.event.Rejection;
import io.weft.mapping.DecodeException;
import io.weft.mapping.Decoder;
import io.weft.mapping.Envelope;
import io.weft.tck.DecoderContract;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hl7DecoderTest extends DecoderContract {

    private static final String HEADER = "MSH|^~\\&|LIMS|QC|WEFT|SITE|20260301120000+0100||ORU^R01^ORU_R01|M-1|P|2.5\r";
    private static final String RESULT = HEADER
            + "ORC|RE\rOBR|1||F-1|ASSAY\rNTE|1||of the order\r"
            + "OBX|1|NM|ASSAY^^L||99.2|%|98-102|N|||F\rNTE|1||of the assay\r"
            + "OBX|2|NM|PH^^L||7.0\rSPM|1|P&S-1^&S-2\rOBX|1|ST|LOT^^99WEFT||L-1\r"
            + "OBR|2||F-2\rOBX|1|NM|ENDO||<0.5\rZLT|keep|this^too\r";

    private final Hl7Decoder decoder = new Hl7Decoder();

    @Override
    protected Decoder decoder() {
        return decoder;
    }

    @Override
    protected byte[] message() {
        return RESULT.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    protected Envelope envelope() {
        return new Envelope(Optional.of("M-1"), "ORU^R01");
    }

    @Test
    void resultsStandWithTheirOrdersNotesWithTheirResultsSpecimensWithTheirOrders() throws Exception {
        Object tree = Trees.of(message());

        assertEquals("99.2", Trees.at(tree, "ORDER/0/OBX/0/OBX-5/0/_1"));
        assertEquals("of the assay", Trees.at(tree, "ORDER/0/OBX/0/NTE/0/NTE-3/0/_1"));
        assertEquals("of the order", Trees.at(tree, "ORDER/0/NTE/0/NTE-3/0/_1"));
        assertNull(Trees.at(tree, "ORDER/0/OBX/1/NTE"));
        assertEquals("S-1", Trees.at(tree, "ORDER/0/SPECIMEN/0/SPM/0/SPM-2/0/_1/_2"));
        assertEquals("L-1", Trees.at(tree, "ORDER/0/SPECIMEN/0/OBX/0/OBX-5/0/_1"));
        assertEquals("F-2", Trees.at(tree, "ORDER/1/OBR/0/OBR-3/0/_1"));
        assertEquals("<0.5", Trees.at(tree, "ORDER/1/OBX/0/OBX-5/0/_1"));
        assertEquals("too", Trees.at(tree, "ORDER/1/ZLT/0/ZLT-2/0/_2"));
    }

    @Test
    void ordersStandWithTheirSpecimenWhereTheSpecimenComesFirst() throws Exception {
        Object tree = Trees.of(HEADER.replace("ORU^R01", "OUL^R22") + "PID|1\rOBX|1|NM|OF-PATIENT||1\r"
                + "SPM|1|S-1\rSAC|1\rINV|M-1\rOBR|1||F-1\rORC|RE\rOBX|1|NM|A||1\rOBR|2||F-2\rSPM|2|S-2\rOBR|1||F-3\r",
                StandardCharsets.US_ASCII);

        assertEquals("OF-PATIENT", Trees.at(tree, "OBX/0/OBX-3/0/_1"));
        assertEquals("M-1", Trees.at(tree, "SPECIMEN/0/INV/0/INV-1/0/_1"));
        assertEquals("RE", Trees.at(tree, "SPECIMEN/0/ORDER/0/ORC/0/ORC-1/0/_1"));
        assertEquals("1", Trees.at(tree, "SPECIMEN/0/ORDER/0/OBX/0/OBX-5/0/_1"));
        assertEquals("F-2", Trees.at(tree, "SPECIMEN/0/ORDER/1/OBR/0/OBR-3/0/_1"));
        assertEquals("F-3", Trees.at(tree, "SPECIMEN/1/ORDER/0/OBR/0/OBR-3/0/_1"));
    }

    @Test
    void aContainerBeginsItsOrderInOulR21() throws Exception {
        Object tree = Trees.of(HEADER.replace("ORU^R01", "OUL^R21")
                + "SAC|||C-1\rORC|RE\rOBR|1||F-1\rOBX|1|NM|A||1\rSAC|||C-2\rOBR|2||F-2\r", StandardCharsets.US_ASCII);

        assertEquals("C-1", Trees.at(tree, "ORDER/0/SAC/0/SAC-3/0/_1"));
        assertEquals("F-1", Trees.at(tree, "ORDER/0/OBR/0/OBR-3/0/_1"));
        assertEquals("C-2", Trees.at(tree, "ORDER/1/SAC/0/SAC-3/0/_1"));
    }

    @Test
    void anOrdersDocumentIsNoResult() throws Exception {
        Object tree = Trees.of(HEADER + "ORC|NW\rOBX|1|ED|DOC\rTXA|1\rOBR|1\rOBX|1|NM|A||1\r", StandardCharsets.US_ASCII);

        assertEquals("DOC", Trees.at(tree, "ORDER/0/DOCUMENT/0/OBX/0/OBX-3/0/_1"));
        assertEquals("A", Trees.at(tree, "ORDER/0/OBX/0/OBX-3/0/_1"));
        assertNull(Trees.at(tree, "ORDER/0/OBX/1"));
    }

    @Test
    void nullIsNotAbsenceAndAnEmptyRepetitionKeepsItsPlace() throws Exception {
        Object tree = Trees.of(HEADER + "ZZZ|\"\"||a~~b|^\"\"\r", StandardCharsets.US_ASCII);

        assertEquals(CanonicalJson.NULL, Trees.at(tree, "ZZZ/0/ZZZ-1/0/_1"));
        assertNull(Trees.at(tree, "ZZZ/0/ZZZ-2"));
        assertEquals("b", Trees.at(tree, "ZZZ/0/ZZZ-3/2/_1"));
        assertEquals(CanonicalJson.NULL, Trees.at(tree, "ZZZ/0/ZZZ-4/0/_2"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f; a|b^c&d~e\\f",
        "\\X4C6F74\\; Lot",
        "up\\.br\\down; `up\ndown`",
        "\\H\\bold\\N\\; \\H\\bold\\N\\",
        "\\.sp+2\\x\\Z01\\; \\.sp+2\\x\\Z01\\",
        "C:\\temp\\lots; C:\\temp\\lots",
        "one\\; one\\",
        "\\odd\\T\\; \\odd&"})
    void escapesBecomeWhatTheyStandForAndNothingElseChanges(String written, String plain) throws Exception {
        Object tree = Trees.of(HEADER + "NTE|1||" + written + "\r", StandardCharsets.US_ASCII);

        assertEquals(plain, Trees.at(tree, "NTE/0/NTE-3/0/_1"));
    }

    @ParameterizedTest
    @CsvSource({"UNICODE UTF-8, UTF-8", "GB 18030-2000, GB18030", "8859/1, ISO-8859-1", "8859/15, ISO-8859-15",
        "BIG-5, Big5", "UTF-8, UTF-8", "KS X 1001, EUC-KR"})
    void textIsReadInTheCharsetThatTheHeaderDeclares(String name, String charset) throws Exception {
        String text = switch (charset) {
            case "GB18030" -> "批号\uD840\uDC00 岐|乗^";
            case "Big5" -> "許功蓋";
            case "EUC-KR" -> "합격";
            case "UTF-8" -> "批号 µg \uD83E\uDDEA";
            default -> "Prüfung µg";
        };
        String written = text.replace("|", "\\F\\").replace("^", "\\S\\");
        Object tree = Trees.of(HEADER.replace("|2.5\r", "|2.5||||||" + name + "\r") + "NTE|1||" + written + "\r",
                Charset.forName(charset));

        assertEquals(text, Trees.at(tree, "NTE/0/NTE-3/0/_1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ASCII", "UNICODE UTF-8"})
    void textOfAnotherCharsetIsRefusedAndNeverReplaced(String name) {
        String message = HEADER.replace("|2.5\r", "|2.5||||||" + name + "\r") + "NTE|1||批号\r";

        Rejection refused = refused(message.getBytes(Charset.forName("GB18030")));

        assertEquals("UNDECODABLE", refused.code());
        assertTrue(refused.rule().contains("MSH-18"), refused.rule());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNICODE UTF-16", "ISO IR87", "no such", "UTF-16", "IBM037"})
    void anUnknownOrUnreadableCharsetIsRefusedAndNeverGuessed(String name) {
        Rejection refused = refused(HEADER.replace("|2.5\r", "|2.5||||||" + name + "\r").getBytes(StandardCharsets.US_ASCII));

        assertEquals("MSH-18", refused.field());
        assertEquals(name, refused.value());
    }

    @Test
    void anEscapeThatSwitchesTheCharsetIsRefused() {
        assertEquals("NTE-3", refused((HEADER + "NTE|1||\\C2842\\\r").getBytes(StandardCharsets.US_ASCII)).field());
    }

    @Test
    void aMarkOfUtf8DeclaresItUnlessTheHeaderContradicts() throws Exception {
        Object tree = Trees.of("\uFEFF" + HEADER + "NTE|1||µg\r", StandardCharsets.UTF_8);
        assertEquals("µg", Trees.at(tree, "NTE/0/NTE-3/0/_1"));

        String latin = "\uFEFF" + HEADER.replace("|2.5\r", "|2.5||||||8859/1\r");
        assertEquals("MSH-18", refused(latin.getBytes(StandardCharsets.UTF_8)).field());
    }

    @Test
    void delimitersAreTheMessagesOwn() throws Exception {
        Object tree = Trees.of("MSH*:!?%*LIMS*QC\rNTE*1**a?F?b:c!d\rOBX*1***x%y\r", StandardCharsets.US_ASCII);

        assertEquals("a*b", Trees.at(tree, "NTE/0/NTE-3/0/_1"));
        assertEquals("c", Trees.at(tree, "NTE/0/NTE-3/0/_2"));
        assertEquals("d", Trees.at(tree, "NTE/0/NTE-3/1/_1"));
        assertEquals("y", Trees.at(tree, "OBX/0/OBX-4/0/_1/_2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MSH|", "MSH|^^~&|", "MSHA^~\\&A", "MSH|^~\\&|x\rnot a segment\r", "MSH|^~\\&|x\rOBXnot\r",
        "MSH|^~\\&|x\rMSH|^~\\&|y\r", "FHS|^~\\&\rBHS|^~\\&\r", "BHS|^~\\&\r", "PID|1\r"})
    void whatIsNotOneMessageIsRefusedWithTheRule(String payload) {
        Rejection refused = refused(payload.getBytes(StandardCharsets.US_ASCII));

        assertEquals("UNDECODABLE", refused.code());
        assertFalse(refused.rule().isBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n"})
    void segmentsMayEndAsFilesDo(String end) throws Exception {
        Object tree = Trees.of(RESULT.replace("\r", end), StandardCharsets.US_ASCII);

        assertEquals("too", Trees.at(tree, "ORDER/1/ZLT/0/ZLT-2/0/_2"));
    }

    @Test
    void aMessageWithoutControlIdHasNoneOfItsOwn() throws Exception {
        Envelope envelope = decoder.decode(HEADER.replace("M-1", "").getBytes(StandardCharsets.US_ASCII),
                Optional.empty(), new Trees());

        assertEquals(new Envelope(Optional.empty(), "ORU^R01"), envelope);
        assertEquals(List.of(), List.of(envelope.messageId().stream().toArray()));
    }

    private Rejection refused(byte[] payload) {
        return assertThrows(DecodeException.class, () -> decoder.decode(payload, Optional.empty(), new Trees())).rejection();
    }
}
