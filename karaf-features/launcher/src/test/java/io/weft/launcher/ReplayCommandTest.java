package io.weft.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplayCommandTest {

    @TempDir
    private Path home;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Queue<String> pages = new ConcurrentLinkedQueue<>();
    private HttpServer hub;
    private volatile int status = 202;
    private volatile String answer = "";

    @BeforeEach
    void startAHub() throws Exception {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] body = Optional.ofNullable(pages.poll()).orElse(answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        hub.start();
        Files.createDirectories(home.resolve("etc/secrets"));
        Files.writeString(home.resolve("etc/secrets/admin.password"), "secret");
        Files.writeString(home.resolve("etc/io.weft.http.cfg"), "port = " + hub.getAddress().getPort() + "\n");
    }

    @AfterEach
    void stopTheHub() {
        hub.stop(0);
    }

    @Test
    void saysByItsExitStatusWhetherTheMessageIsOutOfQuarantine() {
        answer = "{\"outcome\": \"MAPPED\", \"reasons\": []}";
        assertEquals(0, replay());
        answer = "{\"outcome\": \"QUARANTINED\", \"reasons\": []}";
        assertEquals(1, replay());
        status = 409;
        assertEquals(1, replay());
        assertEquals("POST /messages/r-1/replay", requests.get(0));
    }

    @Test
    void goesOnPageByPageAndTellsWhatIsQuarantinedStill() {
        status = 200;
        pages.add("{\"replayed\": 100, \"outcomes\": {\"MAPPED\": 100}, \"refused\": [], \"next\": \"c-1\"}");
        answer = "{\"replayed\": 2, \"outcomes\": {\"MAPPED\": 1, \"QUARANTINED\": 1}, \"refused\": []}";
        assertEquals(1, weft("replay", "--outcome", "QUARANTINED", "--code", "UNKNOWN_CODE"));
        assertEquals(List.of("POST /replays?limit=100&outcome=QUARANTINED&code=UNKNOWN_CODE",
                "POST /replays?limit=100&outcome=QUARANTINED&code=UNKNOWN_CODE&before=c-1"), requests);
    }

    @Test
    void needsAReceiptOrAnOutcome() {
        assertEquals(2, weft("replay"));
        assertEquals(2, weft("replay", "r-1", "--outcome", "MAPPED"));
    }

    private int replay() {
        return weft("replay", "r-1");
    }

    private int weft(String... arguments) {
        CommandLine weft = Weft.commandLine();
        weft.setOut(new java.io.PrintWriter(new java.io.StringWriter()));
        weft.setErr(new java.io.PrintWriter(new java.io.StringWriter()));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", home.toString()));
        return weft.execute(all.toArray(String[]::new));
    }
}
