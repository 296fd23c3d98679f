package io.weft.ledger.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.Reading;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BatchProofTest {

    private static final InclusionProof ALONE = new InclusionProof(0, 1, List.of());

    @Test
    void everySubsetOfEverySmallBatchLeadsToItsRoot() throws Exception {
        for (int count = 1; count <= 9; count++) {
            List<Reading> readings = readings(count);
            BatchEvidence evidence = evidence(readings);
            byte[] root = BatchEnvelope.parse(evidence.envelope()).root();
            for (long subset = 1; subset < 1L << count; subset++) {
                BatchProof proof = BatchProof.of(evidence, ALONE, readings, BitSet.valueOf(new long[] {subset}));
                assertEquals(Long.bitCount(subset), proof.readings().size());
                assertArrayEquals(root, SubsetRoot.of(proof.readings(), proof.hidden(), count));
            }
        }
    }

    @Test
    void aWholeBatchHidesNothingAndOneReadingCostsALogarithm() {
        List<Reading> readings = readings(1_000);
        BatchEvidence evidence = evidence(readings);
        BitSet all = new BitSet();
        all.set(0, 1_000);
        assertEquals(0, BatchProof.of(evidence, ALONE, readings, all).hidden().size());
        BitSet one = new BitSet();
        one.set(500);
        assertEquals(10, BatchProof.of(evidence, ALONE, readings, one).hidden().size());
    }

    @Test
    void aHiddenSubtreeThatIsMissingIsRefused() {
        List<Reading> readings = readings(8);
        BitSet one = new BitSet();
        one.set(3);
        BatchProof proof = BatchProof.of(evidence(readings), ALONE, readings, one);
        List<byte[]> fewer = new ArrayList<>(proof.hidden());
        fewer.remove(2);
        assertTrue(assertThrows(InvalidProofException.class, () -> SubsetRoot.of(proof.readings(), fewer, 8)).getMessage()
                .contains("are neither shown nor hidden"));
    }

    @Test
    void anOrdinalThatIsNotOfTheBatchIsRefused() {
        List<Reading> readings = readings(3);
        BatchEvidence evidence = evidence(readings);
        assertThrows(IllegalArgumentException.class, () -> BatchProof.of(evidence, ALONE, readings,
                BitSet.valueOf(LongStream.of(0b1001).toArray())));
        assertThrows(IllegalArgumentException.class, () -> BatchProof.of(evidence, ALONE, readings, new BitSet()));
    }

    @Test
    void oneValueHasOneFormAndAnEndlessOneNone() {
        byte[] expected = ReadingBytes.encode(reading(new BigDecimal("120")));
        assertArrayEquals(expected, ReadingBytes.encode(reading(new BigDecimal("1.2E+2"))));
        assertArrayEquals(expected, ReadingBytes.encode(reading(new BigDecimal("120.000"))));
        assertArrayEquals(ReadingBytes.encode(reading(BigDecimal.ZERO)),
                ReadingBytes.encode(reading(new BigDecimal("-0E+5"))));
        ReadingBytes.encode(reading(new BigDecimal(Double.MIN_VALUE)));
        ReadingBytes.encode(reading(new BigDecimal(-Double.MAX_VALUE)));
        assertTrue(assertThrows(IllegalArgumentException.class,
                () -> ReadingBytes.encode(reading(new BigDecimal("1E+999999999")))).getMessage()
                .startsWith("value: 1E+999999999 needs 1000000000 digits"));
    }

    private static BatchEvidence evidence(List<Reading> readings) {
        return BatchEvidence.of(new UUID(1, 2), "opcua~cold", Instant.EPOCH, readings);
    }

    private static List<Reading> readings(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Reading("item", i, Optional.of(BigDecimal.valueOf(i)), 0)).toList();
    }

    private static Reading reading(BigDecimal value) {
        return new Reading("item", 0, Optional.of(value), 0);
    }
}
