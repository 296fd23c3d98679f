package io.weft.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.RawMessage;
import io.weft.event.Event;
import io.weft.mapping.Interpretation;
import io.weft.mapping.Interpreter;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingRef;
import io.weft.mapping.MappingResult;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the hub relies on in every semantic mapping, whether a folder or a service in Java. */
public abstract class SemanticMappingContract {

    private static final int MUTANTS = 500;

    /** An interpreter that serves the mapping and no other. */
    protected abstract Interpreter interpreter();

    protected abstract MappingRef mapping();

    /** At least one message that the mapping maps to events. */
    protected abstract List<RawMessage> messages();

    /** Example and field, for each example of the mapping that does not come out as it should. */
    protected abstract List<String> failedExamples();

    @Test
    public void everyExampleComesOutAsItShould() {
        assertEquals(List.of(), failedExamples());
    }

    @Test
    public void mapsToEventsThatBearAClass() {
        assertFalse(messages().isEmpty());
        for (RawMessage message : messages()) {
            Interpretation interpretation = interpreter().interpret(message, 0);
            assertEquals(mapping(), interpretation.mapping().orElse(null), () -> interpretation.result().toString());
            List<MappedEvent> events = events(interpretation);
            assertFalse(events.isEmpty());
            events.forEach(event -> assertFalse(event.classes().isEmpty(), event.toString()));
        }
    }

    /** A result depends on nothing but the message, or a replay would prove nothing. */
    @Test
    public void mapsTheSameMessageToTheSameBytes() {
        for (RawMessage message : messages()) {
            assertEquals(bodies(interpreter().interpret(message, 0)), bodies(interpreter().interpret(message, 0)));
        }
    }

    @Test
    public void eachEventHasItsOwnIdentity() {
        for (RawMessage message : messages()) {
            List<String> keys = new ArrayList<>();
            for (MappedEvent mapped : events(interpreter().interpret(message, 0))) {
                Event event = mapped.event();
                keys.add(event.id() + " " + event.errorDeclaration().map(error -> error.declarationTime().toString())
                        .orElse(""));
            }
            assertEquals(keys.size(), keys.stream().distinct().count(), keys.toString());
        }
    }

    @Test
    public void damagedMessagesAreAnswered() {
        Mutants mutants = new Mutants(System.nanoTime());
        for (int i = 0; i < MUTANTS; i++) {
            RawMessage original = messages().get(i % messages().size());
            RawMessage mutant = new RawMessage(original.instance(), original.system(), original.format(),
                    original.transportKey(), original.epoch(), original.receivedAt(), original.headers(),
                    mutants.next(original.payload()));
            MappingResult result = interpreter().interpret(mutant, 0).result();
            if (result instanceof MappingResult.Rejected rejected) {
                assertFalse(rejected.reasons().isEmpty(), mutants::toString);
                rejected.reasons().forEach(reason -> assertNotEquals("MAPPING_FAILED", reason.code(),
                        () -> mutants + ": " + reason));
            }
        }
    }

    private static List<MappedEvent> events(Interpretation interpretation) {
        assertTrue(interpretation.result() instanceof MappingResult.Mapped, () -> interpretation.result().toString());
        return ((MappingResult.Mapped) interpretation.result()).events();
    }

    private static List<String> bodies(Interpretation interpretation) {
        return events(interpretation).stream().map(mapped -> HexFormat.of().formatHex(mapped.event().body())).toList();
    }
}
