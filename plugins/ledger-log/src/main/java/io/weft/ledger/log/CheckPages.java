package io.weft.ledger.log;

import io.weft.ledger.check.BatchRow;
import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.EventRow;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.Kind;
import io.weft.ledger.check.StoredRecords;
import io.weft.ledger.check.StoredRecords.CheckpointRow;
import io.weft.ledger.check.StoredRecords.Page;
import io.weft.ledger.check.StoredRecords.TileRow;
import io.weft.ledger.check.StoredRecords.Walk;
import io.weft.thread.StoreUnavailableException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads rows of each kind by pages and has them compared. A page that fails while the store answers is read in smaller ones,
 * down to the row; that is named and passed over, so that nothing behind it goes without being looked at.
 */
final class CheckPages {

    /** The order of a whole check; what signs comes first, since all else is held against it. */
    static final List<Kind> ORDER = List.of(Kind.CHECKPOINT, Kind.TILE, Kind.LEAF, Kind.MESSAGE, Kind.LEAD, Kind.EVENT, Kind.BATCH);
    private static final int SMALLER = 8;
    /** Where so many rows fail one after the other it is the table, and more is passed over each time, up to {@link #MOST_PASSED}. */
    private static final int SINGLY = 64;
    private static final int MOST_PASSED = 1_024;

    private final StoredRecords store;
    private final CheckpointCheck checkpoints;
    private final TreeCheck tree;
    private final LeafCheck leaves;
    private final EventCheck events;
    private final BatchCheck batches;
    private final CheckedRecords out;
    private int failed;

    CheckPages(StoredRecords store, CheckpointCheck checkpoints, TreeCheck tree, LeafCheck leaves, EventCheck events,
            BatchCheck batches, CheckedRecords out) {
        this.store = store;
        this.checkpoints = checkpoints;
        this.tree = tree;
        this.leaves = leaves;
        this.events = events;
        this.batches = batches;
        this.out = out;
    }

    static int size(Kind kind) {
        return switch (kind) {
            case CHECKPOINT, EVENT -> 200;
            case TILE -> 64;
            case LEAF, LEAD -> 5_000;
            case MESSAGE -> 500;
            case BATCH -> 20;
            case SINK, READING -> throw new IllegalArgumentException(kind + " comes with others");
        };
    }

    /**
     * Checks one page, or less of it if it cannot be read whole.
     *
     * @return where the next begins; empty if there is none
     * @throws StoreUnavailableException if the store does not answer at all
     */
    Optional<String> next(Kind kind, Walk walk) throws StoreUnavailableException {
        try {
            Optional<String> next = page(kind, walk);
            failed = 0;
            return next;
        } catch (StoreUnavailableException | RuntimeException e) {
            answers();
            return walk.limit() > 1 ? next(kind, new Walk(walk.after(), walk.since(), Math.max(1, walk.limit() / SMALLER)))
                    : again(kind, walk);
        }
    }

    /** One row, once more. */
    private Optional<String> again(Kind kind, Walk walk) throws StoreUnavailableException {
        try {
            return page(kind, walk);
        } catch (StoreUnavailableException | RuntimeException e) {
            answers();
            int rows = failed < SINGLY ? 1 : Math.min(MOST_PASSED, failed);
            Optional<String> next = past(kind, new Walk(walk.after(), walk.since(), rows));
            if (kind == Kind.MESSAGE && rows == 1 && next.isPresent() && message(next.get())) {
                return next;
            }
            failed += rows;
            unreadable(table(kind), walk.after().map(after -> "after " + after).orElse("first"), next.isPresent() ? rows + " row(s)"
                    : "row(s), none behind them was looked at", e);
            return next;
        }
    }

    /** Over partitions a page may fail at a row that comes after it. */
    private boolean message(String receipt) throws StoreUnavailableException {
        try {
            stored(Kind.MESSAGE, store.message(UUID.fromString(receipt)));
            return true;
        } catch (StoreUnavailableException | RuntimeException e) {
            answers();
            return false;
        }
    }

