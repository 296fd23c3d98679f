package io.weft.format.idoc.flat;

import io.weft.mapping.Decoder;
import io.weft.mapping.Envelope;
import io.weft.tck.DecoderContract;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

class FormatContractTest {

    private abstract static class Reads extends DecoderContract {

        private final Decoder decoder;
        private final byte[] message;

        Reads(Charset charset, boolean byBytes) {
            this.decoder = new IdocFlatDecoder("idoc-flat", charset, byBytes, SegmentDefinitions.bundled());
            this.message = FlatIdocs.order(charset, byBytes, "低温", "药品", "5.000");
        }

        @Override
        protected Decoder decoder() {
            return decoder;
        }

        @Override
        protected byte[] message() {
            return message;
        }

        @Override
        protected Envelope envelope() {
            return new Envelope(Optional.of("0000000000700001"), "ORDERS/ORDERS05");
        }
    }

    @Nested
    class ByCharacters extends Reads {
        ByCharacters() {
            super(StandardCharsets.UTF_8, false);
        }
    }

    @Nested
    class ByBytes extends Reads {
        ByBytes() {
            super(Charset.forName("GBK"), true);
        }
    }
}
