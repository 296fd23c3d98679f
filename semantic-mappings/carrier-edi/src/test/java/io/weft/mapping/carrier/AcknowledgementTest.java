package io.weft.mapping.carrier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.Outcome;
import io.weft.adapter.RawMessage;
import io.weft.engine.function.CodeLists;
import io.weft.event.CanonicalJson;
import io.weft.event.Rejection;
import io.weft.format.edi.EdiAcknowledger;
import io.weft.mapping.Acknowledger;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingResult;
import io.weft.mapping.OutboundMapping;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From an interchange and what became of it to the document that its sender gets. */
class AcknowledgementTest {

    private static final Acknowledger ACKNOWLEDGER = new EdiAcknowledger(new EdiAcknowledger.Configuration() {

        @Override
        public String systems() {
            return "other, carrier";
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return EdiAcknowledger.Configuration.class;
        }
    });

    private static RawMessage message(String mapping, String format, String example) throws Exception {
        return CarrierMappings.message(format, Files.readAllBytes(
                CarrierMappings.FOLDER.resolve(mapping).resolve("examples").resolve(example).resolve("input.edi")));
    }

    private static MappingResult interpret(RawMessage message) throws Exception {
        return CarrierMappings.interpreter(CodeLists.NONE, "despatch-advice", "ship-notice", "acknowledgement")
                .interpret(message, 0).result();
    }

    private static String written(RawMessage message, String outbound) throws Exception {
        List<Rejection> reasons = interpret(message) instanceof MappingResult.Rejected rejected ? rejected.reasons() : List.of();
        Map<String, ?> statement = ACKNOWLEDGER.acknowledgement(message,
                reasons.isEmpty() ? Outcome.MAPPED : Outcome.QUARANTINED, reasons).orElseThrow();
        MappingResult told = interpret(CarrierMappings.message("json", CanonicalJson.write(statement)));
        MappedEvent event = assertInstanceOf(MappingResult.Mapped.class, told, told::toString).events().get(0);
        OutboundMapping mapping = (OutboundMapping) CarrierMappings.compiled(outbound, CodeLists.NONE);
        return new String(assertInstanceOf(OutboundMapping.Outbound.Written.class, mapping.map(event.event())).payload(),
                StandardCharsets.ISO_8859_1);
    }

    @Test
    void anInterchangeThatWasTakenIsAcknowledged() throws Exception {
        String contrl = written(message("despatch-advice", "edifact", "normal"), "contrl-out");

        assertTrue(contrl.contains("UCI+131+4012345000009:14+9521321000001:14+7'"), contrl);
    }

    @Test
    void aWrongTrailerIsRejectedWithItsSegmentAndCode() throws Exception {
        String contrl = written(message("despatch-advice", "edifact", "malformed-trailer-count"), "contrl-out");

        assertTrue(contrl.contains("UCI+131+4012345000009:14+9521321000001:14+4+29+UNT'"), contrl);
    }

    @Test
    void aShipNoticeWithAWrongCheckDigitIsRejected() throws Exception {
        String acknowledgement = written(message("ship-notice", "x12", "malformed-sscc-check-digit"),
                "functional-acknowledgement-out");

        assertTrue(acknowledgement.contains("AK1*SH*17~\nAK2*856*0001~\nAK5*R*5~\nAK9*R*1*1*0~"), acknowledgement);
    }

    @Test
    void onlyTheSystemsThatAreNamedAreAnsweredAndNoAcknowledgementIs() throws Exception {
        RawMessage known = message("despatch-advice", "edifact", "normal");
        RawMessage unknown = new RawMessage(known.instance(), "warehouse", known.format(), Optional.empty(), "",
                known.receivedAt(), Map.of(), known.payload());
        RawMessage acknowledgement = CarrierMappings.message("edifact",
                written(known, "contrl-out").getBytes(StandardCharsets.ISO_8859_1));

        assertEquals(Optional.empty(), ACKNOWLEDGER.acknowledgement(unknown, Outcome.MAPPED, List.of()));
        assertEquals(Optional.empty(), ACKNOWLEDGER.acknowledgement(acknowledgement, Outcome.QUARANTINED, List.of()));
    }
}
