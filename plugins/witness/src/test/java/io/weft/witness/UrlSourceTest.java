package io.weft.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weft.tck.JavaProcess;
import io.weft.tck.SampleLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub's {@code /log}, as plugins/rest answers it. */
class UrlSourceTest {

    private static final String LOGIN = "Basic " + Base64.getEncoder().encodeToString("partner:secret".getBytes());

    @TempDir
    Path folder;

    private final SampleLog log = new SampleLog("weft.example/site-a").append(40, "leaf");
    private final SampleLog fork = log.fork().append(40, "other");
    private volatile SampleLog shown = log;
    private volatile long size = 8;
    private HttpServer hub;
    private WitnessFixture fixture;
    private Watch watch;
    private UrlSource source;

    @BeforeEach
    void start() throws Exception {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/log", this::answer);
        hub.start();
        fixture = new WitnessFixture(folder, log);
        source = new UrlSource(HttpClient.newHttpClient(), url(), Optional.of(LOGIN));
        watch = new Watch(fixture.witness(), Optional.of(Duration.ofSeconds(60)), fixture.clock());
    }

    @AfterEach
    void stop() throws Exception {
        hub.stop(0);
        fixture.close();
    }

    @Test
    void eachNewestIsCosignedAndAnIdleLogIsNotSilent() throws Exception {
        watch.poll(source);
        size = 20;
        watch.poll(source);
        assertEquals(20, cosigned());
        for (int i = 0; i < 3; i++) {
            fixture.clock().advance(Duration.ofMinutes(10));
            watch.poll(source);
        }
        assertEquals(List.of(), fixture.said());
    }

    @Test
    void aHubThatIsAwayIsNamedAndAfterAWhileItsLogIsSilent() throws Exception {
        watch.poll(source);
        hub.removeContext("/log");
        watch.poll(source);
        assertEquals(List.of(AlarmCode.UNREACHABLE), fixture.open());
        fixture.clock().advance(Duration.ofSeconds(61));
        watch.poll(source);
        assertEquals(List.of(AlarmCode.UNREACHABLE, AlarmCode.SILENCE), fixture.open());
        hub.createContext("/log", this::answer);
        watch.poll(source);
        assertEquals(List.of(), fixture.open());
    }

    @Test
    void aRewrittenHistoryIsAForkWhateverItsSize() throws Exception {
        size = 20;
        watch.poll(source);
        shown = fork;
        for (long other : new long[] {20, 30}) {
            size = other;
            watch.poll(source);
        }
        assertEquals(List.of(AlarmCode.FORK, AlarmCode.FORK), fixture.open());
        assertEquals(20, cosigned());
    }

    @Test
    void aHubThatWasRestoredIsARollbackThoughItsCheckpointIsAnOldOne() throws Exception {
        watch.poll(source);
        size = 20;
        watch.poll(source);
        size = 8;
        watch.poll(source);
        assertEquals(List.of(AlarmCode.ROLLBACK), fixture.open());
    }

    @Test
    void asAProcessItLogsInAndTellsByItsExitStatus() throws Exception {
        fixture.close();
        Path password = Files.writeString(folder.resolve("password"), "secret\n");
        Object[] once = {"run", "--state", folder, "--log", log.verifierKey(), "--url", url(), "--user", "partner",
            "--password-file", password, "--once"};
        assertEquals(0, WitnessProcess.run(once));
        Files.writeString(password, "wrong\n");
        try (JavaProcess process = WitnessProcess.start(once)) {
            assertEquals(1, process.exit());
            assertTrue(process.err().get(0).contains("UNREACHABLE weft.example/site-a: " + url() + "/checkpoint answers 401"),
                    () -> process.err().toString());
        }
    }

    private long cosigned() {
        return fixture.witness().known().orElseThrow().text().size();
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + hub.getAddress().getPort() + "/log");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!LOGIN.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            String text;
            if (exchange.getRequestURI().getPath().equals("/log/checkpoint")) {
                text = shown.note(size);
            } else {
                String[] sizes = exchange.getRequestURI().getQuery().replaceAll("[a-z=]", "").split("&");
                text = shown.consistency(Long.parseLong(sizes[0]), Long.parseLong(sizes[1])).replace(',', '\n');
            }
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
