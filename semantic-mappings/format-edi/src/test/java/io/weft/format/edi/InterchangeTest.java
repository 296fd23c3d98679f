package io.weft.format.edi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.engine.format.TreeBuilder;
import io.weft.event.Rejection;
import io.weft.mapping.DecodeException;
import io.weft.mapping.Decoder;
import io.weft.mapping.Envelope;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an interchange means, and how it is refused. */
class InterchangeTest {

    private static final Decoder EDIFACT = new EdifactDecoder();
    private static final Decoder X12 = new X12Decoder();

    private static Envelope envelope(Decoder decoder, byte[] payload) throws DecodeException {
        return decoder.decode(payload, Optional.empty(), new TreeBuilder());
    }

    private static Envelope envelope(Decoder decoder, String text) throws DecodeException {
        return envelope(decoder, Edi.bytes(text));
    }

    private static String told(byte[] payload) throws DecodeException {
        TreeBuilder tree = new TreeBuilder();
        EDIFACT.decode(payload, Optional.empty(), tree);
        return tree.root().toString();
    }

    private static Rejection refusal(Decoder decoder, byte[] payload) {
        return assertThrows(DecodeException.class, () -> envelope(decoder, payload)).rejection();
    }

    private static void assertFault(String field, String value, Envelope envelope) {
        assertEquals(1, envelope.faults().size(), envelope.faults().toString());
        assertEquals(field, envelope.faults().get(0).field());
        assertEquals(value, envelope.faults().get(0).value());
    }

    @Test
    void nestsPackagesByTheirParent() throws DecodeException {
        String told = told(Edi.bytes(Edi.DESADV));

        assertTrue(told.matches(".*\"CPS\":\\[\\{\"CPS01\":\"1\",\"PAC\".*\"CPS\":\\[\\{\"CPS01\":\"2\".*\"GIN02\":\"340123450000000017\".*"),
                told);
    }

    @ParameterizedTest
    @CsvSource({"UNT+17+M1, UNT+18+M1, messages[0].UNT.UNT01, 18", "UNT+17+M1, UNT+17+M2, messages[0].UNT.UNT02, M2",
            "UNZ+1+131, UNZ+2+131, UNZ.UNZ01, 2", "UNZ+1+131, UNZ+1+132, UNZ.UNZ02, 132"})
    void namesTheTrailerThatIsWrong(String right, String wrong, String field, String value) throws DecodeException {
        assertFault(field, value, envelope(EDIFACT, Edi.DESADV.replace(right, wrong)));
    }

    @ParameterizedTest
    @CsvSource({"SE*12*0001, SE*11*0001, messages[0].SE.SE01, 11", "SE*12*0001, SE*12*0002, messages[0].SE.SE02, 0002",
            "GE*1*17, GE*2*17, GE.GE01, 2", "GE*1*17, GE*1*18, GE.GE02, 18", "IEA*1*, IEA*3*, IEA.IEA01, 3",
            "IEA*1*000000017, IEA*1*000000018, IEA.IEA02, 000000018"})
    void namesTheTrailerOfX12ThatIsWrong(String right, String wrong, String field, String value) throws DecodeException {
        assertFault(field, value, envelope(X12, Edi.SHIP_NOTICE.replace(right, wrong)));
    }

