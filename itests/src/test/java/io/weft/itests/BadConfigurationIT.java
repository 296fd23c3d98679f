package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.itests.hub.Await;
import io.weft.itests.hub.Hub;
import io.weft.itests.hub.SharedHub;
import io.weft.launcher.HubClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One configuration file is one instance, for better and for worse. */
@ExtendWith(SharedHub.class)
class BadConfigurationIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String GOOD = "io.weft.adapter.http-good.cfg";
    private static final byte[] DOCUMENT = "{}".getBytes(StandardCharsets.UTF_8);

    private final Hub hub;
    private final HubClient client;
    private final List<String> files = new ArrayList<>();

    BadConfigurationIT(SharedHub.Shared shared) {
        this.hub = shared.hub();
        this.client = shared.client();
    }

    @BeforeEach
    void configureNeighbour() {
        write(GOOD, source("/good"));
        awaitState("http~good", "UP");
    }

    @AfterEach
    void tidy() {
        files.stream().filter(hub.configuration()::exists).forEach(hub.configuration()::delete);
        files.forEach(file -> awaitState(instance(file), null));
    }

    @Test
    void badFileIsNamedMendedAndDeletedWithoutRestart() throws Exception {
        String file = "io.weft.adapter.http-bad.cfg";
        write(file, source("no-slash"));
        awaitState("http~bad", "MISCONFIGURED");

        String fault = "path: 'no-slash' is not an absolute path without a slash at its end";
        assertEquals(List.of(fault), Rest.adapter(client, "http~bad").get("faults"));
        assertTrue(hub.shell("weft:doctor").contains("http~bad MISCONFIGURED: " + fault));
        assertOneLine("http~bad", fault);
        assertNeighbourServes();

        write(file, source("/bad"));
        awaitState("http~bad", "UP");
        assertEquals(202, post("/bad"));
        assertFalse(hub.shell("weft:doctor").contains("http~bad"));
        assertNeighbourServes();

        hub.configuration().delete(file);
        awaitState("http~bad", null);
        // Within 10 s it might be about to come back.
        assertEquals(503, post("/bad"));
        assertNeighbourServes();
    }

    @Test
    void badFileOfAnotherAdapterIsNamedAndDeleted() throws Exception {
        String file = "io.weft.adapter.opcua-bad.cfg";
        write(file, Map.of("system", "bad", "endpoint", "opc.tcp://127.0.0.1:1/", "anonymous", "true",
                "items", "nsu=urn:x;s=y", "publishingInterval", "soon"));
        awaitState("opcua~bad", "MISCONFIGURED");

        String fault = Rest.adapter(client, "opcua~bad").get("faults").toString();
        assertTrue(fault.contains("publishingInterval") && fault.contains("'soon'"), fault);
        assertTrue(hub.shell("weft:doctor").contains("opcua~bad MISCONFIGURED: " + fault.substring(1, fault.length() - 1)));
        assertOneLine("opcua~bad", "publishingInterval");
        assertNeighbourServes();

        hub.configuration().delete(file);
        awaitState("opcua~bad", null);
        assertNeighbourServes();
    }

    private void assertOneLine(String instance, String fault) {
        List<String> lines = hub.log().stream()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .filter(line -> line.contains(instance) || line.contains(fault))
                .toList();
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).contains(instance) && lines.get(0).contains(fault), lines::toString);
    }

    private void assertNeighbourServes() throws Exception {
        assertEquals("UP", Rest.adapter(client, "http~good").get("state"));
        assertEquals("UP", Rest.json(client, "/health").get("status"));
        assertEquals(202, post("/good"));
    }

    private int post(String path) throws Exception {
        return client.post(path, "application/json", Map.of(), DOCUMENT).status();
    }

    private static Map<String, String> source(String path) {
        return Map.of("path", path, "system", "configured", "format", "json");
    }

    private void write(String file, Map<String, String> entries) {
        files.add(file);
        hub.configuration().write(file, entries);
    }

    private static String instance(String file) {
        return file.substring("io.weft.adapter.".length(), file.length() - ".cfg".length()).replace('-', '~');
    }

    /** @param state null: there shall be no such adapter */
    private void awaitState(String instance, String state) {
        Await.until(instance + " to be " + state, LIMIT,
                () -> Objects.equals(state, Rest.adapter(client, instance).get("state")), this::explain);
    }

    private String explain() {
        try {
            List<String> log = hub.log();
            return "\n" + Rest.json(client, "/health") + "\n"
                    + String.join("\n", log.subList(Math.max(0, log.size() - 20), log.size()));
        } catch (IOException e) {
            return "\n" + e;
        }
    }
}
