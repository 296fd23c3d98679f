package io.weft.database.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedBuffersTest {

    /** An eighth, on a small machine what PostgreSQL itself takes, and never so much that the hub's file cache suffers. */
    @ParameterizedTest
    @CsvSource({"0, 128MB", "536870912, 128MB", "4294967296, 512MB", "12884901888, 1536MB", "274877906944, 2048MB"})
    void anEighthOfTheMemoryWithinBounds(long memory, String setting) {
        assertEquals(setting, SharedBuffers.setting(memory));
    }
}
