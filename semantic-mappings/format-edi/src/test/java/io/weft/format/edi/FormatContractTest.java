package io.weft.format.edi;

import io.weft.mapping.Decoder;
import io.weft.mapping.Encoder;
import io.weft.mapping.Envelope;
import io.weft.tck.DecoderContract;
import io.weft.tck.EncoderContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

class FormatContractTest {

    @Nested
    class ReadsEdifact extends DecoderContract {

        @Override
        protected Decoder decoder() {
            return new EdifactDecoder();
        }

        @Override
        protected byte[] message() {
            return Edi.bytes(Edi.DESADV);
        }

        @Override
        protected Envelope envelope() {
            return new Envelope(Optional.of("4012345000009/9521321000001/131"), "DESADV");
        }
    }

    @Nested
    class ReadsX12 extends DecoderContract {

        @Override
        protected Decoder decoder() {
            return new X12Decoder();
        }

        @Override
        protected byte[] message() {
            return Edi.bytes(Edi.SHIP_NOTICE);
        }

        @Override
        protected Envelope envelope() {
            return new Envelope(Optional.of("4012345000009/9521321000001/000000017"), "856");
        }
    }

    @Nested
    class WritesEdifact extends EncoderContract {

        @Override
        protected Encoder encoder() {
            return new EdifactEncoder();
        }

        @Override
        protected Optional<Decoder> decoder() {
            return Optional.of(new EdifactDecoder());
        }

        @Override
        protected Object document() {
            return Map.of("UNB", Map.of("UNB02", "A+B", "UNB03", "C", "UNB04", "260301", "UNB04_2", "0900", "UNB05", "1"),
                    "messages", List.of(Map.of("UNH", Map.of("UNH01", "1", "UNH02", "CONTRL", "UNH02_2", "D", "UNH02_3", "3"),
                            "segments", List.of(Map.of("tag", "UCI", "UCI01", "it's 12?")))));
        }

        @Override
        protected Object impossibleDocument() {
            return Map.of("UNB", Map.of("UNB05", "1"), "messages", List.of(Map.of("UNH", Map.of("UNH01", "1"),
                    "segments", List.of(Map.of("tag", "UCI", "BGM01", "another segment's")))));
        }
    }

    @Nested
    class WritesX12 extends EncoderContract {

        @Override
        protected Encoder encoder() {
            return new X12Encoder();
        }

        @Override
        protected Optional<Decoder> decoder() {
            return Optional.of(new X12Decoder());
        }

        @Override
        protected Object document() {
            return document("0001");
        }

        @Override
        protected Object impossibleDocument() {
            return document("00*01");
        }

        private Object document(String reference) {
            return Map.of("ISA", Map.ofEntries(Map.entry("ISA01", "00"), Map.entry("ISA03", "00"), Map.entry("ISA05", "14"),
                            Map.entry("ISA06", "A"), Map.entry("ISA07", "14"), Map.entry("ISA08", "B"),
                            Map.entry("ISA09", "260301"), Map.entry("ISA10", "0900"), Map.entry("ISA11", "U"),
                            Map.entry("ISA12", "00401"), Map.entry("ISA13", "000000017"), Map.entry("ISA14", "0"),
                            Map.entry("ISA15", "P")),
                    "GS", Map.of("GS01", "FA", "GS06", "17", "GS08", "004010"),
                    "messages", List.of(Map.of("ST", Map.of("ST01", "997", "ST02", reference),
                            "segments", List.of(Map.of("tag", "AK9", "AK901", "A")))));
        }
    }
}
