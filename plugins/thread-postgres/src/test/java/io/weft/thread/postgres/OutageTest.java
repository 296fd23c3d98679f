package io.weft.thread.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.Outcome;
import io.weft.adapter.Receipt;
import io.weft.database.Database;
import io.weft.database.embedded.EmbeddedPostgres;
import io.weft.tck.SampleEvent;
import io.weft.tck.SampleMessage;
import io.weft.thread.Intaken;
import io.weft.thread.StoreUnavailableException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store while PostgreSQL is away, on a server of its own. */
class OutageTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir
    Path home;

    private record Place(String url, String user, Path passwordFile) implements Database {
    }

    private static Intaken message(String id) {
        return SampleMessage.of(id).tells(SampleEvent.object("tck:" + id, "2026-03-01T08:00:00Z")
                .lot("https://id.gs1.org/01/09521321000018/10/L-1", "5")).mapped();
    }

    @Test
    void itBootsBeforeItsDatabaseAndSaysSoWithinSeconds() throws Exception {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = unused.getLocalPort();
        }
        Path password = Files.writeString(home.resolve("password"), "none\n");
        Sessions sessions = new Sessions(
                new Place("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "weft", password), 4, 1_000, 30);
        try {
            PostgresThreadStore store = new PostgresThreadStore(sessions);
            long start = System.nanoTime();
            assertThrows(StoreUnavailableException.class, () -> store.store(message("1")));
            assertTrue(System.nanoTime() - start < Duration.ofSeconds(5).toNanos());
        } finally {
            sessions.close();
        }
    }

    /** What was acknowledged before the kill is there after it, and the store needs no help to go on. */
    @Test
    void itGoesOnByItselfAfterPostgresWasKilled() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, 0, TIMEOUT);
                TestDatabase database = TestDatabase.create(postgres)) {
            PostgresThreadStore store = new PostgresThreadStore(database.sessions());
            Receipt before = store.store(message("before"));
            ProcessHandle server = postgres.process().orElseThrow();
            server.destroyForcibly();
            server.onExit().join();
            Receipt after = onceItAnswers(store, message("after"));
            assertEquals(Outcome.MAPPED, after.outcome());
            assertEquals(new Receipt(before.id(), Outcome.DUPLICATE, java.util.List.of()), store.store(message("before")));
            assertEquals(2, new PostgresThreadQuery(database.sessions()).events(Optional.empty(), 10).size());
        }
    }

    private static Receipt onceItAnswers(PostgresThreadStore store, Intaken message) throws StoreUnavailableException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            try {
                return store.store(message);
            } catch (StoreUnavailableException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }
}
