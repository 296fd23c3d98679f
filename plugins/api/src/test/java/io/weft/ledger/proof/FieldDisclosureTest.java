package io.weft.ledger.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FieldDisclosureTest {

    private final EventProof event;

    FieldDisclosureTest() throws Exception {
        event = SampleBundle.read().events().get(0);
    }

    @Test
    void oneFieldIsShownWithoutTheRest() throws Exception {
        FieldDisclosure bizStep = disclose("/bizStep").orElseThrow();
        assertEquals("\"receiving\"", new String(bizStep.value(), StandardCharsets.UTF_8));
        bizStep.verify(event.evidence().envelope());
        disclose("/x~1y~0z/\"q\"\n\u0001/2").orElseThrow().verify(event.evidence().envelope());
    }

    @Test
    void anotherValueOrFieldUnderTheSameSaltIsRefused() throws Exception {
        FieldDisclosure shown = disclose("/bizStep").orElseThrow();
        byte[] other = "\"shipping\"".getBytes(StandardCharsets.UTF_8);
        assertRefused(new FieldDisclosure(shown.salt(), shown.pointer(), other));
        assertRefused(new FieldDisclosure(shown.salt(), "/action", shown.value()));
    }

    @Test
    void aSaltOpensNoOtherField() throws Exception {
        FieldDisclosure action = disclose("/action").orElseThrow();
        assertRefused(new FieldDisclosure(disclose("/bizStep").orElseThrow().salt(), "/action", action.value()));
    }

    @Test
    void whatIsNoLeafCannotBeShown() throws Exception {
        assertTrue(disclose("/epcList").isEmpty());
        assertTrue(disclose("/nothing").isEmpty());
        assertFalse(disclose("/epcList/0").isEmpty());
    }

    private Optional<FieldDisclosure> disclose(String pointer) throws MalformedProofException {
        return FieldDisclosure.of(event.evidence().secret(), event.body(), pointer);
    }

    private void assertRefused(FieldDisclosure disclosure) {
        assertThrows(InvalidProofException.class, () -> disclosure.verify(event.evidence().envelope()));
    }
}
