package io.weft.thread.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.database.embedded.EmbeddedPostgres;
import io.weft.identity.ThreadKey;
import io.weft.thread.LotThread;
import io.weft.thread.StoredEvent;
import io.weft.thread.ThreadQuery;
import io.weft.thread.ThreadRequest;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * How long a thread takes on a graph of so many events. Without anything said it is a small graph; the long run is
 * {@code mvn -pl plugins/thread-postgres -am test -Dtest=ThreadScaleTest -Dweft.scale=100000,10000000
 * -Dsurefire.failIfNoSpecifiedTests=false}, and {@code -Dweft.scale.goal=50} then holds p99 to so many milliseconds.
 * {@code weft.scale.home} keeps the loaded databases in a folder for the next run.
 */
class ThreadScaleTest {

    private static final int WARMED_UP_WITH = 1_000;
    private static final int ASKED = 1_000;

    /** @param events per thread, the average */
    private record Measured(double p50, double p99, double slowest, double events) {
    }

    @Test
    void aThreadTakesAsLongInALargeGraphAsInASmallOne() throws Exception {
        String sizes = System.getProperty("weft.scale", "10000");
        Path home = Path.of(System.getProperty("weft.scale.home", "target/scale"));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, 0, Duration.ofMinutes(3))) {
            for (String size : sizes.split(",")) {
                Measured measured = measure(postgres, Long.parseLong(size));
                String goal = System.getProperty("weft.scale.goal", "");
                assertTrue(goal.isEmpty() || measured.p99() < Double.parseDouble(goal), measured.toString());
            }
        }
    }

    private static Measured measure(EmbeddedPostgres postgres, long events) throws Exception {
        ScaleData data = new ScaleData(events);
        try (TestDatabase database = TestDatabase.kept(postgres, "scale_" + events)) {
            Sessions sessions = database.sessions();
            if (count(sessions, "select count(*) from log") == 0) {
                long began = System.nanoTime();
                new ScaleLoader(database, data).load();
                System.out.printf("loaded in %.0f s%n", (System.nanoTime() - began) / 1e9);
            }
            System.out.printf("%,d events: %s%n", count(sessions, "select count(*) from leaf"), data.told());
            ThreadQuery query = new PostgresThreadQuery(sessions);
            sound(sessions, query.thread(ThreadRequest.origin(ScaleData.product(7))).orElseThrow());
            ask(query, data.lots(new Random(1), WARMED_UP_WITH));
            Measured measured = ask(query, data.lots(new Random(2), ASKED));
            System.out.printf("%,d events: thread of %.0f events: p50 %.1f ms, p99 %.1f ms, slowest %.1f ms (%d random lots)%n",
                    events, measured.events(), measured.p50(), measured.p99(), measured.slowest(), ASKED);
            return measured;
        }
    }

    private static Measured ask(ThreadQuery query, List<ThreadKey> lots) throws Exception {
        double[] millis = new double[lots.size()];
        long told = 0;
        for (int i = 0; i < millis.length; i++) {
            ThreadRequest request = new ThreadRequest(lots.get(i), io.weft.thread.Direction.ORIGIN, ThreadRequest.MAXIMUM_DEPTH,
                    1_000);
            long began = System.nanoTime();
            told += query.thread(request).orElseThrow().events().size();
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(millis);
        return new Measured(millis[millis.length / 2], millis[millis.length * 99 / 100], millis[millis.length - 1],
                (double) told / millis.length);
    }

    /** What was loaded is what intake would have stored: canonical bodies, and their own keys beside them. */
    private static void sound(Sessions sessions, LotThread thread) throws Exception {
        assertFalse(thread.truncated());
        assertTrue(thread.events().size() > 80, thread.events().toString());
        assertTrue(thread.exposures().size() > 5, thread.exposures().toString());
        Map<String, Set<List<String>>> expected = new HashMap<>();
        for (StoredEvent stored : thread.events()) {
            expected.put(stored.event().id().uri(), stored.event().keys().stream()
                    .map(key -> List.of(key.role().name(), key.key())).collect(Collectors.toSet()));
        }
        assertEquals(expected, keys(sessions, expected.keySet()));
    }

    /** By one pass over the table, which no index leads into from an event. */
    private static Map<String, Set<List<String>>> keys(Sessions sessions, Set<String> eventIds) throws Exception {
        return sessions.read(connection -> {
            Map<String, Set<List<String>>> keys = new HashMap<>();
            try (PreparedStatement statement =
                    connection.prepareStatement("select event_id, role, key from event_key where event_id = any(?)")) {
                statement.setArray(1, connection.createArrayOf("text", eventIds.toArray()));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        keys.computeIfAbsent(row.getString(1), any -> new HashSet<>()).add(List.of(row.getString(2), row.getString(3)));
                    }
                }
            }
            return keys;
        });
    }

    private static long count(Sessions sessions, String sql) throws Exception {
        return sessions.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql); ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }
}
