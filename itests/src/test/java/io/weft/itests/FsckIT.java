package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.itests.hub.Await;
import io.weft.itests.hub.Hub;
import io.weft.itests.hub.SharedHub;
import io.weft.launcher.HubClient;
import io.weft.launcher.Weft;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;

/** {@code weft fsck} on the distribution: clean as it is, and a changed column is named there, in the shell and in its health. */
@ExtendWith(SharedHub.class)
class FsckIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String EVENT = "urn:uuid:5ba1a4b2-93b2-4c8f-8a55-0c3f6d1f7e11";
    private static final String DOCUMENT = """
            {"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],"type":"EPCISDocument","schemaVersion":"2.0",
             "creationDate":"2026-03-01T10:00:00Z","epcisBody":{"eventList":[{"type":"ObjectEvent","eventID":"%s",
             "eventTime":"2026-03-01T09:00:00Z","eventTimeZoneOffset":"+00:00","action":"OBSERVE","bizStep":"inspecting",
             "epcList":["https://id.gs1.org/01/09521321000018/21/4711"]}]}}""".formatted(EVENT);

    private final Hub hub;
    private final HubClient client;
    private final Path configuration;
    private String before;

    FsckIT(SharedHub.Shared shared) {
        this.hub = shared.hub();
        this.client = shared.client();
        this.configuration = hub.folder().resolve("etc/io.weft.ledger.check.cfg");
    }

    /** What the launcher said, and how it ended. */
    private record Said(int exitCode, String words) {
    }

    @BeforeEach
    void oneEventInACheckpoint() throws Exception {
        before = Files.readString(configuration);
        Path password = hub.folder().resolve("etc/secrets").resolve(hub.access().user() + ".password");
        Files.createDirectories(password.getParent());
        Files.writeString(password, hub.access().password());
        HubClient.Answer answer = client.post("/capture", "application/ld+json", Map.of(), DOCUMENT.getBytes(StandardCharsets.UTF_8));
        assertEquals(202, answer.status(), answer.text());
        Await.until("the log to cover all", PATIENCE, this::isCovered, this::tail);
    }

    @AfterEach
    void leaveItAsItWas() throws Exception {
        alter("update event set type = 'OBJECT' where event_id = '" + EVENT + "'");
        if (!Files.readString(configuration).equals(before)) {
            Files.writeString(configuration, before);
            // The check begins anew with its configuration, and has not looked at anything yet.
            Await.until("the check as it was", PATIENCE, () -> !Rest.json(client, "/checks").containsKey("newest"), this::tail);
        }
    }

    @Test
    void nothingDiffersInAStoreThatNobodyAltered() {
        Said said = fsck("--full");
        assertEquals(0, said.exitCode(), said.words());
        assertTrue(said.words().contains("nothing differs"), said.words());
        assertEquals(2, fsck("--only", "event").exitCode());
        assertEquals(2, fsck("--only", "event:" + EVENT, "--sample", "5").exitCode());
    }

    @Test
    void changedColumnIsNamedByCommandShellAndHealthUntilItIsChangedBack() throws Exception {
        alter("update event set type = 'AGGREGATION' where event_id = '" + EVENT + "'");
        String line = "ALTERED event " + EVENT + " type: found AGGREGATION, expected OBJECT";

        Said said = fsck("--full");
        assertEquals(1, said.exitCode(), said.words());
        assertTrue(said.words().contains(line), said.words());
        assertEquals(1, fsck("--only", "event:" + EVENT).exitCode());
        assertTrue(hub.shell("weft:fsck --only event:" + EVENT).contains(line));
        Files.writeString(configuration, "interval.seconds = 1\nrecords = 500\n");
        Await.until("an alarm in /health", PATIENCE, () -> alarms().contains(line), this::tail);
        assertTrue(hub.shell("weft:doctor").contains("self-check: " + line));

        alter("update event set type = 'OBJECT' where event_id = '" + EVENT + "'");
        Await.until("the alarm to be over", PATIENCE, () -> !alarms().contains(line), this::tail);
        assertFalse(fsck("--full").words().contains("AGGREGATION"));
    }

    @Test
    void checkNeedsAnOperatorAndItsWordsAreChecked() throws Exception {
        HubClient viewer = hub.client(SharedHub.VIEWER, SharedHub.VIEWER_PASSWORD);
        assertEquals(403, viewer.post("/checks", "text/plain", Map.of(), new byte[0]).status());
        assertEquals(200, viewer.get("/checks").status());
        HubClient.Answer wrong = client.post("/checks?scope=most", "text/plain", Map.of(), new byte[0]);
        assertEquals(400, wrong.status());
        assertTrue(wrong.text().contains("scope: 'most' is not full or sample"), wrong.text());
        assertEquals(404, client.get("/checks/none").status());
    }

    private List<?> alarms() throws IOException {
        Map<?, ?> selfCheck = (Map<?, ?>) Rest.json(client, "/health").get("selfCheck");
        if (selfCheck == null) {
            throw new IOException("the check begins anew with its configuration");
        }
        return (List<?>) selfCheck.get("alarms");
    }

    private String tail() {
        List<String> log = hub.log();
        return "\n" + String.join("\n", log.subList(Math.max(0, log.size() - 20), log.size()));
    }

    private boolean isCovered() throws IOException {
        Map<?, ?> log = (Map<?, ?>) Rest.json(client, "/health").get("log");
        return "0".equals(log.get("pending").toString()) && log.get("checkpoint").toString().equals(log.get("size").toString());
    }

    private Said fsck(String... arguments) {
        StringWriter words = new StringWriter();
        PrintWriter out = new PrintWriter(words, true);
        CommandLine weft = Weft.commandLine().setOut(out).setErr(out);
        List<String> line = new java.util.ArrayList<>(List.of("fsck", "--home", hub.folder().toString(), "--user", hub.access().user()));
        line.addAll(List.of(arguments));
        int exitCode = weft.execute(line.toArray(String[]::new));
        return new Said(exitCode, words.toString());
    }

    private void alter(String sql) throws SQLException {
        try (Connection connection = hub.store().connect(hub.store().password()); Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
