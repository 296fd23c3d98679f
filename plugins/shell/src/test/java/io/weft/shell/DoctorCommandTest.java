package io.weft.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.ledger.LogStatus;
import io.weft.mapping.MappingRef;
import io.weft.mapping.MappingStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {

    @Test
    void namesFaultsOfTheLogAndItsSinks() {
        LogStatus.Sink good = new LogStatus.Sink("file~vault", 7, 0, Optional.empty(), Optional.empty(), "", "");
        LogStatus.Sink away = new LogStatus.Sink("fabric~a", 4, 1, Optional.empty(), Optional.empty(), "", "size 7: away");
        assertEquals(List.of("sink fabric~a: size 7: away"),
                DoctorCommand.evidence(new LogStatus("x", 7, Optional.empty(), 0, Optional.empty(), List.of(good, away), "")));
        assertEquals(List.of("log x: forked"),
                DoctorCommand.evidence(new LogStatus("x", 7, Optional.empty(), 0, Optional.empty(), List.of(good), "forked")));
    }

    @Test
    void namesMappingsThatAreNotOfferedWithTheirReason() {
        Optional<MappingRef> before = Optional.of(new MappingRef("site.put-away", "1.0.0"));
        List<MappingStatus> statuses = List.of(
                new MappingStatus("a", before, "00", MappingStatus.State.SERVING, ""),
                new MappingStatus("b", before, "00", MappingStatus.State.REFUSED, "example 'normal': expected 6, got 5"),
                new MappingStatus("c", Optional.empty(), "00", MappingStatus.State.WAITING, "format: there is no decoder 'x'"),
                new MappingStatus("d", before, "00", MappingStatus.State.STANDBY, ""));

        assertEquals(List.of(
                "mapping b REFUSED: example 'normal': expected 6, got 5; site.put-away@1.0.0 is offered still",
                "mapping c WAITING: format: there is no decoder 'x'"), DoctorCommand.mappings(() -> statuses));
    }
}
