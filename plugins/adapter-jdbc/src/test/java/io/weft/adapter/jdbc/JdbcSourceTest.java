package io.weft.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.AdapterState;
import io.weft.adapter.Intake;
import io.weft.adapter.RawMessage;
import io.weft.adapter.SourceAdapter;
import io.weft.tck.Await;
import io.weft.tck.RecordingIntake;
import io.weft.tck.SourceAdapterContract;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcSourceTest extends SourceAdapterContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static TestDatabase database;

    private final RecordingIntake intake = new RecordingIntake();
    private final Outbox outbox = Outbox.create(database, "text");
    private final List<JdbcSource> open = new ArrayList<>();
    private int sent;

    JdbcSourceTest() throws Exception {
    }

    @BeforeAll
    static void startDatabase() throws Exception {
        database = new TestDatabase("postgres");
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        database.close();
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (JdbcSource source : open) {
            source.stop();
        }
    }

    @Override
    protected Instance configured(Intake taking) {
        return instance(taking, Map.of());
    }

    @Override
    protected Instance misconfigured(Intake taking) {
        return instance(taking, Map.of("mark", "update outbox set taken = true"));
    }

    private Instance instance(Intake taking, Map<String, Object> more) {
        JdbcSource source = source(taking, more);
        source.start();
        return new Instance() {
            @Override
            public SourceAdapter adapter() {
                return source;
            }

            @Override
            public void close() throws InterruptedException {
                source.stop();
            }
        };
    }

    @Override
    protected void send() throws Exception {
        outbox.add("{\"number\":" + ++sent + "}");
    }

    @Override
    protected boolean hasTakenLast(RecordingIntake taken) {
        byte[] last = ("{\"number\":" + sent + "}").getBytes(StandardCharsets.UTF_8);
        return taken.messages().stream().anyMatch(message -> Arrays.equals(message.payload(), last));
    }

    @Test
    void theTransportsKeyIsTheRowsId() throws Exception {
        send();
        start(Map.of("epoch", "2026"));
        awaitTaken(1);
        assertEquals("1", intake.messages().get(0).transportKey().orElseThrow());
        assertEquals("2026", intake.messages().get(0).epoch());
    }

    @Test
    void aRowIsTheMessageWhereNoColumnIs() throws Exception {
        String table = "results_" + System.nanoTime();
        database.execute("create table " + table + " (id int primary key, lot text, value numeric, ratio double precision,"
                + " released boolean, at timestamptz, local timestamp, day date, note text, raw bytea, done boolean)");
        database.execute("insert into " + table + " values (7, 'L-ü', 12.50, 0.1, true, '2026-03-29 01:30:00+01',"
                + " '2026-03-29 02:30:00', '2026-03-29', null, '\\x0001', null)");
        start(Map.of("select", "select id, lot, value, ratio, released, at at time zone 'UTC' as utc, at, local, day, note, raw from "
                + table + " where done is null", "mark", "update " + table + " set done = true where id = :id",
                "payloadColumn", ""));
        awaitTaken(1);
        String payload = new String(intake.messages().get(0).payload(), StandardCharsets.UTF_8);
        assertTrue(payload.matches("\\{\"at\":\"2026-03-29T[0-9:]+(Z|[+-][0-9:]+)\",\"day\":\"2026-03-29\",\"id\":7,"
                + "\"local\":\"2026-03-29T02:30:00\",\"lot\":\"L-ü\",\"note\":null,\"ratio\":0.1,\"raw\":\"AAE=\","
                + "\"released\":true,\"utc\":\"2026-03-29T00:30:00\",\"value\":12.5\\}"), payload);
    }

    @Test
    void aTextColumnIsOfferedInTheDeclaredCharset() throws Exception {
        outbox.add("批号 L-1");
        start(Map.of("payloadCharset", "GB18030"));
        awaitTaken(1);
        assertArrayEquals("批号 L-1".getBytes(Charset.forName("GB18030")), intake.messages().get(0).payload());
    }

    @Test
    void aCharacterThatTheCharsetHasNotIsAFaultAndNeverReplaced() throws Exception {
        outbox.add("批号");
        JdbcSource source = start(Map.of("payloadCharset", "windows-1252"));
        Await.until(PATIENCE, () -> source.state() == AdapterState.IMPAIRED, () -> source.state().toString());
        assertTrue(source.faults().toString().contains("row 1 holds a character that windows-1252 has not"),
                source.faults().toString());
        assertEquals(List.of(), intake.messages());
    }

    @Test
    void hubsAtOneTableTakeEachRowOnce() throws Exception {
        database.execute("insert into " + outbox.table() + " (payload) select 'row ' || n from generate_series(1, 500) n");
        start(Map.of("batch", "7"));
        start(Map.of("batch", "11"));
        Await.until(PATIENCE, () -> unmarked() == 0, () -> unmarked() + " unmarked");
        assertEquals(500, intake.messages().size());
        assertEquals(500, intake.messages().stream().map(RawMessage::transportKey).distinct().count());
    }

    @Test
    void rowsAreTakenInTheStatementsOrderAlsoWhileTheStoreIsDown() throws Exception {
        intake.close();
        database.execute("insert into " + outbox.table() + " (payload) select 'row ' || n from generate_series(100, 199) n");
        start(Map.of("batch", "7"));
        Await.until(PATIENCE, () -> intake.refusals() > 1, () -> "not offered");
        intake.open();
        Await.until(PATIENCE, () -> unmarked() == 0, () -> unmarked() + " unmarked");
        List<String> payloads = intake.messages().stream()
                .map(message -> new String(message.payload(), StandardCharsets.UTF_8)).toList();
        assertEquals(payloads.stream().sorted().toList(), payloads);
        assertEquals(100, payloads.size());
    }

    @Test
    void whileTheStoreIsDownRowsAreNotKeptLocked() throws Exception {
        intake.close();
        send();
        start(Map.of());
        Await.until(PATIENCE, () -> intake.refusals() > 0, () -> "not offered");
        try (Connection other = database.connect(); Statement statement = other.createStatement()) {
            statement.setQueryTimeout(5);
            assertEquals(1, statement.executeUpdate("update " + outbox.table() + " set receipt = 'looked at'"));
        }
    }

    @Test
    void aRowAboveTheBoundIsMarkedAndShownAndTheNextFollows() throws Exception {
        outbox.add("x".repeat(101));
        outbox.add("x".repeat(100));
        JdbcSource source = start(Map.of("maximumBytes", "100"));
        Await.until(PATIENCE, () -> unmarked() == 0, () -> unmarked() + " unmarked");
        assertEquals(List.of("TOO_LARGE", "MAPPED"), outbox.outcomes());
        assertTrue(source.faults().get(0).startsWith("maximumBytes: '1' "), source.faults().toString());
    }

    @Test
    void aMarkThatMissesItsRowIsAFault() throws Exception {
        send();
        JdbcSource source = start(Map.of("mark", "update " + outbox.table() + " set outcome = 'x' where id = :id and false"));
        Await.until(PATIENCE, () -> source.state() == AdapterState.IMPAIRED, () -> source.state().toString());
        assertTrue(source.faults().toString().contains("mark changed 0 rows for id 1"), source.faults().toString());
    }

    @Test
    void aDatabaseThatGoesAndComesBackIsWorkedOnAgain() throws Exception {
        JdbcSource source = start(Map.of());
        send();
        awaitTaken(1);
        database.stop();
        try {
            Await.until(PATIENCE, () -> source.state() == AdapterState.IMPAIRED, () -> source.state().toString());
        } finally {
            database.start();
        }
        send();
        awaitTaken(2);
        Await.until(PATIENCE, () -> source.state() == AdapterState.UP, () -> source.faults().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"url;postgresql://x;is not a JDBC URL", "batch;many;is not a whole number from 1 to 10000",
            "driverClass;oracle.jdbc.OracleDriver;", "payloadCharset;latin-99;is no charset that is known here",
            "mark;update t set o = :wrong where id = :id;"})
    void aWrongConfigurationIsTold(String key, String value, String rule) {
        JdbcSource wrong = source(intake, Map.of(key, value));
        assertEquals(AdapterState.MISCONFIGURED, wrong.state());
        String expected = switch (key) {
            case "driverClass" -> "driverBundle: '' goes with a driverClass that the hub does not ship; set both or none";
            case "mark" -> "mark: ':wrong' is no parameter of this statement";
            default -> key + ": '" + value + "' " + rule;
        };
        assertEquals(List.of(expected), wrong.faults());
    }

    @Test
    void nothingLeavesInTheClearAndNoPasswordStandsInTheUrl() {
        assertEquals(List.of("url: 'jdbc:postgresql://192.0.2.1/lims?sslmode=prefer' would go in the clear; "
                + "sslmode=verify-full is the default"),
                source(intake, Map.of("url", "jdbc:postgresql://192.0.2.1/lims?sslmode=prefer")).faults());
        assertEquals(List.of("url: 'jdbc:postgresql://127.0.0.1/lims?password=...' holds a password; use passwordFile"),
                source(intake, Map.of("url", "jdbc:postgresql://127.0.0.1/lims?password=secret")).faults());
    }

    private JdbcSource start(Map<String, Object> more) {
        JdbcSource source = source(intake, more);
        assertEquals(List.of(), source.faults());
        open.add(source);
        source.start();
        return source;
    }

    private JdbcSource source(Intake taking, Map<String, Object> more) {
        Map<String, Object> properties = outbox.source();
        properties.putAll(more);
        return new JdbcSource(properties, new Drivers(() -> null)).offering(taking);
    }

    private void awaitTaken(int count) throws InterruptedException {
        Await.until(PATIENCE, () -> intake.messages().size() >= count,
                () -> intake.messages().size() + " taken; " + open.get(0).faults());
    }

    private long unmarked() {
        try {
            return outbox.outcomes().stream().filter(outcome -> outcome == null).count();
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }
}
