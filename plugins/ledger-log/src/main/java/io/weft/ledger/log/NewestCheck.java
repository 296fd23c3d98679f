package io.weft.ledger.log;

import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.Kind;
import io.weft.ledger.check.StoredRecords;
import io.weft.ledger.check.StoredRecords.CheckpointRow;
import io.weft.thread.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The newest checkpoint: that there is one, and that the store has the one of which a copy stands beside the key. */
final class NewestCheck {

    private static final CheckScope.Subject NEWEST = new CheckScope.Subject(Kind.CHECKPOINT, CheckScope.Subject.NEWEST);
    /** The log signs at the latest after its own interval; so much later it does not. */
    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final int ATTEMPTS = 10;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final StoredRecords store;
    private final LogSettings settings;
    private final CheckpointCheck checkpoints;
    private final TreeCheck tree;
    private final UncoveredTail tail;
    private final Optional<LastCheckpoint.Signed> kept;
    private final Clock clock;
    private final CheckedRecords out;

    /** @param kept the copy, read before the store was */
    NewestCheck(StoredRecords store, LogSettings settings, CheckpointCheck checkpoints, TreeCheck tree, UncoveredTail tail,
            Optional<LastCheckpoint.Signed> kept, Clock clock, CheckedRecords out) {
        this.store = store;
        this.settings = settings;
        this.checkpoints = checkpoints;
        this.tree = tree;
        this.tail = tail;
        this.kept = kept;
        this.clock = clock;
        this.out = out;
    }

    void check() throws StoreUnavailableException {
        if (tree.covered() > 0) {
            for (CheckpointRow row : store.checkpoint(tree.covered())) {
                out.at(new CheckScope.Subject(Kind.CHECKPOINT, Long.toString(row.size())));
                checkpoints.check(row);
            }
        }
        present();
        keptBesideKey();
    }

    /** A log with leaves has a checkpoint, unless the first of them came just now. */
    void present() throws StoreUnavailableException {
        if (tree.covered() > 0) {
            return;
        }
        long leaves = tail.leaves();
        if (leaves == 0 || checkpoints.newest().isPresent()) {
            return;
        }
        Optional<Instant> since = tail.receivedAt(0);
        if (since.isEmpty() || since.get().isBefore(clock.instant().minus(settings.telemetryInterval()).minus(GRACE))) {
            out.at(NEWEST);
            out.found(Finding.missing("checkpoint", CheckScope.Subject.NEWEST, "", "a signed checkpoint of " + settings.epochOrigin()
                    + ", which has " + leaves + " leaves"));
        }
    }

    /** The copy goes ahead of the store: it is read first, and what is not in the store yet may be on its way there. */
    void keptBesideKey() throws StoreUnavailableException {
        if (kept.isEmpty() || !kept.get().text().origin().equals(settings.epochOrigin())) {
            return;
        }
        long size = kept.get().text().size();
        Optional<CheckpointRow> row = row(size);
        for (int attempt = 0; row.isEmpty() && attempt < ATTEMPTS && out.goOn(); attempt++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            row = row(size);
        }
        out.at(NEWEST);
        if (row.isEmpty()) {
            out.found(Finding.missing("checkpoint", size, "", "the newest that was signed, as it stands beside the key"));
        } else if (!Arrays.equals(row.get().note(), kept.get().note())) {
            out.found(Finding.altered("checkpoint", size, "note", "another", "the one that stands beside the key"));
        }
    }

    private Optional<CheckpointRow> row(long size) throws StoreUnavailableException {
        return store.checkpoint(size).stream().filter(row -> row.origin().equals(settings.epochOrigin())).findFirst();
    }
}
