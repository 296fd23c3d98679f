package io.weft.route.ingest;

import io.weft.database.Database;
import io.weft.database.embedded.EmbeddedPostgres;
import io.weft.thread.ThreadQuery;
import io.weft.thread.ThreadStore;
import io.weft.thread.postgres.PostgresThreadQuery;
import io.weft.thread.postgres.PostgresThreadStore;
import io.weft.thread.postgres.Sessions;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.time.Duration;

/** The hub's own store on a PostgreSQL of this test's own. */
final class RealStore implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final ThreadStore store;
    private final ThreadQuery query;

    private record Place(String url, String user, Path passwordFile) implements Database {
    }

    RealStore(Path folder) throws Exception {
        postgres = EmbeddedPostgres.start(folder, 0, Duration.ofSeconds(60));
        // Outside a container nobody makes the annotation that its public constructor takes.
        Constructor<Sessions> constructor =
                Sessions.class.getDeclaredConstructor(Database.class, int.class, int.class, int.class);
        constructor.setAccessible(true);
        Sessions sessions = constructor.newInstance(new Place(postgres.url(EmbeddedPostgres.DATABASE),
                EmbeddedPostgres.USER, postgres.passwordFile()), 8, 2_000, 30);
        store = new PostgresThreadStore(sessions);
        query = new PostgresThreadQuery(sessions);
    }

    ThreadStore store() {
        return store;
    }

    ThreadQuery query() {
        return query;
    }

    @Override
    public void close() throws Exception {
        postgres.close();
    }
}
