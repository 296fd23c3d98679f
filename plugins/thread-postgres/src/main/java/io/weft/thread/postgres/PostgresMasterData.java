package io.weft.thread.postgres;

import io.weft.thread.MasterData;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.StoredEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers from one consistent state of the database each. */
@Component(immediate = true)
public final class PostgresMasterData implements MasterData {

    private static final int MAXIMUM_PAGE = 1_000;

    private final Sessions sessions;

    @Activate
    public PostgresMasterData(@Reference Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public List<String> vocabularies() throws StoreUnavailableException {
        return sessions.read(connection -> new StatementTable(connection, AsOf.NOW).vocabularies());
    }

    @Override
    public Optional<StoredEvent> statement(String vocabulary, String id, Instant validAt, OptionalLong asOf)
            throws StoreUnavailableException {
        return Walks.read(sessions, asOf, connection -> {
            Optional<HeldStatement> held = new StatementTable(connection, new AsOf(asOf))
                    .holding(StorableText.key(vocabulary), StorableText.key(IdentityLink.canonical(id)), validAt);
            return stored(connection, asOf, held.stream().toList()).stream().findFirst();
        });
    }

    @Override
    public List<StoredEvent> statements(String vocabulary, Optional<String> after, int limit, Instant validAt,
            OptionalLong asOf) throws StoreUnavailableException {
        if (limit < 1 || limit > MAXIMUM_PAGE) {
            throw new IllegalArgumentException("limit: '" + limit + "' is not 1 to " + MAXIMUM_PAGE);
        }
        return Walks.read(sessions, asOf, connection -> stored(connection, asOf,
                new StatementTable(connection, new AsOf(asOf)).page(StorableText.key(vocabulary), after, limit, validAt)));
    }

    private static List<StoredEvent> stored(Connection connection, OptionalLong asOf, List<HeldStatement> held)
            throws SQLException {
        Map<Long, StoredEvent> events =
                new EventReader(connection, new AsOf(asOf)).numbered(held.stream().map(HeldStatement::record).toList());
        return held.stream().map(each -> events.get(each.record())).toList();
    }
}