    /** @throws StoreUnavailableException if it is not the page but the store */
    private void answers() throws StoreUnavailableException {
        store.logs();
    }

    private Optional<String> past(Kind kind, Walk walk) throws StoreUnavailableException {
        try {
            return store.past(kind, walk);
        } catch (StoreUnavailableException | RuntimeException e) {
            answers();
            return Optional.empty();
        }
    }

    private void unreadable(String table, String where, String what, Exception cause) {
        out.at(null);
        out.found(Finding.missing(table, where, "", what + " that can be read and compared: "
                + (cause.getMessage() == null ? cause.toString() : cause.getMessage())));
    }

    /** Numbers that whole tables tell. */
    void totals() throws StoreUnavailableException {
        out.at(null);
        try {
            out.found(store.totals());
        } catch (StoreUnavailableException | RuntimeException e) {
            answers();
            unreadable("tally", "all", "totals", e);
        }
    }

    /** Reads and checks one page. @return where the next begins */
    Optional<String> page(Kind kind, Walk walk) throws StoreUnavailableException {
        return switch (kind) {
            case CHECKPOINT -> checkpoints(store.checkpoints(walk));
            case TILE -> tiles(store.tiles(walk));
            case LEAF -> {
                Page<StoredRecords.LeafRow> page = store.leaves(walk);
                leaves.check(walk, page.rows());
                yield stored(kind, page);
            }
            case MESSAGE -> stored(kind, store.messages(walk));
            case LEAD -> stored(kind, store.leads(walk));
            case EVENT -> events(store.events(walk));
            case BATCH -> batches(store.batches(walk));
            case SINK, READING -> throw new IllegalArgumentException(kind + " comes with others");
        };
    }

    Optional<String> events(Page<EventRow> page) throws StoreUnavailableException {
        for (EventRow row : page.rows()) {
            at(Kind.EVENT, row.eventId());
            events.check(row);
        }
        return stored(Kind.EVENT, page);
    }

    Optional<String> batches(Page<BatchRow> page) throws StoreUnavailableException {
        for (BatchRow row : page.rows()) {
            at(Kind.BATCH, row.id());
            batches.check(row);
        }
        return stored(Kind.BATCH, page);
    }

    /** What the store itself finds wrong with the rows of a page. */
    Optional<String> stored(Kind kind, Page<?> page) {
        for (Finding finding : page.findings()) {
            out.at(subject(finding));
            out.found(finding);
        }
        out.at(null);
        out.checked(kind, page.rows().size());
        return page.next();
    }

    private Optional<String> checkpoints(Page<CheckpointRow> page) throws StoreUnavailableException {
        for (CheckpointRow row : page.rows()) {
            if (!out.goOn()) {
                // Each of them may ask a sink that is far.
                break;
            }
            at(Kind.CHECKPOINT, row.size());
            checkpoints.check(row);
        }
        out.at(null);
        return page.next();
    }

    private Optional<String> tiles(Page<TileRow> page) throws StoreUnavailableException {
        for (TileRow row : page.rows()) {
            at(Kind.TILE, row.level() + "/" + row.number());
            tree.tile(row);
        }
        return stored(Kind.TILE, page);
    }

    private void at(Kind kind, Object id) {
        out.at(new CheckScope.Subject(kind, String.valueOf(id)));
    }

    /** Where the store itself sees a difference; what events are found by is not looked up from there. */
    private static CheckScope.Subject subject(Finding finding) {
        return switch (finding.table()) {
            case "message" -> new CheckScope.Subject(Kind.MESSAGE, finding.record());
            case "batch" -> new CheckScope.Subject(Kind.BATCH, finding.record());
            case "message_key", "message_repeat", "business_key", "rejection", "checkpoint_receipt" ->
                    new CheckScope.Subject(Kind.LEAD, finding.table());
            default -> null;
        };
    }

    private static String table(Kind kind) {
        return switch (kind) {
            case TILE -> "log_tile";
            case CHECKPOINT, LEAF, MESSAGE, LEAD, EVENT, BATCH, SINK, READING -> kind.name().toLowerCase(Locale.ROOT);
        };
    }
}
