package io.weft.thread.postgres;

import io.weft.event.EvidenceClass;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** Classes of key data as a number: bit {@code n - 1} stands for class {@code n}. */
final class ClassBits {

    private ClassBits() {
    }

    static short of(Collection<EvidenceClass> classes) {
        int bits = 0;
        for (EvidenceClass evidenceClass : classes) {
            bits |= of(evidenceClass);
        }
        return (short) bits;
    }

    static short of(EvidenceClass evidenceClass) {
        return (short) (1 << evidenceClass.number() - 1);
    }

    /** How many leaves bear each class. */
    static final class Count {

        private final Map<EvidenceClass, Long> counts = new EnumMap<>(EvidenceClass.class);

        void add(int bits, long leaves) {
            for (EvidenceClass evidenceClass : EvidenceClass.values()) {
                if ((bits & of(evidenceClass)) != 0) {
                    counts.merge(evidenceClass, leaves, Long::sum);
                }
            }
        }

        Map<EvidenceClass, Long> counts() {
            return counts;
        }
    }
}
