package io.weft.errors.hub;

import io.weft.database.Database;
import io.weft.database.embedded.EmbeddedPostgres;
import io.weft.thread.ThreadQuery;
import io.weft.thread.ThreadStore;
import io.weft.thread.postgres.PostgresThreadQuery;
import io.weft.thread.postgres.PostgresThreadStore;
import io.weft.thread.postgres.Sessions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The hub's store on a PostgreSQL of this run's own. */
final class SiteStore implements AutoCloseable {

    private static final int CONNECTIONS = 8;
    private static final int CONNECTION_TIMEOUT_MILLIS = 10_000;
    private static final int SOCKET_TIMEOUT_SECONDS = 120;
    private static final Duration START = Duration.ofSeconds(120);

    private final EmbeddedPostgres postgres;
    private final Sessions sessions;

    private record Place(String url, String user, Path passwordFile) implements Database {
    }

    SiteStore(Path folder) throws IOException, InterruptedException {
        postgres = EmbeddedPostgres.start(folder, 0, START);
        sessions = new Sessions(new Place(postgres.url(EmbeddedPostgres.DATABASE), EmbeddedPostgres.USER, postgres.passwordFile()),
                CONNECTIONS, CONNECTION_TIMEOUT_MILLIS, SOCKET_TIMEOUT_SECONDS);
    }

    ThreadStore store() {
        return new PostgresThreadStore(sessions);
    }

    ThreadQuery query() {
        return new PostgresThreadQuery(sessions);
    }

    @Override
    public void close() throws Exception {
        sessions.close();
        postgres.close();
    }
}
