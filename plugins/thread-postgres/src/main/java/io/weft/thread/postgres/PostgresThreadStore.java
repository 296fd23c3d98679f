package io.weft.thread.postgres;

import io.weft.adapter.BatchReceipt;
import io.weft.adapter.Outcome;
import io.weft.adapter.ReadingBatch;
import io.weft.adapter.Receipt;
import io.weft.event.Rejection;
import io.weft.event.Series;
import io.weft.mapping.Interpretation;
import io.weft.mapping.MappingRef;
import io.weft.mapping.MappingResult;
import io.weft.thread.Intaken;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.ThreadStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Commits messages by plan and write: two round trips for a group, however large it is. */
@Component(immediate = true)
public final class PostgresThreadStore implements ThreadStore {

    private final Sessions sessions;
    private final Clock clock;
    private final TimeOrderedIds ids;
    private final ReadingWriter readings;

    @Activate
    public PostgresThreadStore(@Reference Sessions sessions) {
        this(sessions, Clock.systemUTC());
    }

    PostgresThreadStore(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
        this.ids = new TimeOrderedIds(clock);
        this.readings = new ReadingWriter(sessions, ids, clock);
    }

    @Override
    public Receipt store(Intaken intaken) throws StoreUnavailableException {
        return storeAll(List.of(intaken)).get(0);
    }

    @Override
    public List<Receipt> storeAll(List<Intaken> intaken) throws StoreUnavailableException {
        try {
            return sessions.writing(connection -> commit(connection, intaken));
        } catch (SQLException e) {
            if (!SqlFaults.refused(e)) {
                throw new StoreUnavailableException(SqlFaults.reason(e), e);
            }
            return intaken.size() > 1 ? oneByOne(intaken) : List.of(quarantine(intaken.get(0), e));
        }
    }

    private List<Receipt> commit(Connection connection, List<Intaken> intaken) throws SQLException {
        Known known = new KnownLookup(connection).of(intaken);
        List<Planned> planned = new IntakePlan(known, IdentityLinks.of(connection, intaken), ids).of(intaken);
        new IntakeWriter(connection, clock.instant(), known::record).write(planned);
        return planned.stream().map(Planned::receipt).toList();
    }

    /** Something in one of them cannot be stored as it is; the others must not suffer from it. */
    private List<Receipt> oneByOne(List<Intaken> intaken) throws StoreUnavailableException {
        List<Receipt> receipts = new ArrayList<>();
        for (Intaken message : intaken) {
            receipts.add(store(message));
        }
        return receipts;
    }

    /** The message itself is kept, whatever was made of it. */
    private Receipt quarantine(Intaken intaken, SQLException refusal) throws StoreUnavailableException {
        Intaken bare = bare(intaken, refusal);
        return sessions.write(connection -> commit(connection, List.of(bare))).get(0);
    }

    private static Intaken bare(Intaken intaken, SQLException refusal) {
        Interpretation interpretation = intaken.interpretation();
        MappingResult rejected = new MappingResult.Rejected(List.of(Rejection.internal("STORE_REFUSED", "",
                String.valueOf(refusal.getSQLState()), "was refused by the store: " + refusal.getMessage())), List.of());
        return new Intaken(new Interpretation(interpretation.message(), interpretation.id(), interpretation.mapping(),
                interpretation.replay(), rejected), List.of(), List.of());
    }

    @Override
    public BatchReceipt store(ReadingBatch batch) throws StoreUnavailableException {
        return readings.store(batch);
    }

    @Override
    public void describe(Series series, MappingRef mapping) throws StoreUnavailableException {
        int item = readings.number(series.instance(), series.item());
        sessions.write(connection -> {
            new SeriesTable(connection).describe(item, series, mapping, clock.instant());
            return item;
        });
        readings.described(item, series);
    }

    @Override
    public Receipt replayed(UUID receipt, Intaken intaken) throws StoreUnavailableException {
        try {
            return sessions.writing(connection -> replay(connection, receipt, intaken));
        } catch (SQLException e) {
            if (!SqlFaults.refused(e)) {
                throw new StoreUnavailableException(SqlFaults.reason(e), e);
            }
            Intaken bare = bare(intaken, e);
            return sessions.write(connection -> replay(connection, receipt, bare));
        }
    }

    private Receipt replay(Connection connection, UUID receipt, Intaken intaken) throws SQLException {
        MessageReader.Kept kept = new MessageReader(connection).lock(receipt).orElseThrow(
                () -> new IllegalArgumentException("receipt: '" + receipt + "' names no message"));
        Known known = new KnownLookup(connection).of(List.of(intaken));
        return switch (kept.outcome()) {
            case QUARANTINED -> write(connection, known, plan(connection, known, receipt, intaken), kept);
            case MAPPED -> correct(connection, known, receipt, intaken, kept);
            case IGNORED, DUPLICATE -> new Receipt(receipt, kept.outcome(), List.of());
        };
    }

    /** A message that somebody else replayed meanwhile stays as that left it; what cannot be mapped now stays as it is. */
    private Receipt correct(Connection connection, Known known, UUID receipt, Intaken intaken, MessageReader.Kept kept)
            throws SQLException {
        if (intaken.interpretation().replay() != kept.replay() + 1) {
            return new Receipt(receipt, kept.outcome(), List.of());
        }
        Planned.First planned = plan(connection, known, receipt, intaken);
        if (planned.outcome() != Outcome.MAPPED) {
            throw new IllegalArgumentException("receipt: '" + receipt + "' would now be " + planned.outcome() + " "
                    + planned.reasons() + "; it stays as it was mapped");
        }
        return write(connection, known, planned, kept);
    }

    private Planned.First plan(Connection connection, Known known, UUID receipt, Intaken intaken) throws SQLException {
        return new IntakePlan(known, IdentityLinks.of(connection, List.of(intaken)), ids).replay(intaken, receipt);
    }

    private Receipt write(Connection connection, Known known, Planned.First planned, MessageReader.Kept kept)
            throws SQLException {
        new IntakeWriter(connection, clock.instant(), known::record).replay(planned, kept.replay() + 1, kept.outcome());
        return planned.receipt();
    }
}
