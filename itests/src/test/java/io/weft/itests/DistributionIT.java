package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.itests.hub.BundleStatus;
import io.weft.itests.hub.Hub;
import io.weft.itests.hub.HubAccess;
import io.weft.itests.hub.HubManagement;
import io.weft.itests.hub.Listener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The distribution as it is shipped: it starts with nothing but itself, and opens nothing to the outside. */
class DistributionIT {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

    private static Hub hub;
    private static HubManagement management;
    private static FileTime unpackedAt;

    @BeforeAll
    static void start() throws IOException {
        hub = Hub.unpack("distribution");
        unpackedAt = mappingFolder();
        hub.start();
        management = hub.awaitReady(START_LIMIT);
    }

    @AfterAll
    static void stop() throws IOException {
        if (management != null) {
            management.close();
            hub.stop(STOP_LIMIT);
        }
        hub.close();
    }

    @Test
    void everyBundleRuns() throws IOException {
        List<BundleStatus> bundles = management.bundles();

        assertEquals(List.of(), bundles.stream().filter(bundle -> !bundle.isUp()).toList());
        // An installation that stopped half-way also has only running bundles.
        assertTrue(
                bundles.stream().map(BundleStatus::symbolicName).collect(Collectors.toSet())
                        .containsAll(Set.of("weft-api", "weft-camel-core", "weft-milo", "weft-route-ingest")),
                () -> "Installed: " + bundles);
    }

    @Test
    void startsWithoutMavenRepository() throws IOException {
        try (Stream<Path> found = Files.list(hub.home())) {
            assertEquals(List.of(), found.toList(), "The hub looked for bundles in its user's home");
        }
        assertTrue(
                hub.configuration().read("org.ops4j.pax.url.mvn.cfg").lines()
                        .anyMatch(line -> line.strip().equals("org.ops4j.pax.url.mvn.repositories =")),
                "No remote repository may be configured");
    }

    @Test
    void listensOnLoopbackOnly() {
        Set<Listener> listeners = hub.listeners();

        // Shell and JMX are on, so an empty answer would mean that the wrong process was asked.
        assertTrue(
                listeners.stream().map(Listener::port).collect(Collectors.toSet())
                        .containsAll(Set.of(hub.access().sshPort(), hub.access().jmxPort())),
                () -> "Listeners: " + listeners);
        assertEquals(List.of(), listeners.stream().filter(listener -> !listener.isLoopback()).toList());
    }

    @Test
    void knowsNoDefaultUser() {
        HubAccess access = hub.access();
        HubAccess karafsOwn = new HubAccess(
                access.sshPort(), access.registryPort(), access.jmxPort(), access.httpPort(), "karaf", "karaf");

        assertThrows(SecurityException.class, () -> HubManagement.connect(karafsOwn));
    }

    @Test
    void keepsOnlyTheDigestOfPassword() {
        assertFalse(hub.configuration().read("users.properties").contains(hub.access().password()));
    }

    /** A hub that writes its configuration back can lose it: half a file may be read before the rest is written. */
    @Test
    void readsConfigurationAndNeverWritesItBack() throws IOException {
        assertEquals(unpackedAt, mappingFolder());
    }

    private static FileTime mappingFolder() throws IOException {
        return Files.getLastModifiedTime(hub.folder().resolve("etc/io.weft.mapping.folder.cfg"));
    }

    @Test
    void answersShellCommands() {
        assertTrue(hub.shell("feature:list --installed").contains("weft-routes"));
    }
}
