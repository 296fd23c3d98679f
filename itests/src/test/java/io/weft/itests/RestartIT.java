package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.weft.itests.hub.Hub;
import io.weft.itests.hub.HubManagement;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A hub comes back with the same bundles, whatever ended it. */
class RestartIT {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

    @Test
    void comesBackAfterKillAndAfterStop() throws IOException {
        try (Hub hub = Hub.unpack("restart")) {
            List<String> bundles = bundlesAfterStart(hub);

            hub.kill();
            assertFalse(hub.isRunning());
            assertEquals(bundles, bundlesAfterStart(hub));

            hub.stop(STOP_LIMIT);
            assertEquals(bundles, bundlesAfterStart(hub));
        }
    }

    private static List<String> bundlesAfterStart(Hub hub) throws IOException {
        hub.start();
        try (HubManagement management = hub.awaitReady(START_LIMIT)) {
            return management.bundles().stream()
                    .map(bundle -> bundle.symbolicName() + " " + bundle.version())
                    .sorted()
                    .toList();
        }
    }
}
