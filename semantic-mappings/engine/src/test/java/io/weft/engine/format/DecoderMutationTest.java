package io.weft.engine.format;

import io.weft.mapping.Decoder;
import io.weft.tck.mutation.DecoderMutationContract;
import io.weft.tck.mutation.JsonReference;
import io.weft.tck.mutation.JsonSyntax;
import io.weft.tck.mutation.Reference;
import io.weft.tck.mutation.Syntax;
import io.weft.tck.mutation.XmlSyntax;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

class DecoderMutationTest {

    private static final String IDOC = """
            <?xml version="1.0" encoding="UTF-8"?>
            <MBGMCR02>
              <IDOC BEGIN="1">
                <EDI_DC40 SEGMENT="1">
                  <MANDT>310</MANDT><DOCNUM>0000000000800771</DOCNUM><IDOCTYP>MBGMCR02</IDOCTYP><MESTYP>MBGMCR</MESTYP>
                  <CREDAT>20260302</CREDAT><CRETIM>091542</CRETIM>
                </EDI_DC40>
                <E1MBGMCR SEGMENT="1">
                  <E1BP2017_GM_HEAD_01 SEGMENT="1"><REF_DOC_NO>DN-70031 &lt;Köln&gt;</REF_DOC_NO></E1BP2017_GM_HEAD_01>
                  <E1BP2017_GM_ITEM_CREATE SEGMENT="1">
                    <MATERIAL>000000000010004741</MATERIAL><BATCH>L2026-0815</BATCH>
                    <ENTRY_QNT>25.375</ENTRY_QNT><ENTRY_UOM>KG</ENTRY_UOM><PO_NUMBER>4500000123</PO_NUMBER>
                  </E1BP2017_GM_ITEM_CREATE>
                  <E1BP2017_GM_ITEM_CREATE SEGMENT="1">
                    <MATERIAL>000000000010009966</MATERIAL><BATCH>L2026-9916</BATCH>
                    <ENTRY_QNT>17.5-</ENTRY_QNT><ENTRY_UOM>ST</ENTRY_UOM><PO_NUMBER>4500000644</PO_NUMBER>
                  </E1BP2017_GM_ITEM_CREATE>
                </E1MBGMCR>
              </IDOC>
            </MBGMCR02>
            """;
    private static final String XML = """
            <r:receipt xmlns:r="urn:example:receipt" number="R-4711" posted='2026-03-02T09:15:00+01:00'>
              <supplier gln="4012345000009">Ümläut &amp; Söhne</supplier>
              <line no="10"><lot>L-1</lot><quantity unit="KGM">25.375</quantity><expiry>2027-08-31</expiry></line>
              <line no="20"><lot>L-2 </lot><quantity unit="H87">48</quantity></line>
              <note>mixed <b>text</b> here</note><empty/>
            </r:receipt>
            """;
    private static final String EPCIS = """
            {"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",{"ex":"https://example.org/"}],
             "type":"EPCISDocument","schemaVersion":"2.0","creationDate":"2026-03-02T10:00:00.123Z","instanceIdentifier":"doc-77",
             "epcisBody":{"eventList":[
              {"type":"ObjectEvent","eventID":"urn:uuid:3f2b1c00-0000-4000-8000-000000000001","eventTime":"2026-03-02T09:15:42+01:00",
               "eventTimeZoneOffset":"+01:00","action":"OBSERVE","bizStep":"receiving","disposition":"in_progress",
               "quantityList":[{"epcClass":"https://id.gs1.org/01/04012345000016/10/L2026-0815","quantity":25.375,"uom":"KGM"},
                               {"epcClass":"https://id.gs1.org/01/09521321000025/10/L9","quantity":0.0000001230,"uom":"GRM"}],
               "ex:text":"Köln \\"x\\" \\u00e9 \\ud83d\\ude00","ex:null":null,"ex:true":true,"ex:list":[1,2.50,-3e-2,[],{}]}]}}
            """;

    private abstract static class Mutated extends DecoderMutationContract {

        private final Decoder decoder;
        private final Syntax syntax;
        private final Reference reference;
        private final List<String> messages;

        Mutated(Decoder decoder, Syntax syntax, Reference reference, String... messages) {
            this.decoder = decoder;
            this.syntax = syntax;
            this.reference = reference;
            this.messages = List.of(messages);
        }

        @Override
        protected Decoder decoder() {
            return decoder;
        }

        @Override
        protected Syntax syntax() {
            return syntax;
        }

        @Override
        protected Optional<Reference> reference() {
            return Optional.of(reference);
        }

        @Override
        protected List<byte[]> messages() {
            return messages.stream().map(message -> message.getBytes(StandardCharsets.UTF_8)).toList();
        }
    }

    @Nested
    class Xml extends Mutated {
        Xml() {
            super(new XmlDecoder(), new XmlSyntax(), new DomReference(root ->
                    Optional.of(java.util.Map.of(root.getLocalName(), DomReference.generic(root)))), XML, IDOC);
        }
    }

    @Nested
    class IdocXml extends Mutated {
        IdocXml() {
            super(new IdocXmlDecoder(), new XmlSyntax(), new DomReference(DomReference::idoc), IDOC);
        }
    }

    @Nested
    class Json extends Mutated {
        Json() {
            super(new JsonDecoder(), new JsonSyntax(), new JsonReference(), EPCIS);
        }
    }

    @Nested
    class EpcisJson extends Mutated {
        EpcisJson() {
            super(new EpcisJsonDecoder(), new JsonSyntax(), new JsonReference(), EPCIS);
        }
    }
}
