package io.weft.ledger.check;

import io.weft.ledger.LogStore.Backlog;
import io.weft.thread.StoreUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What is stored, as it is stored: nothing is mended, parsed or left out on the way. Each call reads one consistent state and
 * changes nothing. What the store alone can tell of its rows, that they do not fit its own indexes or the checks that stand
 * beside them, comes along as findings.
 */
@ProviderType
public interface StoredRecords {

    /**
     * Rows in the store's own order, and what the store finds wrong with them.
     *
     * @param next where the following page begins; empty if there is none
     */
    record Page<T>(List<T> rows, List<Finding> findings, Optional<String> next) {
    }

    /**
     * Where a page begins.
     *
     * @param after what {@link Page#next()} said; empty for the first
     * @param since only what the hub received from then on
     * @param limit rows at most
     */
    record Walk(Optional<String> after, Optional<Instant> since, int limit) {
    }

    /** Messages by receipt. The store checks them itself; a row is a receipt, and so is {@code after}. */
    Page<UUID> messages(Walk walk) throws StoreUnavailableException;

    /** One message; no row and a finding if it is not there. */
    Page<UUID> message(UUID receipt) throws StoreUnavailableException;

    /**
     * Rows that lead to messages or say what became of them: search keys, business keys, repeats, reasons of a quarantine, and
     * receipts of sinks. They have nothing but the check beside them. A row is a name.
     */
    Page<String> leads(Walk walk) throws StoreUnavailableException;

    /** Events by record time and eventID. */
    Page<EventRow> events(Walk walk) throws StoreUnavailableException;

    /** An event and its error declarations; no row and a finding if there is none. */
    Page<EventRow> event(String eventId) throws StoreUnavailableException;

    /** Batches by record number. */
    Page<BatchRow> batches(Walk walk) throws StoreUnavailableException;

    /** One batch; no row and a finding if it is not there. */
    Page<BatchRow> batch(UUID id) throws StoreUnavailableException;

    /** A place to begin a walk at, chosen at random; empty if there are no rows. */
    Optional<String> somewhere(Kind kind) throws StoreUnavailableException;

    /**
     * Past the rows of a page that cannot be read: told by their keys alone.
     *
     * @return where the page after it begins; empty if that cannot be told, or there is none
     */
    default Optional<String> past(Kind kind, Walk walk) throws StoreUnavailableException {
        return Optional.empty();
    }

    /** Leaves of every origin by index; {@code after} is as {@link Page#next()}, an origin and an index with a space between. */
    Page<LeafRow> leaves(Walk walk) throws StoreUnavailableException;

    /** The leaf at an index, with what stands there. */
    Optional<LeafRow> leaf(String origin, long index) throws StoreUnavailableException;

    /** The hashes of a tile, joined; empty if it is not there. */
    Optional<byte[]> tile(String origin, int level, long number) throws StoreUnavailableException;

    /** Tiles of every origin; {@code after} is as {@link Page#next()}. */
    Page<TileRow> tiles(Walk walk) throws StoreUnavailableException;

    /** Where a leaf hash stands in the tree; read from end to end, for explaining a difference. */
    OptionalLong indexOf(String origin, byte[] leafHash) throws StoreUnavailableException;

    /** The item of a number; empty if there is none. */
    Optional<Item> item(int number) throws StoreUnavailableException;

    record Item(String instance, String name) {
    }

    /** Size and frontier as they are kept; empty if there is no log. */
    List<LogRow> logs() throws StoreUnavailableException;

    /** Checkpoints of every origin by size; {@code after} is as {@link Page#next()}. */
    Page<CheckpointRow> checkpoints(Walk walk) throws StoreUnavailableException;

    /** Those of one size. */
    List<CheckpointRow> checkpoint(long size) throws StoreUnavailableException;

    /** The newest of an origin up to a size. */
    Optional<CheckpointRow> checkpointUpTo(String origin, long size) throws StoreUnavailableException;

    /** Readings that could be one of a batch that lacks it: of no batch, or of one whose number differs in one bit; for explaining. */
    List<BatchRow.ReadingRow> strays(BatchRow batch, int ordinal) throws StoreUnavailableException;

    /** Numbers and sums that must agree, told by one state of the store; findings where they do not. */
    List<Finding> totals() throws StoreUnavailableException;

    /** Records that wait for their place, and since when the oldest has waited (hub clock). */
    Backlog backlog() throws StoreUnavailableException;

    /**
     * @param record   number of the record that stands there
     * @param leafHash of the log entry that the record with that number has now; empty if there is no such record, or it has none
     * @param holder   what has that number: {@code event} or {@code batch} and its id; empty if nothing has, and in a walk
     */
    record LeafRow(String origin, long index, long record, Optional<byte[]> leafHash, Optional<String> holder) {
    }

    /** @param hashes joined, 32 bytes each */
    record TileRow(String origin, int level, long number, byte[] hashes) {
    }

    /**
     * @param leaves one above the highest index of its leaves
     * @param hashes one above the highest index of the hashes in its tiles of level 0
     */
    record LogRow(String origin, long size, List<byte[]> frontier, long leaves, long hashes) {
    }

    /** @param differing columns that do not fit the check beside the row */
    record CheckpointRow(String origin, long size, byte[] root, Instant signedAt, byte[] note, List<String> differing,
            List<ReceiptRow> receipts) {
    }

    record ReceiptRow(String sink, byte[] receipt) {
    }
}
