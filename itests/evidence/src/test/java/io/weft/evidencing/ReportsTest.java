package io.weft.evidencing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportsTest {

    @Test
    void objectsArePutTogetherMemberByMember() {
        assertEquals(Map.of("cost", Map.of("proofBytes", 1, "ratioLog", 2), "tamper", Map.of("trials", 3)),
                Reports.merged(Map.of("cost", Map.of("proofBytes", 1)),
                        Map.of("cost", Map.of("ratioLog", 2), "tamper", Map.of("trials", 3))));
    }

    @Test
    void noFigureIsReplacedByAnother() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> Reports.merged(Map.of("cost", Map.of("ratioLog", 1)), Map.of("cost", Map.of("ratioLog", 1))));
        assertEquals("cost.ratioLog: two reports say it", refused.getMessage());
    }
}
