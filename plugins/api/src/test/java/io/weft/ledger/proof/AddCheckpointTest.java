package io.weft.ledger.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddCheckpointTest {

    private static final String HASH = "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n";

    /** The example of tlog-witness, with one of its signatures. */
    private static final String EXAMPLE = "old 20852014\n" + HASH + """
            jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
            5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
            /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            \u2014 example.com/behind-the-sofa \
            Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            """;

    @Test
    void theExampleIsRead() throws Exception {
        AddCheckpoint read = AddCheckpoint.parse(bytes(EXAMPLE));
        assertEquals(20_852_014, read.old());
        assertEquals(4, read.proof().size());
        assertEquals(20_852_163, CheckpointText.read(read.note()).size());
        assertArrayEquals(bytes(EXAMPLE), read.encode());
    }

    @Test
    void withoutAnOldTreeThereIsNoProof() throws Exception {
        AddCheckpoint first = new AddCheckpoint(0, List.of(), bytes("note"));
        assertEquals("old 0\n\nnote", new String(first.encode(), StandardCharsets.UTF_8));
        assertEquals(0, AddCheckpoint.parse(first.encode()).old());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\nnote", "old\n\nnote", "old 01\n\nnote", "old -1\n\nnote", "old 1 \n\nnote", "old 1\nnote",
        "old 1\r\n\r\nnote", "old 9999999999999999999\n\nnote", "old 1\nAAAA\n\nnote", "old 1\nnot base64!\n\nnote",
        "old 1\n\u00e9\n\nnote"})
    void whatIsNotInItsOneFormIsRefused(String body) {
        assertThrows(MalformedProofException.class, () -> AddCheckpoint.parse(bytes(body)));
    }

    @Test
    void moreHashesThanAnyTreeNeedsAreRefused() throws Exception {
        assertEquals(63, AddCheckpoint.parse(bytes("old 1\n" + HASH.repeat(63) + "\nnote")).proof().size());
        assertThrows(MalformedProofException.class, () -> AddCheckpoint.parse(bytes("old 1\n" + HASH.repeat(64) + "\nnote")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
