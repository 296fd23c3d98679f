package io.weft.tamper.hub;

import io.weft.database.Database;
import io.weft.database.embedded.EmbeddedPostgres;
import io.weft.launcher.Installation;
import io.weft.ledger.check.HeldCheckpoints;
import io.weft.ledger.check.SelfCheck;
import io.weft.ledger.check.StoredRecords;
import io.weft.ledger.log.FileSink;
import io.weft.ledger.log.LedgerCheck;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.VerifierKey;
import io.weft.model.hash.CbvEventHash;
import io.weft.site.story.Demo;
import io.weft.thread.ThreadQuery;
import io.weft.thread.postgres.PostgresLogStore;
import io.weft.thread.postgres.PostgresStoredRecords;
import io.weft.thread.postgres.PostgresThreadQuery;
import io.weft.thread.postgres.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * What a hub leaves when it stops: the demo's hub, a distribution in a process of its own, filled by the demo's counterparts.
 * Its database server is started again, and the checks run here, in this process; they are those that the hub has.
 */
public final class FilledHub implements AutoCloseable {

    /** Name of the demo's log and of its file sink. */
    public static final String ORIGIN = "reference-site.example/hub";
    public static final String SINK = "file~vault";

    private static final Duration START = Duration.ofSeconds(120);

    private final Installation installation;
    private final EmbeddedPostgres postgres;
    private final Sessions sessions;

    private record Place(String url, String user, Path passwordFile) implements Database {
    }

    private FilledHub(Installation installation, EmbeddedPostgres postgres) {
        this.installation = installation;
        this.postgres = postgres;
        this.sessions = new Sessions(new Place(postgres.url(EmbeddedPostgres.DATABASE), EmbeddedPostgres.USER, postgres.passwordFile()),
                8, 10_000, 120);
    }

    /**
     * Runs the demo to its end and opens what it left.
     *
     * @param trials lots of the demo, three items of readings each
     * @param ledger as the demo's option
     */
    public static FilledHub fill(Path folder, int trials, String ledger) throws IOException, InterruptedException {
        int exit = new CommandLine(new Demo()).execute("--exit", "--trials", Integer.toString(trials), "--ledger", ledger, "--folder",
                folder.toString());
        if (exit != 0) {
            throw new IOException("the demo that fills the hub ended with " + exit);
        }
        return open(folder);
    }

    /** Opens what an earlier fill left. */
    public static FilledHub open(Path folder) throws IOException, InterruptedException {
        Installation installation = new Installation(folder.resolve("hub"));
        return new FilledHub(installation, EmbeddedPostgres.start(installation.home().resolve("postgres"), 0, START));
    }

    public Installation installation() {
        return installation;
    }

    /** Folder of the demo's Fabric network, if it had one. */
    public Path fabric() {
        return installation.home().resolveSibling("fabric");
    }

    public Path vault() {
        return installation.home().resolve("site/vault");
    }

    public Path keyFile() {
        return installation.secrets().resolve("ledger.key");
    }

    /** The key that an auditor got long before. */
    public VerifierKey verifierKey() throws IOException, MalformedProofException {
        return VerifierKey.parse(Files.readString(keyFile().resolveSibling("ledger.key.pub")).strip());
    }

    public StoredRecords records() {
        return new PostgresStoredRecords(sessions);
    }

    public ThreadQuery query() {
        return new PostgresThreadQuery(sessions);
    }

    public Sessions sessions() {
        return sessions;
    }

    /** What the hub's file sink would show from now on, in another folder: every checkpoint that the store has. */
    public Path shown(Path into) throws Exception {
        FileSink.copy(new PostgresLogStore(sessions), Bundles.log(this), into);
        return into;
    }

    public SelfCheck check(List<HeldCheckpoints> sinks) {
        return LedgerCheck.of(records(), ORIGIN, keyFile(), sinks, new CbvEventHash());
    }

    /** The vault as the hub's own sink has it. */
    public HeldCheckpoints sink() {
        return FileSink.at(SINK, vault());
    }

    /** Size of the newest checkpoint. */
    public static long covered(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select max(size) from checkpoint")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Processor time that the database server and all its processes have used so far. */
    public Duration serverTime() throws IOException {
        ProcessHandle server = postgres.process().orElseThrow(() -> new IOException("PostgreSQL has ended"));
        return Stream.concat(Stream.of(server), server.descendants())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO)).reduce(Duration.ZERO, Duration::plus);
    }

    /** As the database's superuser, without autocommit; what it commits need not be durable. To be closed. */
    public Connection superuser() throws SQLException, IOException {
        Connection connection = DriverManager.getConnection(postgres.url(EmbeddedPostgres.DATABASE), EmbeddedPostgres.USER,
                Files.readAllLines(postgres.passwordFile()).get(0));
        try (Statement statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");
            statement.execute("set timezone = 'UTC'");
            statement.execute("set enable_seqscan = off");
        }
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public void close() throws Exception {
        sessions.close();
        postgres.close();
    }
}
