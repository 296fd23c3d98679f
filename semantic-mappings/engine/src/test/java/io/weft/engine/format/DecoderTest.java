package io.weft.engine.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.mapping.DecodeException;
import io.weft.mapping.Decoder;
import io.weft.mapping.Envelope;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {

    private static final String CONTROL =
            "<EDI_DC40 SEGMENT=\"1\"><DOCNUM>17</DOCNUM><MESTYP>ORDERS</MESTYP><IDOCTYP>ORDERS05</IDOCTYP></EDI_DC40>";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<a>x</a> | {\"a\":\"x\"}",
        "<a/> | {\"a\":\"\"}",
        "<a b='1'>x</a> | {\"a\":{\"@b\":\"1\",\"#text\":\"x\"}}",
        "<a> <b>1</b> <b>2</b> <c/> </a> | {\"a\":{\"b\":[\"1\",\"2\"],\"c\":\"\"}}",
        "<a><b>1</b><b>2</b><b>3</b></a> | {\"a\":{\"b\":[\"1\",\"2\",\"3\"]}}",
        "<n:a xmlns:n='urn:x'><n:b n:c='1'/></n:a> | {\"a\":{\"b\":{\"@c\":\"1\"}}}",
        "<a>&lt;&#65;<![CDATA[<b>]]></a> | {\"a\":\"<A<b>\"}"
    })
    void xmlBecomesATree(String xml, String expected) throws Exception {
        assertEquals(expected, tree(new XmlDecoder(), xml).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><a>&e;</a>",
        "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\"><a/>",
        "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]><a>&c;</a>",
        "<a>&undeclared;</a>", "<a>", "<a></b>", "<a/><b/>", "", "<a b='1' b='2'/>", "<a :b='1'/>",
        "<?xml version='1.0' encoding='UTF=8'?><a/>", "<?xml version='1.0' encoding='UTF-\u0668'?><a/>", "<a>\u0001</a>"
    })
    void hostileXmlIsRefused(String xml) {
        assertEquals("UNDECODABLE", refused(new XmlDecoder(), xml.getBytes(StandardCharsets.UTF_8)).rejection().code());
    }

    @Test
    void depthAndAttributesAreBounded() {
        String deep = "<a>".repeat(65) + "</a>".repeat(65);
        StringBuilder wide = new StringBuilder("<a");
        for (int i = 0; i < 101; i++) {
            wide.append(" b").append(i).append("='1'");
        }
        assertEquals("TOO_DEEP", refused(new XmlDecoder(), deep.getBytes(StandardCharsets.UTF_8)).rejection().code());
        assertEquals("UNDECODABLE", refused(new XmlDecoder(),
                wide.append("/>").toString().getBytes(StandardCharsets.UTF_8)).rejection().code());
        assertEquals("TOO_DEEP", refused(new JsonDecoder(),
                ("[".repeat(65) + "]".repeat(65)).getBytes(StandardCharsets.UTF_8)).rejection().code());
        assertEquals("PAYLOAD_TOO_LARGE",
                refused(new JsonDecoder(), new byte[Bounds.MAXIMUM_BYTES + 1]).rejection().code());
        assertEquals("TOO_MANY_VALUES", refused(new JsonDecoder(),
                ("[1" + ",1".repeat(Bounds.MAXIMUM_VALUES) + "]").getBytes(StandardCharsets.UTF_8)).rejection().code());
    }

    @Test
    void theDocumentsOwnEncodingIsFollowed() throws Exception {
        byte[] latin = "<?xml version='1.0' encoding='ISO-8859-1'?><a>Köln</a>".getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf16 = "\uFEFF<?xml version='1.0' encoding='UTF-16'?><a>Köln</a>".getBytes(StandardCharsets.UTF_16LE);

        assertEquals("Köln", tree(new XmlDecoder(), latin).get("a").textValue());
        assertEquals("Köln", tree(new XmlDecoder(), utf16).get("a").textValue());
    }

    /** XML 1.0 lets a parser choose; a hub that chooses has guessed. */
    @Test
    void textThatIsNotOfItsCharsetIsRefusedWithTheByte() {
        byte[] latinAsUtf8 = "<a>Köln</a>".getBytes(StandardCharsets.ISO_8859_1);
        byte[] surrogateAsUtf8 = {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'};

        DecodeException refused = refused(new XmlDecoder(), latinAsUtf8);
        assertEquals("byte 4 is not UTF-8", refused.rejection().rule());
        assertEquals("0xF6", refused.rejection().value());
        assertEquals("UNDECODABLE", refused(new JsonDecoder(), surrogateAsUtf8).rejection().code());
    }

    @Test
    void aMappingsCharsetThatContradictsTheDocumentIsRefused() {
        byte[] payload = "<?xml version='1.0' encoding='UTF-8'?><a/>".getBytes(StandardCharsets.UTF_8);

        DecodeException refused = assertThrows(DecodeException.class, () -> new XmlDecoder()
                .decode(payload, Optional.of(StandardCharsets.ISO_8859_1), new TreeBuilder()));

        assertEquals("encoding", refused.rejection().field());
    }

    @Test
    void aMappingsCharsetServesWhereTheDocumentSaysNothing() throws Exception {
        TreeBuilder tree = new TreeBuilder();
        new XmlDecoder().decode("<a>ö</a>".getBytes(StandardCharsets.ISO_8859_1),
                Optional.of(StandardCharsets.ISO_8859_1), tree);

        assertEquals("ö", tree.root().get("a").textValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":2}", "{\"a\":1} {}", "", "{", "[1,]", "{a:1}", "NaN", "01", "\"\\ud800\"",
        "\"\\u0000\"", "1e999999999", "// x\n1", "'a'", "\"\\u00\u0663d\"", "nul", "[1"})
    void whatIsNotStrictlyJsonIsRefused(String json) {
        assertEquals("UNDECODABLE", refused(new JsonDecoder(), json.getBytes(StandardCharsets.UTF_8)).rejection().code());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"a\":[{\"b\":[0,{\"c\":1e300}]}]} | a[0].b[1].c",
        "[[],[1,1e300]] | [1][1]",
        "{\"a\":[0,{\"b\":N}]} | a[1].b",
        "[0,[N]] | [1][0]",
        "{\"a\":{\"b\":\"\\u0000\"}} | a.b"
    })
    void whatATreeCannotHoldIsRefusedByItsPlace(String json, String place) {
        String written = json.replace("N", "9".repeat(1_000));
        assertEquals(place, refused(new JsonDecoder(), written.getBytes(StandardCharsets.UTF_8)).rejection().field());
    }

    @Test
    void numbersAreExact() throws Exception {
        JsonNode tree = tree(new JsonDecoder(), "[5.000000000000000001, 1e3, 123456789012345678901234567890, 0.10]");

        assertEquals("5.000000000000000001", tree.get(0).decimalValue().toPlainString());
        assertEquals("1000", tree.get(1).decimalValue().toPlainString());
        assertEquals("123456789012345678901234567890", tree.get(2).decimalValue().toPlainString());
        assertEquals("0.10", tree.get(3).decimalValue().toPlainString());
    }

    @Test
    void segmentsAreArraysAndFieldsAreTexts() throws Exception {
        String idoc = "<ORDERS05><IDOC BEGIN=\"1\">" + CONTROL
                + "<E1EDK01 SEGMENT=\"1\"><CURCY>EUR</CURCY></E1EDK01><E1EDP01 SEGMENT=\"1\"><POSEX>1</POSEX>"
                + "<E1EDP19 SEGMENT=\"1\"/></E1EDP01><E1EDS01 SEGMENT=\"1\"/><E1EDP01><POSEX>2</POSEX></E1EDP01>"
                + "</IDOC></ORDERS05>";
        TreeBuilder tree = new TreeBuilder();

        Envelope envelope = new IdocXmlDecoder().decode(idoc.getBytes(StandardCharsets.UTF_8), Optional.empty(), tree);

        assertEquals(new Envelope(Optional.of("17"), "ORDERS/ORDERS05"), envelope);
        assertEquals("{\"EDI_DC40\":{\"DOCNUM\":\"17\",\"MESTYP\":\"ORDERS\",\"IDOCTYP\":\"ORDERS05\"},"
                + "\"E1EDK01\":[{\"CURCY\":\"EUR\"}],\"E1EDP01\":[{\"POSEX\":\"1\",\"E1EDP19\":[{}]},{\"POSEX\":\"2\"}],"
                + "\"E1EDS01\":[{}]}", tree.root().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<ORDERS05/> | ORDERS05",
        "<ORDERS05><IDOC><EDI_DC40><DOCNUM>1</DOCNUM></EDI_DC40></IDOC><IDOC/></ORDERS05> | ORDERS05",
        "<ORDERS05><IDOC><E1EDK01/></IDOC></ORDERS05> | IDOC",
        "<ORDERS05><IDOC><EDI_DC40><DOCNUM> </DOCNUM></EDI_DC40></IDOC></ORDERS05> | EDI_DC40.DOCNUM"
    })
    void whatIsNoIdocIsRefusedByItsPlace(String xml, String field) {
        assertEquals(field, refused(new IdocXmlDecoder(), xml.getBytes(StandardCharsets.UTF_8)).rejection().field());
    }

    @Test
    void anEpcisDocumentGivesItsOwnInstanceIdentifier() throws Exception {
        String document = "{\"instanceIdentifier\":\"m-1\",\"type\":\"EPCISDocument\",\"epcisBody\":"
                + "{\"eventList\":[{\"type\":\"ObjectEvent\",\"instanceIdentifier\":\"inner\"}]}}";

        assertEquals(new Envelope(Optional.of("m-1"), "EPCISDocument"), new EpcisJsonDecoder()
                .decode(document.getBytes(StandardCharsets.UTF_8), Optional.empty(), new TreeBuilder()));
        assertEquals("type", refused(new EpcisJsonDecoder(), "{\"type\":\"Other\"}".getBytes(StandardCharsets.UTF_8))
                .rejection().field());
    }

    @Test
    void anIdocComesBackAsItWasWritten() throws Exception {
        String idoc = "<ORDERS05><IDOC BEGIN=\"1\">" + CONTROL
                + "<E1EDK01 SEGMENT=\"1\"><BELNR>a &lt;&amp;&gt; ü &#13;</BELNR></E1EDK01></IDOC></ORDERS05>";
        JsonNode first = tree(new IdocXmlDecoder(), idoc);

        byte[] written = new IdocXmlEncoder().encode(Values.of(first));

        assertEquals(first, tree(new IdocXmlDecoder(), written));
    }

    @Test
    void whatAnIdocCannotHoldNamesItsPlace() throws Exception {
        JsonNode document = tree(new JsonDecoder(),
                "{\"EDI_DC40\":{\"IDOCTYP\":\"X\"},\"E1\":[{\"F\":\"\\u0001\"}]}");

        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> new IdocXmlEncoder().encode(Values.of(document)));

        assertTrue(refused.getMessage().startsWith("E1[0].F: U+0001"), refused.getMessage());
    }

    private static JsonNode tree(Decoder decoder, String text) throws DecodeException {
        return tree(decoder, text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode tree(Decoder decoder, byte[] payload) throws DecodeException {
        TreeBuilder tree = new TreeBuilder();
        decoder.decode(payload, Optional.<Charset>empty(), tree);
        return tree.root();
    }

    private static DecodeException refused(Decoder decoder, byte[] payload) {
        return assertThrows(DecodeException.class, () -> tree(decoder, payload));
    }
}
