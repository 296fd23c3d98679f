package io.weft.witness;

import io.weft.ledger.proof.NoteSignature;

/** What became of a checkpoint that was offered. */
sealed interface Outcome {

    /** It is durable as the newest, and this is the line. */
    record Cosigned(NoteSignature line) implements Outcome {
    }

    /** The proof does not begin where the witness stands. */
    record Conflict(long size) implements Outcome {
    }

    /** @param status as tlog-witness answers it: 400, 403, 404 or 422 */
    record Refused(int status, String reason) implements Outcome {
    }
}
