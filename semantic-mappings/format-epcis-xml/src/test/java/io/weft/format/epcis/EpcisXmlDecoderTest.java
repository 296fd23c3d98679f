package io.weft.format.epcis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.mapping.DecodeException;
import io.weft.mapping.Decoder;
import io.weft.mapping.Envelope;
import io.weft.tck.DecoderContract;
import io.weft.tck.RecordedTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpcisXmlDecoderTest extends DecoderContract {

    private static final String TIME =
            "<eventTime>2026-03-02T09:15:00+01:00</eventTime><eventTimeZoneOffset>+01:00</eventTimeZoneOffset>";
    private static final String MESSAGE = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + "<e:EPCISDocument xmlns:e=\"urn:epcglobal:epcis:xsd:2\" xmlns:x=\"https://site.example/ns\" schemaVersion=\"2.0\""
            + " creationDate=\"2026-03-02T10:00:00Z\"><EPCISHeader><s:StandardBusinessDocumentHeader xmlns:s=\"http://www.unece.org/cefact/"
            + "namespaces/StandardBusinessDocumentHeader\"><s:DocumentIdentification><s:InstanceIdentifier>m-1</s:InstanceIdentifier>"
            + "</s:DocumentIdentification></s:StandardBusinessDocumentHeader></EPCISHeader><EPCISBody><EventList><ObjectEvent>" + TIME
            + "<epcList/><action>OBSERVE</action><bizStep>urn:epcglobal:cbv:bizstep:receiving</bizStep><quantityList><quantityElement>"
            + "<epcClass>urn:epc:class:lgtin:4012345.012345.998877</epcClass><quantity>25.500</quantity><uom>KGM</uom></quantityElement>"
            + "</quantityList><x:dock>K\u00f6ln &amp; 7</x:dock></ObjectEvent></EventList></EPCISBody></e:EPCISDocument>";

    @Override
    protected Decoder decoder() {
        return new EpcisXmlDecoder();
    }

    @Override
    protected byte[] message() {
        return MESSAGE.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected Envelope envelope() {
        return new Envelope(Optional.of("m-1"), "EPCISDocument");
    }

    @Test
    void aVersionTwoDocumentIsToldAsJsonHasIt() throws Exception {
        String told = told(MESSAGE);
        assertTrue(told.contains("25.500") && told.contains("x:dock") && told.contains("K\u00f6ln & 7"), told);
        assertTrue(told.contains("receiving") && !told.contains("urn:epcglobal:cbv"), told);
        assertTrue(told.contains("https://site.example/ns/"), told);
    }

    /** What 1.2 added after 1.0 stands in wrappers, one in another, and a TransformationEvent in one of its own. */
    @Test
    void theWrappersOfVersionOneAreTakenOff() throws Exception {
        String ilmd = "<ilmd><x:origin>DE</x:origin></ilmd>";
        String quantities = "<quantityList><quantityElement><epcClass>urn:x:1</epcClass></quantityElement></quantityList>";
        String wrapped = document("urn:epcglobal:epcis:xsd:1", "<ObjectEvent>" + TIME + "<baseExtension><eventID>urn:uuid:1</eventID>"
                + "</baseExtension><epcList/><action>ADD</action><extension>" + quantities + ilmd + "</extension></ObjectEvent>"
                + "<extension><TransformationEvent>" + TIME + "</TransformationEvent></extension>");
        String flat = document("urn:epcglobal:epcis:xsd:2", "<ObjectEvent>" + TIME + "<eventID>urn:uuid:1</eventID><epcList/>"
                + "<action>ADD</action>" + quantities + ilmd + "</ObjectEvent><TransformationEvent>" + TIME + "</TransformationEvent>");
        assertEquals(told(flat), told(wrapped));
    }

    /** Two senders may call one namespace differently, and one prefix may stand for two namespaces in one document. */
    @Test
    void aPrefixIsUniqueInADocumentAndTheHubsOwnIsFixed() throws Exception {
        String told = told(document("urn:epcglobal:epcis:xsd:2", "<ObjectEvent>" + TIME
                + "<a:one xmlns:a=\"https://one.example/\">1</a:one><a:two xmlns:a=\"https://two.example/\">2</a:two>"
                + "<w:stock xmlns:w=\"https://weft.io/ns/\">3</w:stock></ObjectEvent>"));
        assertTrue(told.contains("a:one") && told.contains("ns1:two") && told.contains("weft:stock"), told);
    }

    /** Of two, and of what stands beside, one would be dropped without a word. */
    @ParameterizedTest
    @CsvSource({"</EventList>, </EventList><EventList/>, EPCISBody.EventList",
            "</EPCISBody>, </EPCISBody><EPCISBody><EventList/></EPCISBody>, EPCISDocument.EPCISBody",
            "<EPCISBody>, <EPCISHeader/><EPCISBody>, EPCISDocument.EPCISHeader",
            "</EventList>, </EventList><ObjectEvent/>, EPCISBody.ObjectEvent"})
    void whatStandsTwiceOrBesideIsRefused(String at, String instead, String field) {
        assertEquals(field, refusal(MESSAGE.replace(at, instead)).field());
    }

    /** Else a document whose charset nobody knows is read as UTF-8. */
    @ParameterizedTest
    @CsvSource({"UTF−8", "'UTF-,'", "''"})
    void anEncodingThatIsNoNameIsRefused(String encoding) {
        assertEquals("encoding", refusal(MESSAGE.replace("encoding=\"UTF-8\"", "encoding=\"" + encoding + "\"")).field());
    }

    private io.weft.event.Rejection refusal(String document) {
        return assertThrows(DecodeException.class, () -> decoder().decode(document.getBytes(StandardCharsets.UTF_8),
                Optional.empty(), new RecordedTree())).rejection();
    }

    @Test
    void aNilElementIsNotThere() throws Exception {
        String told = told(document("urn:epcglobal:epcis:xsd:2", "<ObjectEvent>" + TIME + "<quantityList><quantityElement>"
                + "<epcClass>urn:x:1</epcClass><quantity xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>"
                + "</quantityElement></quantityList></ObjectEvent>"));
        assertTrue(told.contains("urn:x:1") && !told.contains("quantity,"), told);
    }

    /** GS1's own examples name a document type that declares nothing. */
    @Test
    void aDocumentTypeThatDeclaresNothingIsRead() throws Exception {
        assertEquals(told(MESSAGE), told(MESSAGE.replace("?><e:", "?><!DOCTYPE project><e:")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a> | document type",
        "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/> | document type",
        "<!-- <!DOCTYPE a> --><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a> | document type",
        "<!DOCTYPE a><a>&b;</a> | entit",
        "<orders/> | root must be",
        "<EPCISDocument/> | must be there",
    })
    void whatIsNotReadIsSaid(String message, String rule) {
        DecodeException refused = assertThrows(DecodeException.class, () -> told(message));
        assertTrue(refused.rejection().rule().contains(rule), refused.rejection()::toString);
    }

    @Test
    void bytesThatAreNotOfTheCharsetAreRefused() {
        byte[] latin = MESSAGE.getBytes(StandardCharsets.ISO_8859_1);
        assertThrows(DecodeException.class, () -> new EpcisXmlDecoder().decode(latin, Optional.empty(), new RecordedTree()));
    }

    private static String document(String namespace, String events) {
        return "<e:EPCISDocument xmlns:e=\"" + namespace + "\" xmlns:x=\"https://site.example/ns\"><EPCISBody><EventList>" + events
                + "</EventList></EPCISBody></e:EPCISDocument>";
    }

    private static String told(String message) throws DecodeException {
        RecordedTree tree = new RecordedTree();
        new EpcisXmlDecoder().decode(message.getBytes(StandardCharsets.UTF_8), Optional.empty(), tree);
        return List.copyOf(tree.told()).toString();
    }
}
