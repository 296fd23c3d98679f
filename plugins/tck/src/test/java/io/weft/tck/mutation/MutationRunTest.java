package io.weft.tck.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MutationRunTest {

    /** Else a build fails for what the change that it builds has nothing to do with. */
    @Test
    void aBuildTriesTheSameMutantsEachTimeAndOthersForEachSubject() {
        assertEquals(MutationRun.seed("", false, "csv"), MutationRun.seed("", false, "csv"));
        assertNotEquals(MutationRun.seed("", false, "csv"), MutationRun.seed("", false, "json"));
    }

    @Test
    void theLongFormAndRandomTakeANewSeedUnlessToldOne() {
        assertNotEquals(MutationRun.seed("", true, "csv"), MutationRun.seed("", true, "csv"));
        assertNotEquals(MutationRun.seed("random", false, "csv"), MutationRun.seed("random", false, "csv"));
        assertEquals(7, MutationRun.seed("7", true, "csv"));
        assertThrows(NumberFormatException.class, () -> MutationRun.seed("seven", false, "csv"));
    }
}
