package io.weft.tamper.attack;

import java.util.Optional;
import java.util.random.RandomGenerator;

/** Something that changes single bits at one place where evidence is kept. */
public interface Attack {

    /** Changes a bit. Empty if what it chose cannot be: no value, or one that its keeper refuses; then nothing is changed. */
    Optional<Attempt> attempt(RandomGenerator random) throws Exception;

    /** One changed bit, until it is undone. */
    interface Attempt {

        /** What was changed, as the report counts it. */
        String kind();

        /** Where exactly, as the report counts it. */
        String place();

        /** Runs the check that has to find it, on what was changed alone. */
        Verdict check() throws Exception;

        /** Runs the check on everything, without a hint; empty if there is no such thing. */
        default Optional<Verdict> checkEverything() throws Exception {
            return Optional.empty();
        }

        void undo() throws Exception;
    }

    /**
     * @param caught whether the check found anything
     * @param named  whether it named the record and field
     * @param words  what it said
     */
    record Verdict(boolean caught, boolean named, String words) {
    }
}
