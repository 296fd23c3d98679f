package io.weft.thread.postgres;

import io.weft.thread.Candidate;
import io.weft.thread.Identities;
import io.weft.thread.LotIdentifier;
import io.weft.thread.StoreUnavailableException;
import java.time.Clock;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers from one consistent state of the database each. */
@Component(immediate = true)
public final class PostgresIdentities implements Identities {

    private final Sessions sessions;
    private final Clock clock;

    @Activate
    public PostgresIdentities(@Reference Sessions sessions) {
        this(sessions, Clock.systemUTC());
    }

    PostgresIdentities(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public List<Candidate> candidates(LotIdentifier identifier) throws StoreUnavailableException {
        return Walks.read(sessions, identifier.asOf(),
                connection -> new LotFinder(connection, identifier, clock).candidates());
    }
}
