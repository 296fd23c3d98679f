package io.weft.ledger.log;

import io.weft.adapter.ReadingBatch;
import io.weft.database.Database;
import io.weft.database.embedded.EmbeddedPostgres;
import io.weft.event.Event;
import io.weft.event.EventHash;
import io.weft.event.EvidenceClass;
import io.weft.event.Reading;
import io.weft.event.Rejection;
import io.weft.event.SourceTime;
import io.weft.ledger.check.CheckListener;
import io.weft.ledger.check.CheckReport;
import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.HeldCheckpoints;
import io.weft.ledger.check.StoredRecords;
import io.weft.tck.SampleEvent;
import io.weft.tck.SampleMessage;
import io.weft.thread.Intaken;
import io.weft.thread.ThreadStore;
import io.weft.thread.postgres.PostgresLogStore;
import io.weft.thread.postgres.PostgresStoredRecords;
import io.weft.thread.postgres.PostgresThreadStore;
import io.weft.thread.postgres.Sessions;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A real store with a log and a file sink, filled by intake: 200 events of 100 messages, a rejected one, 3 batches of readings.
 * It is filled once; each test has a copy.
 */
final class FilledStore implements AutoCloseable {

    static final String SINK = "file~vault";
    static final int MESSAGES = 100;

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String EMPTY = "template0";
    private static final Path TEMPLATE = Path.of("target", "filled-store");
    private static EmbeddedPostgres server;
    private static String filled;

    private final String database = "check_" + UUID.randomUUID().toString().replace('-', '_');
    private final Sessions sessions;
    private final Path vault;
    private final Path key;
    private final EvidenceLog log;
    private final FileSink sink;

    private record Place(String url, String user, Path passwordFile) implements Database {
    }

    /** Says the same of each event, so that it can be said again. */
    private static final EventHash HASH = new EventHash() {

        @Override
        public String version() {
            return "tck";
        }

        @Override
        public String hash(Event event) {
            return "";
        }
    };

    FilledStore(Path folder) throws Exception {
        this(folder, template());
    }

    /** @param like the database to begin with */
    private FilledStore(Path folder, String like) throws Exception {
        try (Connection connection = connect(EmbeddedPostgres.DATABASE); Statement statement = connection.createStatement()) {
            statement.execute("create database " + database + " template " + like);
        }
        if (!like.equals(EMPTY)) {
            copy(TEMPLATE, folder);
        }
        sessions = new Sessions(new Place(server().url(database), EmbeddedPostgres.USER, server().passwordFile()), 4, 10_000, 60);
        vault = Files.createDirectories(folder.resolve("vault"));
        key = folder.resolve("secrets/ledger.key");
        log = new EvidenceLog(new PostgresLogStore(sessions),
                new LogSettings(LogFixture.ORIGIN, key, Optional.empty(), 1, 1, Duration.ofSeconds(5), 40), Clock.systemUTC());
        sink = new FileSink(SINK, vault.toString(), false, Optional.empty());
        log.addSink(sink);
    }

    private static synchronized String template() throws Exception {
        if (filled == null) {
            delete(TEMPLATE);
            FilledStore store = new FilledStore(Files.createDirectories(TEMPLATE), EMPTY);
            store.fill();
            store.sessions.close();
            filled = store.database;
        }
        return filled;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(each -> !each.equals(from)).toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static synchronized EmbeddedPostgres server() throws IOException, InterruptedException {
        if (server == null) {
            server = EmbeddedPostgres.start(Path.of("target", "postgres"), 0, TIMEOUT);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    server.close();
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException("PostgreSQL does not stop", e);
                }
            }));
        }
        return server;
    }

    private void fill() throws Exception {
        ThreadStore store = new PostgresThreadStore(sessions);
        List<Intaken> messages = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            messages.add(SampleMessage.of("m" + i).searchKey("order-" + i).classes(EvidenceClass.CUSTODY)
                    .tells(SampleEvent.object("urn:test:object:" + i, "2026-03-01T10:00:00.5Z").with("epcList",
                            List.of("https://id.gs1.org/01/09521321000018/10/L" + i)))
                    .tells(SampleEvent.packing("urn:test:packing:" + i, "2026-03-01T11:00:00Z", "ADD",
                            "https://id.gs1.org/00/095213210000000018", "https://id.gs1.org/01/09521321000018/10/L" + i)).mapped());
        }
        store.storeAll(messages);
        store.store(SampleMessage.of("bad").rejected(Rejection.user("UNKNOWN_CODE", "plant", "0815", "is in no list")));
        for (int batch = 0; batch < 3; batch++) {
            List<Reading> readings = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                readings.add(new Reading(i % 2 == 0 ? "temperature" : "humidity", SourceTime.ofInstant(
                        Instant.parse("2026-03-01T00:00:00Z").plusSeconds(batch * 1_000L + i)),
                        Optional.of(new BigDecimal("4." + (100 + i))), 0));
            }
            store.store(new ReadingBatch("opcua~cold-store", "cold-store", Instant.parse("2026-03-01T12:00:00Z"), readings));
        }
        sequence();
        log.publish();
    }

    /** Signs on the way, and everything at the end. */
    void sequence() throws Exception {
        while (log.advance() > 0) {
            // Some at a time, so that there are several checkpoints.
        }
        log.advance();
    }

    EvidenceLog log() {
        return log;
    }

    ThreadStore store() {
        return new PostgresThreadStore(sessions);
    }

    Path vault() {
        return vault;
    }

    Path key() {
        return key;
    }

    HeldCheckpoints sink() {
        return sink;
    }

    /** The rows as they are stored. */
    StoredRecords records() {
        return new PostgresStoredRecords(sessions);
    }

    /** Where rounds remember how far they are. */
    Path cursor() {
        return vault.resolveSibling("check.cursor");
    }

    LedgerCheck check(HeldCheckpoints... sinks) {
        return check(records(), sinks);
    }

    LedgerCheck check(StoredRecords records, HeldCheckpoints... sinks) {
        LogSettings settings = new LogSettings(LogFixture.ORIGIN, key, Optional.empty(), 1, 1, Duration.ofSeconds(5), 40);
        LedgerCheck check = new LedgerCheck(records, settings, Clock.systemUTC(), new CheckRounds.Plan(Duration.ofSeconds(1), 50),
                cursor(), HASH);
        List.of(sinks).forEach(check::addSink);
        return check;
    }

    CheckReport everything() throws Exception {
        return check(sink).check(new CheckScope.Everything(Optional.empty()), CheckListener.NONE);
    }

    CheckReport only(String subject) throws Exception {
        return check(sink).check(new CheckScope.Only(List.of(CheckScope.Subject.parse(subject))), CheckListener.NONE);
    }

    /** As an attacker who owns the database. */
    void alter(String sql) throws Exception {
        try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
            if (statement.executeUpdate(sql) == 0) {
                throw new IllegalArgumentException("nothing was altered by " + sql);
            }
        }
    }

    void execute(String sql) throws Exception {
        try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String ask(String sql) throws Exception {
        try (Connection connection = connect(database); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Connection connect(String database) throws SQLException, IOException, InterruptedException {
        return DriverManager.getConnection(server().url(database), EmbeddedPostgres.USER,
                Files.readAllLines(server().passwordFile()).get(0));
    }

    @Override
    public void close() throws Exception {
        sessions.close();
        try (Connection connection = connect(EmbeddedPostgres.DATABASE); Statement statement = connection.createStatement()) {
            statement.execute("drop database " + database + " with (force)");
        }
    }
}
