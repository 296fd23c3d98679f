package io.weft.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsTest {

    @Test
    void aFaultStandsUntilItIsMended() {
        Faults faults = new Faults("file~carrier");
        faults.raise("directory", "/in", "cannot be read");
        faults.raise("directory", "/in", "cannot be\nread at all");
        faults.raise("intake", "file~carrier", "is away");
        assertEquals(List.of("directory: '/in' cannot be read at all", "intake: 'file~carrier' is away"), faults.lines());
        faults.clear("directory", "/in");
        assertEquals(List.of("intake: 'file~carrier' is away"), faults.lines());
    }

    @Test
    void keepOnlySparesOtherSubjects() {
        Faults faults = new Faults("file~carrier");
        faults.raise("maximumBytes", "a", "is too large");
        faults.raise("maximumBytes", "b", "is too large");
        faults.raise("maximum", "c", "is another subject");
        faults.keepOnly("maximumBytes", List.of("b"));
        assertEquals(List.of("maximum: 'c' is another subject", "maximumBytes: 'b' is too large"), faults.lines());
    }
}
