package io.weft.tck;

import java.util.Random;

/** Damaged copies of a message. A run is repeated by its seed, which a failure names. */
final class Mutants {

    private final Random random;
    private final long seed;

    Mutants(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** Some bytes changed, or the end cut off. */
    byte[] next(byte[] original) {
        if (original.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        if (random.nextInt(10) == 0) {
            return java.util.Arrays.copyOf(original, random.nextInt(original.length));
        }
        byte[] mutant = original.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
        }
        return mutant;
    }

    @Override
    public String toString() {
        return "mutants of seed " + seed;
    }
}
