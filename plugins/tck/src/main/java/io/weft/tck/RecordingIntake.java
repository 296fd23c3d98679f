package io.weft.tck;

import io.weft.adapter.BatchReceipt;
import io.weft.adapter.Intake;
import io.weft.adapter.IntakeUnavailableException;
import io.weft.adapter.Outcome;
import io.weft.adapter.RawMessage;
import io.weft.adapter.ReadingBatch;
import io.weft.adapter.Receipt;
import io.weft.event.Reading;
import io.weft.event.Rejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * An intake that keeps what it took in memory, and can be closed as when the ingest route is stopped or the store is
 * down. For the tests of adapters; what intake makes of a message is not their concern.
 */
public final class RecordingIntake implements Intake {

    private final List<RawMessage> messages = new ArrayList<>();
    private final List<Reading> readings = new ArrayList<>();
    private final Set<Reading> distinct = new HashSet<>();
    private int largestBatch;
    private int refusals;
    private boolean closed;
    private Outcome answer = Outcome.MAPPED;

    /** What messages come to from now on; {@link Outcome#MAPPED} at first. */
    public synchronized RecordingIntake answering(Outcome outcome) {
        answer = outcome;
        return this;
    }

    @Override
    public synchronized Receipt accept(RawMessage message) throws IntakeUnavailableException {
        refuseIfClosed();
        messages.add(message);
        List<Rejection> reasons = answer == Outcome.QUARANTINED
                ? List.of(Rejection.user("TCK", "", "", "the test asked for it")) : List.of();
        return new Receipt(UUID.randomUUID(), answer, reasons);
    }

    @Override
    public synchronized BatchReceipt accept(ReadingBatch batch) throws IntakeUnavailableException {
        refuseIfClosed();
        if (batch.readings().isEmpty()) {
            throw new IllegalArgumentException("a batch holds at least one reading");
        }
        largestBatch = Math.max(largestBatch, batch.readings().size());
        readings.addAll(batch.readings());
        int stored = (int) batch.readings().stream().filter(distinct::add).count();
        return new BatchReceipt(stored, batch.readings().size() - stored);
    }

    /** Of all instances: a test has one. */
    @Override
    public synchronized Map<String, Long> newest(String instance) throws IntakeUnavailableException {
        refuseIfClosed();
        Map<String, Long> newest = new HashMap<>();
        readings.stream().filter(reading -> reading.value().isPresent())
                .forEach(reading -> newest.merge(reading.item(), reading.sourceTime(), Math::max));
        return newest;
    }

    /** From now on every call ends in {@link IntakeUnavailableException}. */
    public synchronized void close() {
        closed = true;
    }

    public synchronized void open() {
        closed = false;
    }

    /** All messages in the order in which they were taken. */
    public synchronized List<RawMessage> messages() {
        return List.copyOf(messages);
    }

    /** All readings in the order in which they were taken, repeated ones as often as they came. */
    public synchronized List<Reading> readings() {
        return List.copyOf(readings);
    }

    public synchronized Set<Reading> distinctReadings() {
        return Set.copyOf(distinct);
    }

    public synchronized int distinctCount() {
        return distinct.size();
    }

    public synchronized int largestBatch() {
        return largestBatch;
    }

    /** How often a call was refused while closed. */
    public synchronized int refusals() {
        return refusals;
    }

    private void refuseIfClosed() throws IntakeUnavailableException {
        if (closed) {
            refusals++;
            throw new IntakeUnavailableException("the ingest route is stopped", Duration.ofMillis(50), null);
        }
    }
}
