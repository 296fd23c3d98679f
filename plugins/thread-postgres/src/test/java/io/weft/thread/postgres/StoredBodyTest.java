package io.weft.thread.postgres;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.Digests;
import io.weft.event.Event;
import io.weft.tck.SampleEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoredBodyTest {

    private static final Event RECEIPT = SampleEvent.object("urn:uuid:00000000-0000-4000-8000-000000000001", "2026-03-01T08:00:00Z")
            .lot("https://id.gs1.org/01/09521321000018/10/L-1", "5").location("https://id.gs1.org/414/9521321000018")
            .cites("urn:epcglobal:cbv:bt:9521321000001:4500000123").event();

    @Test
    void aBodyComesBackExactlyAndIsLessThanHalfAsLong() {
        byte[] stored = StoredBody.of(RECEIPT.body());
        assertArrayEquals(RECEIPT.body(), StoredBody.canonical(stored));
        assertTrue(2 * stored.length < RECEIPT.body().length, stored.length + " of " + RECEIPT.body().length + " bytes");
    }

    /** Rows of schema versions before 10. */
    @Test
    void aBodyThatWasStoredAsItIsIsReadAsItIs() {
        assertSame(RECEIPT.body(), StoredBody.canonical(RECEIPT.body()));
    }

    @Test
    void whatDoesNotBecomeShorterStaysAsItIs() {
        byte[] random = new byte[64];
        new Random(1).nextBytes(random);
        byte[] body = ("{\"a\":\"" + HexFormat.of().formatHex(random).substring(0, 8) + "\"}").getBytes(StandardCharsets.UTF_8);
        assertSame(body, StoredBody.of(body));
        assertSame(body, StoredBody.canonical(body));
    }

    @Test
    void theLongestBodyComesBack() {
        byte[] body = new byte[Event.MAXIMUM_BYTES];
        Arrays.fill(body, (byte) 'x');
        body[0] = '{';
        assertArrayEquals(body, StoredBody.canonical(StoredBody.of(body)));
    }

    @Test
    void manyThreadsDoNotDisturbEachOther() {
        List<byte[]> bodies = IntStream.range(0, 500).mapToObj(n -> SampleEvent
                .object("urn:uuid:00000000-0000-4000-8000-" + String.format("%012d", n), "2026-03-01T08:00:00Z")
                .epc("https://id.gs1.org/00/109521321000000011").event().body()).toList();
        assertTrue(bodies.parallelStream().allMatch(body -> Arrays.equals(body, StoredBody.canonical(StoredBody.of(body)))));
    }

    @Test
    void damageIsNoticed() {
        byte[] stored = StoredBody.of(RECEIPT.body());
        assertThrows(IllegalStateException.class, () -> StoredBody.canonical(new byte[0]));
        assertThrows(IllegalStateException.class, () -> StoredBody.canonical(Arrays.copyOf(stored, stored.length - 1)));
        byte[] unknown = stored.clone();
        unknown[0] = 2;
        assertTrue(assertThrows(IllegalStateException.class, () -> StoredBody.canonical(unknown)).getMessage().contains("byte 2"));
    }

    /** Every row that was ever stored is read with it. If this fails, undo the change and give a new dictionary a new number. */
    @Test
    void theDictionaryIsTheOneThatRowsWereWrittenWith() {
        assertEquals("8ab2edb772829dce21bb9383b3cc39f6fc5e5c0b94c8c4b46952f84b590e737e",
                Digests.hex(Digests.sha256(StoredBody.dictionary("body-dictionary-1.txt"))));
    }
}
