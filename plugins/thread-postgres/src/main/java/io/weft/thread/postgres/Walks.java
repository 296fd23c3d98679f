package io.weft.thread.postgres;

import io.weft.thread.StoreUnavailableException;
import java.sql.Statement;
import java.util.OptionalLong;

/** Reads that are many short questions: planned once, by index, and as of a size of the log. */
final class Walks {

    private Walks() {
    }

    /** @throws IllegalArgumentException if the log has not reached the size */
    static <T> T read(Sessions sessions, OptionalLong asOf, Sessions.Work<T> walk) throws StoreUnavailableException {
        return sessions.read(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(IndexPlans.SQL);
            }
            new AsOf(asOf).begin(connection);
            return walk.on(connection);
        });
    }
}
