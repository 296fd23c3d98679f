package io.weft.database.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class EmbeddedPostgresTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir
    Path home;

    @Test
    void settingsAreDurable() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
                assertEquals("on", query(postgres, "show " + setting), setting);
            }
        }
    }

    @Test
    void aFileCannotWeakenDurability() throws Exception {
        start().close();
        Files.writeString(home.resolve("data/postgresql.auto.conf"), "fsync = off\nsynchronous_commit = off\n");
        try (EmbeddedPostgres postgres = start()) {
            assertEquals("on", query(postgres, "show fsync"));
            assertEquals("on", query(postgres, "show synchronous_commit"));
        }
    }

    @Test
    void onlyThePasswordOpensIt() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            assertEquals("rw-------", PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(postgres.passwordFile())));
            assertEquals("scram-sha-256", query(postgres, "show password_encryption"));
            assertEquals("0", query(postgres,
                    "select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'"));
            PGSimpleDataSource stranger = dataSource(postgres);
            stranger.setPassword("guess");
            SQLException refused = assertThrows(SQLException.class, stranger::getConnection);
            assertEquals("28P01", refused.getSQLState());
        }
    }

    @Test
    void itListensOnLoopbackAlone() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            assertEquals("127.0.0.1", query(postgres, "show listen_addresses"));
            assertEquals("", query(postgres, "show unix_socket_directories"));
        }
    }

    @Test
    void closeLeavesNoProcessAndFreesThePort() throws Exception {
        EmbeddedPostgres postgres = start();
        ProcessHandle process = postgres.process().orElseThrow();
        List<ProcessHandle> backends = process.children().toList();
        postgres.close();
        assertFalse(process.isAlive());
        assertTrue(backends.stream().noneMatch(ProcessHandle::isAlive));
        new ServerSocket(postgres.port(), 1, InetAddress.getLoopbackAddress()).close();
    }

    @Test
    void aCommittedRowOutlivesAKilledServerWhichComesBackOnItsPort() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            execute(postgres, "create table kept (id int)");
            execute(postgres, "insert into kept values (1)");
            ProcessHandle killed = postgres.process().orElseThrow();
            killed.destroyForcibly();
            killed.onExit().get(10, TimeUnit.SECONDS);
            assertEquals("1", queryOnceItAnswers(postgres, "select count(*) from kept"));
            assertNotEquals(killed.pid(), postgres.process().orElseThrow().pid());
        }
    }

    /** What computes learns of the postmaster's death only when it is done, and holds the shared memory until then. */
    @Test
    void aKilledServerComesBackWhileAQueryOfItStillComputes() throws Exception {
        try (EmbeddedPostgres postgres = start();
                Connection connection = dataSource(postgres).getConnection(); Statement statement = connection.createStatement()) {
            CompletableFuture<SQLException> query = CompletableFuture.supplyAsync(() -> assertThrows(SQLException.class,
                    () -> statement.execute("select sum(n) from generate_series(1, 100000000000) as n")));
            while (!query(postgres, "select count(*) from pg_stat_activity where query like '%generate_series%' and state = 'active'")
                    .equals("2")) {
                Thread.onSpinWait();
            }
            ProcessHandle killed = postgres.process().orElseThrow();
            killed.destroyForcibly();
            killed.onExit().get(10, TimeUnit.SECONDS);
            assertEquals("1", queryOnceItAnswers(postgres, "select 1"));
            query.get(10, TimeUnit.SECONDS);
        }
    }

    /** A hub that is killed cannot stop its server; the next one takes it over, with the connections' data as it was. */
    @Test
    void aServerWhoseHubWasKilledIsAdopted() throws Exception {
        long pid = killedHub();
        try (EmbeddedPostgres postgres = start()) {
            assertTrue(postgres.adopted());
            assertEquals(pid, postgres.process().orElseThrow().pid());
            assertEquals("1", query(postgres, "select 1"));
        }
        assertTrue(ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    private long killedHub() throws Exception {
        Path output = home.resolveSibling(home.getFileName() + ".hub");
        Process hub = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Hub.class.getName(), home.toString())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!Files.exists(home.resolve("started"))) {
            assertTrue(hub.isAlive() && System.nanoTime() < deadline, () -> read(output));
            Thread.onSpinWait();
        }
        long pid = Postmaster.of(home.toRealPath().resolve("data")).orElseThrow().pid();
        hub.destroyForcibly().waitFor();
        return pid;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** After a power cut the pid of the file may be another program's. */
    @Test
    void aRecycledPidIsRecognised() throws Exception {
        start().close();
        Files.writeString(home.resolve("data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + home.toRealPath().resolve("data") + "\n0\n5432\n\n127.0.0.1\n");
        try (EmbeddedPostgres postgres = start()) {
            assertFalse(postgres.adopted());
            assertEquals("1", query(postgres, "select 1"));
        }
        assertTrue(ProcessHandle.current().isAlive());
    }

    @Test
    void interruptedFirstStartsAreMadeGood() throws Exception {
        Files.createDirectories(home.resolve("postgresql-18.6.partial/bin"));
        Files.createDirectories(home.resolve("data.partial/base"));
        try (EmbeddedPostgres postgres = start()) {
            assertEquals("1", query(postgres, "select 1"));
        }
    }

    @Test
    void twoHubsDoNotShareAFolder() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            IOException refused = assertThrows(IOException.class, this::start);
            assertTrue(refused.getMessage().contains(home.toRealPath().toString()), refused.getMessage());
            assertEquals("1", query(postgres, "select 1"));
        }
    }

    private EmbeddedPostgres start() throws IOException, InterruptedException {
        return EmbeddedPostgres.start(home, 0, TIMEOUT);
    }

    private static PGSimpleDataSource dataSource(EmbeddedPostgres postgres) throws IOException {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(postgres.url(EmbeddedPostgres.DATABASE));
        dataSource.setUser(EmbeddedPostgres.USER);
        dataSource.setPassword(Files.readString(postgres.passwordFile()).strip());
        return dataSource;
    }

    private static String queryOnceItAnswers(EmbeddedPostgres postgres, String sql) throws Exception {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            try {
                return query(postgres, sql);
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }

    private static String query(EmbeddedPostgres postgres, String sql) throws IOException, SQLException {
        try (Connection connection = dataSource(postgres).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws IOException, SQLException {
        try (Connection connection = dataSource(postgres).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A hub in a process of its own, to be killed. */
    static final class Hub {

        private Hub() {
        }

        public static void main(String[] arguments) throws Exception {
            Path home = Path.of(arguments[0]);
            EmbeddedPostgres postgres = EmbeddedPostgres.start(home, 0, TIMEOUT);
            Files.createFile(home.resolve("started"));
            postgres.process().orElseThrow().onExit().join();
        }
    }
}
