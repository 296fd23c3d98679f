package io.weft.format.epcis;

import io.weft.mapping.Decoder;
import io.weft.tck.mutation.DecoderMutationContract;
import io.weft.tck.mutation.Place;
import io.weft.tck.mutation.Reference;
import io.weft.tck.mutation.Siblings;
import io.weft.tck.mutation.Syntax;
import io.weft.tck.mutation.XmlSyntax;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Damaged EPCIS documents in XML, held against the platform's DOM and the binding said once more. */
class EpcisXmlMutationTest extends DecoderMutationContract {

    private static final String VERSION_2 = """
            <?xml version="1.0" encoding="UTF-8"?>
            <e:EPCISDocument xmlns:e="urn:epcglobal:epcis:xsd:2" xmlns:x="https://site.example/ns#" schemaVersion="2.0"
                creationDate="2026-03-02T10:00:00.5Z"><EPCISBody><EventList>
              <ObjectEvent>
                <eventTime>2026-03-02T09:15:42+01:00</eventTime><eventTimeZoneOffset>+01:00</eventTimeZoneOffset>
                <eventID>urn:uuid:3f2b1c00-0000-4000-8000-000000000001</eventID>
                <epcList><epc>https://id.gs1.org/01/09521321000018/21/S77</epc></epcList><action>OBSERVE</action>
                <bizStep>https://ref.gs1.org/cbv/BizStep-receiving</bizStep>
                <disposition>https://ref.gs1.org/cbv/Disp-in_progress</disposition>
                <readPoint><id>https://id.gs1.org/414/9521321000018</id></readPoint>
                <bizTransactionList><bizTransaction type="https://ref.gs1.org/cbv/BTT-po">urn:example:po:4500000123</bizTransaction></bizTransactionList>
                <quantityList>
                  <quantityElement><epcClass>https://id.gs1.org/01/04012345000016/10/L2026-0815</epcClass><quantity>25.375</quantity><uom>KGM</uom></quantityElement>
                  <quantityElement><epcClass>https://id.gs1.org/01/04012345000016/10/L2026-9916</epcClass><quantity>48</quantity></quantityElement>
                </quantityList>
                <x:dock>Köln &amp; 7</x:dock><x:crate x:kind="blue">17</x:crate>
              </ObjectEvent>
              <AggregationEvent>
                <eventTime>2026-03-02T11:30:07.5Z</eventTime><eventTimeZoneOffset>+00:00</eventTimeZoneOffset>
                <parentID>https://id.gs1.org/00/340123450000000017</parentID>
                <childEPCs><epc>https://id.gs1.org/01/09521321000018/21/S78</epc><epc>https://id.gs1.org/01/09521321000018/21/S79</epc></childEPCs>
                <action>ADD</action><bizStep>urn:epcglobal:cbv:bizstep:packing</bizStep>
              </AggregationEvent>
            </EventList></EPCISBody></e:EPCISDocument>
            """;
    private static final String VERSION_1 = """
            <e:EPCISDocument xmlns:e="urn:epcglobal:epcis:xsd:1" xmlns:cbvmda="urn:epcglobal:cbv:mda" schemaVersion="1.2"
                creationDate="2026-03-03T10:00:00Z"><EPCISBody><EventList>
              <ObjectEvent>
                <eventTime>2026-03-03T08:15:00Z</eventTime><eventTimeZoneOffset>+00:00</eventTimeZoneOffset>
                <baseExtension><eventID>urn:uuid:3f2b1c00-0000-4000-8000-000000000007</eventID></baseExtension>
                <epcList/><action>ADD</action><bizStep>urn:epcglobal:cbv:bizstep:commissioning</bizStep>
                <disposition>urn:epcglobal:cbv:disp:active</disposition>
                <extension>
                  <quantityList><quantityElement><epcClass>urn:epc:class:lgtin:4012345.012345.998877</epcClass><quantity>1250.0625</quantity><uom>GRM</uom></quantityElement></quantityList>
                  <ilmd><cbvmda:itemExpirationDate>2027-08-31</cbvmda:itemExpirationDate><cbvmda:lotNumber>998877-A</cbvmda:lotNumber></ilmd>
                </extension>
              </ObjectEvent>
            </EventList></EPCISBody></e:EPCISDocument>
            """;

    /** As XML, but names without a namespace are part of the binding: one that gets a namespace means another thing. */
    private static final class Binding implements Syntax {

        private final Syntax xml = new XmlSyntax();

        @Override
        public List<Siblings> siblings(String message) {
            return xml.siblings(message);
        }

        @Override
        public Optional<String> written(Object value, Object before) {
            return xml.written(value, before);
        }

        @Override
        public List<Rewriting> rewritings() {
            return xml.rewritings().stream().filter(rewriting -> !rewriting.name().equals("namespace")).toList();
        }

        @Override
        public byte[] bomb(String message, Random random) {
            return xml.bomb(message, random);
        }
    }

    @Override
    protected Decoder decoder() {
        return new EpcisXmlDecoder();
    }

    @Override
    protected Syntax syntax() {
        return new Binding();
    }

    @Override
    protected List<byte[]> messages() {
        return List.of(VERSION_2.getBytes(StandardCharsets.UTF_8), VERSION_1.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected Optional<Reference> reference() {
        return Optional.of(new BindingReference(VERSION_1, VERSION_2));
    }

    /** Blanks around a value are none of it, and CBV's URIs are told as words. */
    @Override
    protected boolean isToldAsWritten(Place leaf) {
        return false;
    }
}
