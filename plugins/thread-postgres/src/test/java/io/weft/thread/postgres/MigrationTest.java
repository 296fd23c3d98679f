package io.weft.thread.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MigrationTest {

    private static final Path FOLDER = Path.of("src/main/resources/io/weft/thread/postgres/migration");

    /** Two hubs that start at once on an empty database find one schema, and a third changes nothing. */
    @Test
    void anEmptyDatabaseIsMigratedOnceWhoeverComesFirst() throws Exception {
        int all = Objects.requireNonNull(FOLDER.toFile().list()).length;
        try (TestDatabase database = TestDatabase.create()) {
            Sessions other = database.another();
            ExecutorService hubs = Executors.newFixedThreadPool(2);
            try {
                List<Future<Integer>> applied = hubs.invokeAll(List.of(
                        () -> migrations(database.sessions()), () -> migrations(other)));
                assertEquals(all, applied.get(0).get());
                assertEquals(all, applied.get(1).get());
            } finally {
                hubs.shutdownNow();
                other.close();
            }
            Sessions third = database.another();
            assertEquals(all, migrations(third));
            third.close();
        }
    }

    private static int migrations(Sessions sessions) throws Exception {
        return sessions.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select count(*) from schema_history where success")) {
                row.next();
                return row.getInt(1);
            }
        });
    }
}
