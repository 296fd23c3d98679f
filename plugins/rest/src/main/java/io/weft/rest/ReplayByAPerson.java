package io.weft.rest;

import io.weft.adapter.IntakeUnavailableException;
import io.weft.adapter.Outcome;
import io.weft.adapter.Receipt;
import io.weft.audit.Act;
import io.weft.thread.Replay;
import io.weft.thread.StoredMessage;
import java.util.function.Consumer;

/** Gives messages to the mappings that serve now, and writes down who did it. */
final class ReplayByAPerson {

    private final Replay replay;
    private final String user;
    private final Consumer<Act> audit;

    ReplayByAPerson(Replay replay, String user, Consumer<Act> audit) {
        this.replay = replay;
        this.user = user;
        this.audit = audit;
    }

    /**
     * Replays what is quarantined and corrects what is mapped.
     *
     * @param reason why what was mapped is mapped again; not blank for that
     * @throws IllegalArgumentException if the message is neither, or would not be mapped now, or the reason is missing
     */
    Receipt replay(StoredMessage message, String reason) throws IntakeUnavailableException {
        if (message.outcome() == Outcome.QUARANTINED) {
            Receipt after = replay.replay(message.receipt());
            audit.accept(Act.replay(user, message, after));
            return after;
        }
        if (message.outcome() != Outcome.MAPPED) {
            throw new IllegalArgumentException("message " + message.receipt() + " is " + message.outcome()
                    + "; only one that is quarantined or mapped can be replayed");
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException("reason: '' is missing; what was mapped is corrected for a reason");
        }
        Receipt after = replay.correct(message.receipt());
        audit.accept(Act.correction(user, message, after, reason));
        return after;
    }
}
