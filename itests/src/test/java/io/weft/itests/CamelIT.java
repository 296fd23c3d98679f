package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.itests.hub.Await;
import io.weft.itests.hub.Hub;
import io.weft.itests.hub.Listener;
import io.weft.itests.hub.Ports;
import io.weft.itests.hub.SharedHub;
import io.weft.itests.probe.ProbeBundle;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A route bundle dropped into {@code deploy/} finds each Camel component, language, data format and type converter that
 * its routes name. Resolving at build time does not show that: Camel looks them up by service files at run time.
 */
@ExtendWith(SharedHub.class)
class CamelIT {

    private static final Duration DEPLOY_LIMIT = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Hub hub;

    CamelIT(SharedHub.Shared shared) {
        this.hub = shared.hub();
    }

    @Test
    void routesInDeployFolderComeAndGo() throws IOException {
        int port = Ports.free();
        Path jar = hub.folder().resolve("deploy/probe.jar");

        Set<Listener> before = hub.listeners();
        ProbeBundle.write(jar, port);
        HttpResponse<String> answer = Await.value(
                "the probe's routes", DEPLOY_LIMIT, () -> post(port), () -> "\n" + String.join("\n", hub.log()));
        assertEquals("200 L-4711 5.25", answer.statusCode() + " " + answer.body());

        // A context opens what its routes name and nothing else (camel-debug opened JMX without a password).
        Set<Listener> opened = hub.listeners();
        opened.removeAll(before);
        assertEquals(Set.of(new Listener(InetAddress.getLoopbackAddress(), port)), opened);

        Files.delete(jar);
        Await.until(
                "the probe's routes to go",
                DEPLOY_LIMIT,
                () -> isRefused(port),
                () -> "\n" + String.join("\n", hub.log()));
    }

    private boolean isRefused(int port) throws IOException {
        try {
            post(port);
            return false;
        } catch (ConnectException refused) {
            return true;
        }
    }

    private HttpResponse<String> post(int port) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/relay"))
                .header("Content-Type", "application/json")
                .timeout(DEPLOY_LIMIT)
                .POST(HttpRequest.BodyPublishers.ofString("{\"lot\":\"L-4711\",\"quantity\":5.25}"))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
