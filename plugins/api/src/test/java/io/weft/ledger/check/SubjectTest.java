package io.weft.ledger.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SubjectTest {

    private static final String ID = "0190f3c4-0000-7000-8000-00000000000a";

    @Test
    void everyKindIsReadAndKeepsItsId() {
        for (String text : List.of("checkpoint:42", "sink:42", "checkpoint:newest", "tile:1/7", "tile:head", "leaf:0", "message:" + ID, "lead:lot_number",
                "event:urn:x:a,b@c", "batch:" + ID, "reading:" + ID + "#12", "reading:" + ID)) {
            CheckScope.Subject subject = CheckScope.Subject.parse(text);
            assertEquals(text, subject.kind().name().toLowerCase(Locale.ROOT) + ":" + subject.id());
        }
        assertEquals(new CheckScope.Subject(Kind.LEAF, "7"), CheckScope.Subject.parse("Leaf:7"));
    }

    @Test
    void whatCannotBeARecordIsRefusedByFieldValueAndRule() {
        for (String text : List.of("", "42", "page:42", "checkpoint:-1", "leaf:x", "leaf:99999999999999999999",
                "tile:1", "tile:1/2/3", "message:x", "message:1-1-1-1-1", "batch:" + ID + "0", "reading:" + ID + "#",
                "lead:event", "event: ", "event:a\nb")) {
            String message = assertThrows(IllegalArgumentException.class, () -> CheckScope.Subject.parse(text)).getMessage();
            assertTrue(message.startsWith("only: '" + text + "'"), message);
        }
        assertEquals("only: 'leaf:x': the id is not an index, of 1 to 18 digits",
                assertThrows(IllegalArgumentException.class, () -> CheckScope.Subject.parse("leaf:x")).getMessage());
    }
}
