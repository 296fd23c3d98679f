package io.weft.ledger.fabric;

/** What became of a transaction, for ever. */
sealed interface Outcome {

    record Valid(long block) implements Outcome {
    }

    /** @param code Fabric's validation code */
    record Invalid(String code) implements Outcome {

        /** Whether another transaction had changed what this one read: who reads again may go on. */
        boolean stale() {
            return code.equals("MVCC_READ_CONFLICT") || code.equals("PHANTOM_READ_CONFLICT");
        }
    }
}
