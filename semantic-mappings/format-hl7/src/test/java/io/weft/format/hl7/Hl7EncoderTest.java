package io.weft.format.hl7;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.CanonicalJson;
import io.weft.mapping.Decoder;
import io.weft.mapping.Encoder;
import io.weft.tck.EncoderContract;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Hl7EncoderTest extends EncoderContract {

    private final Hl7Encoder encoder = new Hl7Encoder();

    @Override
    protected Encoder encoder() {
        return encoder;
    }

    @Override
    protected Optional<Decoder> decoder() {
        return Optional.of(new Hl7Decoder());
    }

    @Override
    protected Object document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("MSH", Map.of("MSH-9", Map.of("_1", "ORU", "_2", "R01"), "MSH-10", "M-1", "MSH-12", "2.5"));
        document.put("OBX", List.of(Map.of("OBX-1", BigDecimal.ONE, "OBX-5", List.of("a|b", Map.of("_2", "c&d")),
                "OBX-6", Map.of("_1", CanonicalJson.NULL))));
        return document;
    }

    @Override
    protected Object impossibleDocument() {
        return Map.of("MSH", Map.of("MSH-10", List.of(List.of("nested"))));
    }

    @Test
    void writesFieldsInTheirPlacesAndEscapesDelimiters() {
        assertEquals("MSH|^~\\&|||||||ORU^R01|M-1||2.5\rOBX|1||||a\\F\\b~^c\\T\\d|\"\"\r",
                new String(encoder.encode(document()), StandardCharsets.US_ASCII));
    }

    /** Whatever is decoded is written back byte by byte: nothing of a message is lost in its tree. */
    @ParameterizedTest
    @ValueSource(strings = {
        "MSH|^~\\&|A|B|C|D|20260301||ORU^R01|1|P|2.5\rPID|1\rNTE|1||x\\E\\y\\.br\\z\rPV1|1\rORC|RE\rOBR|1\rTQ1|1\r"
            + "OBX|1|NM|a^^b&c||1~2~~3|\"\"\rNTE|1\rFT1|1\rOBX|2\rSPM|1\rOBX|1\rORC|RE\rOBR|2\rZZZ|1\rOBX|1\r",
        "MSH|^~\\&|A|B|C|D|20260301||OUL^R22|1|P|2.5\rSPM|1\rOBX|1\rSAC|1\rINV|1\rOBR|1\rORC|RE\rOBX|1\rTCD|1\rSID|1\rSPM|2\r",
        "MSH*:!?%*LIMS\rNTE*1**a?F?b:c!d%e\r"})
    void whatWasReadIsWrittenBackByteByByte(String message) throws Exception {
        byte[] payload = message.getBytes(StandardCharsets.US_ASCII);

        assertArrayEquals(payload, encoder.encode(Trees.of(payload)));
    }

    @Test
    void writesTheCharsetThatTheHeaderDeclares() throws Exception {
        String message = "MSH|^~\\&|A|B|C|D|20260301||ORU^R01|1|P|2.5||||||GB 18030-2000\rNTE|1||批号 岐\r";
        byte[] payload = message.getBytes(Charset.forName("GB18030"));

        assertArrayEquals(payload, encoder.encode(Trees.of(payload)));
    }

    @Test
    void aCharacterThatTheCharsetLacksIsRefused() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> encoder.encode(Map.of("MSH", Map.of("MSH-3", "批号"))));

        assertTrue(refused.getMessage().contains("MSH-18"), refused.getMessage());
    }
}
