package io.weft.tck.mutation;

/**
 * A message made of another.
 *
 * @param seed        of the run
 * @param number      position in the run; seed and number make the same mutant again
 * @param operator    what was done
 * @param original    position of the message that it was made of
 */
public record Mutant(long seed, long number, String operator, int original, byte[] payload, Expectation expectation) {

    @Override
    public String toString() {
        return "mutant " + number + " of seed " + seed + " (" + operator + " of message " + original
                + "; again: -Dweft.seed=" + seed + " -Dweft.mutant=" + number + ")";
    }
}
