package io.weft.adapter.hl7;

import io.weft.adapter.BatchReceipt;
import io.weft.adapter.Intake;
import io.weft.adapter.IntakeUnavailableException;
import io.weft.adapter.Outcome;
import io.weft.adapter.RawMessage;
import io.weft.adapter.ReadingBatch;
import io.weft.adapter.Receipt;
import io.weft.event.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** An intake whose outcome the test chooses, and which can be held before its commit. */
final class ChosenIntake implements Intake {

    final List<RawMessage> messages = new CopyOnWriteArrayList<>();
    final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch commit;
    private volatile Outcome outcome = Outcome.MAPPED;
    private volatile boolean down;

    ChosenIntake() {
        this(new CountDownLatch(0));
    }

    /** @param commit is awaited before anything is taken */
    ChosenIntake(CountDownLatch commit) {
        this.commit = commit;
    }

    ChosenIntake choosing(Outcome chosen) {
        outcome = chosen;
        return this;
    }

    ChosenIntake down() {
        down = true;
        return this;
    }

    @Override
    public Receipt accept(RawMessage message) throws IntakeUnavailableException {
        entered.countDown();
        try {
            commit.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (down) {
            throw new IntakeUnavailableException("the store is down", Duration.ofSeconds(1), null);
        }
        messages.add(message);
        return new Receipt(UUID.randomUUID(), outcome, outcome == Outcome.QUARANTINED
                ? List.of(Rejection.user("UNKNOWN_CODE", "MSH-4", "Qä|", "is not in the list")) : List.of());
    }

    @Override
    public BatchReceipt accept(ReadingBatch batch) {
        throw new UnsupportedOperationException();
    }
}
