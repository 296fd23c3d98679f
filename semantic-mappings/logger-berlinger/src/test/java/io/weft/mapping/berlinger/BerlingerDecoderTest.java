package io.weft.mapping.berlinger;

import io.weft.mapping.Decoder;
import io.weft.mapping.Envelope;
import io.weft.tck.DecoderContract;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

class BerlingerDecoderTest extends DecoderContract {

    @Override
    protected Decoder decoder() {
        return new BerlingerDecoder();
    }

    @Override
    protected byte[] message() {
        return Export.text().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected Envelope envelope() {
        return new Envelope(Optional.empty(), "");
    }
}
