package io.weft.ledger.log;

import io.weft.ledger.LogStore.Backlog;
import io.weft.ledger.check.BatchRow;
import io.weft.ledger.check.CheckReport;
import io.weft.ledger.check.EventRow;
import io.weft.ledger.check.StoredRecords;
import io.weft.ledger.check.StoredRecords.LeafRow;
import io.weft.ledger.check.StoredRecords.LogRow;
import io.weft.ledger.proof.CheckpointText;
import io.weft.thread.StoreUnavailableException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What is stored and in no signed checkpoint yet. */
final class UncoveredTail {

    private final StoredRecords store;
    private final LogSettings settings;
    private final CheckpointCheck checkpoints;

    UncoveredTail(StoredRecords store, LogSettings settings, CheckpointCheck checkpoints) {
        this.store = store;
        this.settings = settings;
        this.checkpoints = checkpoints;
    }

    /** As it is now: what was signed while the check ran is covered. */
    CheckReport.Uncovered uncovered() throws StoreUnavailableException {
        Backlog backlog = store.backlog();
        long leaves = leaves();
        long covered = checkpoints.newest().map(CheckpointText::size).orElse(0L);
        Optional<Instant> first = covered < leaves ? receivedAt(covered) : Optional.empty();
        return new CheckReport.Uncovered(backlog.pending(), Math.max(0, leaves - covered),
                Stream.of(backlog.oldest(), first).flatMap(Optional::stream).min(Comparator.naturalOrder()));
    }

    /** As many as the tiles have hashes of. */
    long leaves() throws StoreUnavailableException {
        return store.logs().stream().filter(log -> log.origin().equals(settings.origin())).mapToLong(LogRow::hashes).findFirst().orElse(0);
    }

    /** When the record at a leaf was received, hub clock; empty if there is none. */
    Optional<Instant> receivedAt(long index) throws StoreUnavailableException {
        Optional<LeafRow> leaf = store.leaf(settings.origin(), index);
        String[] holder = leaf.flatMap(LeafRow::holder).orElse("").split(" ", 2);
        return switch (holder[0]) {
            case "event" -> store.event(holder[1]).rows().stream().filter(event -> event.record() == leaf.get().record())
                    .map(EventRow::recordTime).findFirst();
            case "batch" -> store.batch(UUID.fromString(holder[1])).rows().stream().map(BatchRow::receivedAt).findFirst();
            default -> Optional.empty();
        };
    }
}
