package io.weft.thread.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowSealTest {

    private static final List<String> COLUMNS = List.of("text", "bytes", "number", "time", "none");
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.123456Z");

    private final byte[] seal = RowSeal.of("erp", new byte[] {1, 2, 3}, 42, TIME, null);

    @Test
    void changedColumnIsNamed() {
        assertEquals(List.of(), RowSeal.differing(seal, COLUMNS, "erp", new byte[] {1, 2, 3}, 42, TIME, null));
        assertEquals(List.of("text"), RowSeal.differing(seal, COLUMNS, "erq", new byte[] {1, 2, 3}, 42, TIME, null));
        assertEquals(List.of("bytes", "number"), RowSeal.differing(seal, COLUMNS, "erp", new byte[] {1, 2, 2}, 43, TIME, null));
        assertEquals(List.of("time"), RowSeal.differing(seal, COLUMNS, "erp", new byte[] {1, 2, 3}, 42, TIME.plusNanos(1_000), null));
    }

    @Test
    void nothingIsNotEmpty() {
        assertEquals(List.of("none"), RowSeal.differing(seal, COLUMNS, "erp", new byte[] {1, 2, 3}, 42, TIME, ""));
    }

    @Test
    void everyBitOfTheSealItselfIsToldFromItsColumn() {
        for (int bit = 0; bit < seal.length * Byte.SIZE; bit++) {
            byte[] changed = seal.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertEquals(List.of("seal"), RowSeal.differing(changed, COLUMNS, "erp", new byte[] {1, 2, 3}, 42, TIME, null));
        }
    }

    /** What PostgreSQL keeps of a time is all that can be checked of it. */
    @Test
    void timeIsSealedAsItIsStored() {
        assertEquals(List.of(), RowSeal.differing(RowSeal.of(TIME.plusNanos(999)), List.of("time"), TIME));
    }

    @Test
    void rowFromBeforeThereWereSealsTellsNothing() {
        assertEquals(List.of(), RowSeal.differing(null, COLUMNS, "other", new byte[0], 1, TIME, "x"));
    }
}