    /** The last segment's end is white space then, and no blank around the interchange. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\u001C"})
    void segmentsOfX12MayEndWithWhiteSpace(String end) throws DecodeException {
        String text = Edi.SHIP_NOTICE.replace("~\n", end);

        assertEquals(envelope(X12, Edi.SHIP_NOTICE), envelope(X12, text));
        assertEquals(envelope(X12, Edi.SHIP_NOTICE), envelope(X12, "\r\n" + text + "\r\n"));
    }

    @Test
    void aComponentIsBoundedAndItsSegmentNamed() throws DecodeException {
        String longest = "9".repeat(4096);
        assertEquals("DESADV", envelope(EDIFACT, Edi.DESADV.replace("12.5", longest)).messageType());

        Rejection refusal = refusal(EDIFACT, Edi.bytes(Edi.DESADV.replace("12.5", longest + "9")));

        assertEquals("ELEMENT_TOO_LONG", refusal.code());
        assertEquals("segment 16 QTY", refusal.field());
    }

    @Test
    void aLostSegmentIsNoticed() throws DecodeException {
        assertFault("messages[0].UNT.UNT01", "17", envelope(EDIFACT, Edi.DESADV.replace("QTY+12:12.5:KGM'\n", "")));
    }

    @Test
    void aSegmentOutOfPlaceIsAFault() throws DecodeException {
        Envelope envelope = envelope(EDIFACT, Edi.DESADV.replace("CNT+2:1'", "UNS+S'"));

        assertEquals("UNEXPECTED_SEGMENT", envelope.faults().get(0).code());
        assertFault("messages[0], segment 17", "UNS", envelope);
    }

    @Test
    void aPackageInAnUnknownOneIsAFault() throws DecodeException {
        assertFault("messages[0], segment 11.CPS02", "7", envelope(EDIFACT, Edi.DESADV.replace("CPS+2+1", "CPS+2+7")));
    }

    @Test
    void readsEveryMessageOfAnInterchange() throws DecodeException {
        String first = Edi.DESADV.substring(Edi.DESADV.indexOf("UNH"), Edi.DESADV.indexOf("UNZ"));
        String two = Edi.DESADV.replace("UNZ+1", first.replace("M1", "M2") + "UNZ+2");

        assertEquals(List.of(), envelope(EDIFACT, two).faults());
        assertTrue(told(Edi.bytes(two)).contains("\"UNH01\":\"M2\""));
    }

    @Test
    void aSecondInterchangeIsRefused() {
        assertEquals("a message is one interchange; another one follows",
                refusal(EDIFACT, Edi.bytes(Edi.DESADV + Edi.DESADV)).rule());
    }

    @Test
    void aCutInterchangeIsRefused() {
        assertEquals("UNDECODABLE", refusal(EDIFACT, Edi.bytes(Edi.DESADV.substring(0, Edi.DESADV.indexOf("UNT")))).code());
    }

    @Test
    void honoursTheServiceStringAdvice() throws DecodeException {
        String advised = "UNA|*,! ~" + Edi.DESADV.replace("'", "~").replace('+', '*').replace(':', '|').replace("12.5", "12,5")
                .replace("DN-1", "D!*N!!!~1");

        String told = told(Edi.bytes(advised));

        assertTrue(told.contains("\"decimal\":\",\""), told);
        assertTrue(told.contains("\"QTY01_2\":\"12,5\""), told);
        assertTrue(told.contains("\"BGM02\":\"D*N!~1\""), told);
    }

    /** The parser does not know them in UNB. */
    @Test
    void releaseCharactersOfTheHeaderAreTakenOut() throws DecodeException {
        Envelope envelope = envelope(EDIFACT, Edi.DESADV.replace("+131'\nUNH", "+13?+?1??'\nUNH").replace("UNZ+1+131", "UNZ+1+13?+1??")
                .replace("4012345000009:14+", "O?'?:X:14+"));

        assertEquals(Optional.of("O':X/9521321000001/13+1?"), envelope.messageId());
        assertEquals(List.of(), envelope.faults());
    }

    @Test
    void theHeaderHasTheSeparatorOfTheInterchange() {
        Rejection refusal = refusal(EDIFACT, Edi.bytes(Edi.DESADV.replace("UNB+", "UNB-")));

        assertEquals("UNB", refusal.field());
        assertEquals("-", refusal.value());
    }

    @Test
    void aTerminatorInTheHeaderOfX12IsRefused() {
        assertEquals("ISA", refusal(X12, Edi.bytes(Edi.SHIP_NOTICE.replace("*4012345000009  *14", "*4012~45000009  *14"))).field());
    }

    /** Padding is no value: what is empty is absent. */
    @Test
    void anEmptyFieldOfTheHeaderOfX12IsAbsent() throws DecodeException {
        TreeBuilder tree = new TreeBuilder();
        X12.decode(Edi.bytes(Edi.SHIP_NOTICE), Optional.empty(), tree);

        assertTrue(tree.root().toString().contains("\"ISA\":{\"ISA01\":\"00\",\"ISA03\":\"00\","), tree.root().toString());
    }

    @ParameterizedTest
    @CsvSource({"UNOC, ISO-8859-1, Prüfgröße", "UNOD, ISO-8859-2, Łódź", "UNOE, ISO-8859-5, Москва", "UNOF, ISO-8859-7, Αθήνα",
            "UNOK, ISO-8859-9, İstanbul", "UNOW, UTF-8, 药品𠮷", "UNOY, UTF-8, ワクチン"})
    void readsTheCharactersOfTheSyntaxIdentifier(String syntax, Charset charset, String text) throws DecodeException {
        byte[] payload = Edi.bytes(Edi.DESADV.replace("UNOC", syntax).replace("DN-1", text), charset);

        assertTrue(told(payload).contains("\"BGM02\":\"" + text + "\""), () -> syntax);
    }

    @ParameterizedTest
    @CsvSource({"UNOA", "UNOW"})
    void neverReplacesACharacter(String syntax) {
        byte[] payload = Edi.bytes(Edi.DESADV.replace("UNOC", syntax).replace("DN-1", "Größe"));

        Rejection refusal = refusal(EDIFACT, payload);

        assertEquals("0xF6", refusal.value());
    }

    @Test
    void aCharsetThatNothingDeclaresIsRefused() {
        assertEquals("UNB.UNB01", refusal(EDIFACT, Edi.bytes(Edi.DESADV.replace("UNOC", "UNOX"))).field());
    }

    @Test
    void theMappingsCharsetWins() throws DecodeException {
        TreeBuilder tree = new TreeBuilder();
        X12.decode(Edi.bytes(Edi.SHIP_NOTICE.replace("PLANT", "工厂"), StandardCharsets.UTF_8),
                Optional.of(StandardCharsets.UTF_8), tree);

        assertTrue(tree.root().toString().contains("\"N102\":\"工厂\""));
        assertEquals("UNDECODABLE",
                refusal(X12, Edi.bytes(Edi.SHIP_NOTICE.replace("PLANT", "工厂"), StandardCharsets.UTF_8)).code());
    }
}
