package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.itests.hub.Answers;
import io.weft.itests.hub.Await;
import io.weft.itests.hub.Hub;
import io.weft.itests.hub.Ports;
import io.weft.itests.hub.SharedHub;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A Camel route in YAML lives as long as its file lies in {@code deploy/}. */
@ExtendWith(SharedHub.class)
class YamlRouteIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Hub hub;
    private final int bootPort;

    YamlRouteIT(SharedHub.Shared shared) {
        this.hub = shared.hub();
        this.bootPort = shared.bootPort();
    }

    @Test
    void fileThatWasThereBeforeTheStartRuns() {
        awaitAnswer(bootPort, "boot", "from before the start");
    }

    @Test
    void fileIsLoadedReloadedAndUnloaded() throws IOException {
        int port = Ports.free();
        SharedHub.deploy(hub, "site.camel.yaml", Answers.route("site", port, "one"));
        awaitAnswer(port, "site", "one");

        SharedHub.deploy(hub, "site.camel.yaml", Answers.route("site", port, "two, and longer"));
        awaitAnswer(port, "site", "two, and longer");

        Files.delete(hub.folder().resolve("deploy/site.camel.yaml"));
        awaitAnswer(port, "site", null);
    }

    @Test
    void brokenChangeLeavesTheOldRouteAndOneLine() throws IOException {
        int port = Ports.free();
        SharedHub.deploy(hub, "broken.camel.yaml", Answers.route("broken", port, "works"));
        awaitAnswer(port, "broken", "works");

        SharedHub.deploy(hub, "broken.camel.yaml", "- route:\n    from:\n      uri: nosuchcomponent:here\n      steps: []\n");
        Await.until("the refusal of the broken file", LIMIT, () -> !refusals().isEmpty(), () -> tail(hub));

        assertEquals("works", Answers.ask(port, "broken"));
        List<String> refusals = refusals();
        assertEquals(1, refusals.size(), refusals::toString);
        assertTrue(refusals.get(0).contains("broken.camel.yaml") && refusals.get(0).contains("nosuchcomponent"),
                refusals::toString);
        Files.delete(hub.folder().resolve("deploy/broken.camel.yaml"));
        awaitAnswer(port, "broken", null);
    }

    private List<String> refusals() {
        return hub.log().stream().filter(line -> line.contains(" ERROR ") && line.contains("broken")).toList();
    }

    private void awaitAnswer(int port, String route, String expected) {
        Await.until("route " + route + " to answer " + expected, LIMIT,
                () -> Objects.equals(expected, Answers.ask(port, route)), () -> tail(hub));
    }

    private static String tail(Hub hub) {
        List<String> log = hub.log();
        return "\n" + String.join("\n", log.subList(Math.max(0, log.size() - 20), log.size()));
    }
}
