package io.weft.mapping.lims;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.weft.event.CanonicalJson;
import io.weft.event.Event;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingResult;
import io.weft.engine.MappingFolder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one message says of another, and what a site that writes numbers otherwise has to change. */
class StatementsTest {

    private static final Map<String, Map<String, String>> LISTS = Map.of(
            "laboratory", Map.of("QC", "9521321000018"), "material", Map.of("M-100", "09521321000018"),
            "lims-unit", Map.of("EU/mg", "ucum:[EU]/mg"));

    @Test
    void aCorrectionNamesTheResultThatItReplacesAndTheOneThatReplacesIt() throws Exception {
        Event first = events("normal").get(1);
        List<Event> correction = events("correction");
        Event declared = correction.get(1);
        Event replacement = correction.get(2);

        assertEquals(first.id(), declared.id());
        assertEquals(first.eventTime(), declared.eventTime());
        assertEquals(List.of(replacement.id()), declared.errorDeclaration().orElseThrow().correctiveEventIds());
        assertEquals(new BigDecimal("97.2"), ((Map<?, ?>) body(replacement).get("weft:result")).get("weft:value"));
    }

    /** Laboratories repeat an order's results with every further result, under a new control id. */
    @Test
    void aResultToldAgainInAnotherMessageIsTheSameEvent() throws Exception {
        List<Event> first = events("normal");
        List<Event> again = events("duplicate-told-again-in-another-message");

        assertArrayEquals(first.get(0).body(), again.get(0).body());
        assertArrayEquals(first.get(1).body(), again.get(1).body());
    }

    @Test
    void aLaboratoryThatWritesDecimalCommasDeclaresThem(@TempDir Path folder) throws Exception {
        Path source = Lims.MAPPINGS.resolve("result");
        Files.copy(source.resolve("result.jslt"), folder.resolve("result.jslt"));
        Files.writeString(folder.resolve("mapping.yaml"), Files.readString(source.resolve("mapping.yaml"))
                .replace("decimal: \".\"", "decimal: \",\""));
        byte[] message = Files.readAllBytes(source.resolve("examples/malformed-decimal-comma/input.hl7"));

        MappingResult result = Lims.interpreter(Lims.compile(MappingFolder.read(folder), LISTS))
                .interpret(Lims.message(message), 0).result();

        Event event = assertInstanceOf(MappingResult.Mapped.class, result, result::toString).events().get(0).event();
        assertEquals(new BigDecimal("12.5"), ((Map<?, ?>) body(event).get("weft:result")).get("weft:value"));
    }

    @Test
    void chineseTextComesOutAsItWasWritten() throws Exception {
        Event event = events("chinese").get(1);

        assertEquals("白色粉末，合格", ((Map<?, ?>) body(event).get("weft:result")).get("weft:text"));
        assertEquals(-1, new String(event.body(), StandardCharsets.UTF_8).indexOf('\uFFFD'));
    }

    private static Map<?, ?> body(Event event) throws Exception {
        return (Map<?, ?>) CanonicalJson.read(event.body());
    }

    private static List<Event> events(String example) throws Exception {
        byte[] message = Files.readAllBytes(Lims.MAPPINGS.resolve("result/examples/" + example + "/input.hl7"));
        MappingResult result = Lims.interpreter(Lims.compile("result", LISTS)).interpret(Lims.message(message), 0).result();
        return assertInstanceOf(MappingResult.Mapped.class, result, result::toString).events().stream()
                .map(MappedEvent::event).toList();
    }
}
