package io.weft.format.idoc.flat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.Outcome;
import io.weft.adapter.RawMessage;
import io.weft.engine.Formats;
import io.weft.event.Rejection;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdocAcknowledgerTest {

    private static final String IDOC = """
            <MBGMCR02><IDOC BEGIN="1">
              <EDI_DC40 SEGMENT="1"><DOCNUM>0000000000800771</DOCNUM><IDOCTYP>MBGMCR02</IDOCTYP>
                <MESTYP>MBGMCR</MESTYP><SNDPRN>ERPCLNT100</SNDPRN></EDI_DC40>
              <E1MBGMCR SEGMENT="1"><DOCNUM>not this one</DOCNUM></E1MBGMCR>
            </IDOC></MBGMCR02>
            """;
    private static final Rejection REASON = Rejection.user("MISSING_FIELD", "BATCH", "", "must be given");

    private final IdocAcknowledger acknowledger = acknowledger();

    @Test
    void aQuarantinedIdocIsAnsweredUnderItsOwnNumberWithItsReasons() {
        Map<String, ?> statement = acknowledgement("erp", IDOC, Outcome.QUARANTINED, List.of(REASON)).orElseThrow();
        assertEquals("rejected", statement.get("outcome"));
        assertEquals(Map.of("DOCNUM", "0000000000800771", "IDOCTYP", "MBGMCR02", "MESTYP", "MBGMCR",
                "SNDPRN", "ERPCLNT100"), statement.get("interchange"));
        assertEquals(List.of(Map.of("code", "MISSING_FIELD", "field", "BATCH", "value", "", "rule", "must be given")),
                statement.get("reasons"));
    }

    @Test
    void aMappedAndAnIgnoredOneAreTaken() {
        assertEquals("accepted", acknowledgement("erp", IDOC, Outcome.MAPPED, List.of()).orElseThrow().get("outcome"));
        assertEquals("accepted", acknowledgement("erp", IDOC, Outcome.IGNORED, List.of()).orElseThrow().get("outcome"));
    }

    /** The control record stands first: what is wrong behind it has a number to be answered under. */
    @Test
    void anIdocWithAFaultBehindItsControlRecordIsAnswered() {
        String text = IDOC.replace("<E1MBGMCR SEGMENT=\"1\">", "<E1MBGMCR SEGMENT=\"1\">no text here");
        assertTrue(acknowledgement("erp", text, Outcome.QUARANTINED, List.of(REASON)).isPresent());
    }

    @Test
    void nobodyIsToldWhoIsNotConfiguredHasNoNumberOrTellsOfAnAuditHimself() {
        assertTrue(acknowledgement("wms", IDOC, Outcome.MAPPED, List.of()).isEmpty());
        assertTrue(acknowledgement("erp", IDOC.replace("EDI_DC40", "EDI_DC"), Outcome.MAPPED, List.of()).isEmpty());
        assertTrue(acknowledgement("erp", IDOC.replace(">MBGMCR<", ">ALEAUD<"), Outcome.MAPPED, List.of()).isEmpty());
    }

    private Optional<Map<String, ?>> acknowledgement(String system, String idoc, Outcome outcome, List<Rejection> reasons) {
        return acknowledger.acknowledgement(new RawMessage("http~erp", system, "idoc-xml", Optional.empty(), "",
                Instant.parse("2026-03-02T08:15:30.4Z"), Map.of(), idoc.getBytes(StandardCharsets.UTF_8)), outcome, reasons);
    }

    private static IdocAcknowledger acknowledger() {
        IdocAcknowledger acknowledger = new IdocAcknowledger(new IdocAcknowledger.Configuration() {

            @Override
            public String systems() {
                return "other, erp";
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return IdocAcknowledger.Configuration.class;
            }
        });
        acknowledger.addDecoder(Formats.standard().decoder("idoc-xml").orElseThrow());
        return acknowledger;
    }
}
