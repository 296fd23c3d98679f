package io.weft.engine.format;

import io.weft.mapping.Decoder;
import io.weft.mapping.Encoder;
import io.weft.mapping.Envelope;
import io.weft.tck.DecoderContract;
import io.weft.tck.EncoderContract;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

class FormatContractTest {

    private static final String IDOC = "<ORDERS05><IDOC BEGIN=\"1\"><EDI_DC40 SEGMENT=\"1\"><DOCNUM>17</DOCNUM>"
            + "<MESTYP>ORDERS</MESTYP><IDOCTYP>ORDERS05</IDOCTYP></EDI_DC40><E1EDP01 SEGMENT=\"1\"><MENGE>5.000</MENGE>"
            + "</E1EDP01></IDOC></ORDERS05>";
    private static final String EPCIS = "{\"type\":\"EPCISDocument\",\"instanceIdentifier\":\"m-1\",\"epcisBody\":"
            + "{\"eventList\":[{\"type\":\"ObjectEvent\",\"action\":\"OBSERVE\",\"n\":1.50,\"b\":true,\"x\":null}]}}";

    private abstract static class Reads extends DecoderContract {

        private final Decoder decoder;
        private final String message;
        private final Envelope envelope;

        Reads(Decoder decoder, String message, Envelope envelope) {
            this.decoder = decoder;
            this.message = message;
            this.envelope = envelope;
        }

        @Override
        protected Decoder decoder() {
            return decoder;
        }

        @Override
        protected byte[] message() {
            return message.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        protected Envelope envelope() {
            return envelope;
        }
    }

    @Nested
    class Xml extends Reads {
        Xml() {
            super(new XmlDecoder(), IDOC, new Envelope(Optional.empty(), "ORDERS05"));
        }
    }

    @Nested
    class IdocXml extends Reads {
        IdocXml() {
            super(new IdocXmlDecoder(), IDOC, new Envelope(Optional.of("17"), "ORDERS/ORDERS05"));
        }
    }

    @Nested
    class Json extends Reads {
        Json() {
            super(new JsonDecoder(), EPCIS, new Envelope(Optional.empty(), ""));
        }
    }

    @Nested
    class EpcisJson extends Reads {
        EpcisJson() {
            super(new EpcisJsonDecoder(), EPCIS, new Envelope(Optional.of("m-1"), "EPCISDocument"));
        }
    }

    private abstract static class Writes extends EncoderContract {

        private final Encoder encoder;
        private final Decoder decoder;
        private final Object document;
        private final Object impossible;

        Writes(Encoder encoder, Decoder decoder, Object document, Object impossible) {
            this.encoder = encoder;
            this.decoder = decoder;
            this.document = document;
            this.impossible = impossible;
        }

        @Override
        protected Encoder encoder() {
            return encoder;
        }

        @Override
        protected Optional<Decoder> decoder() {
            return Optional.of(decoder);
        }

        @Override
        protected Object document() {
            return document;
        }

        @Override
        protected Object impossibleDocument() {
            return impossible;
        }
    }

    @Nested
    class WritesJson extends Writes {
        WritesJson() {
            super(new JsonEncoder(), new JsonDecoder(), List.of("a", 1, true), List.of(1.5));
        }
    }

    @Nested
    class WritesEpcisJson extends Writes {
        WritesEpcisJson() {
            super(new EpcisJsonEncoder(), new EpcisJsonDecoder(), Map.of("type", "ObjectEvent"), Map.of("type", "Other"));
        }
    }

    @Nested
    class WritesIdocXml extends Writes {
        WritesIdocXml() {
            super(new IdocXmlEncoder(), new IdocXmlDecoder(),
                    Map.of("EDI_DC40", Map.of("DOCNUM", "1", "MESTYP", "WMMBXY", "IDOCTYP", "WMMBID02")),
                    Map.of("E1EDP01", Map.of()));
        }
    }

    @Nested
    class WritesXml extends Writes {
        WritesXml() {
            super(new XmlEncoder(), new XmlDecoder(),
                    Map.of("SyncMaterialLot", Map.of("@xmlns", "http://www.mesa.org/xml/B2MML", "ID", List.of("1 < 2", "\"3\""))),
                    Map.of("two", "a", "roots", "b"));
        }
    }
}
