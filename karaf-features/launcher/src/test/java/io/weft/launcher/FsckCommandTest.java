package io.weft.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FsckCommandTest {

    private static final String RUNNING = "{\"state\": \"RUNNING\", \"checked\": {}, \"findings\": [], \"next\": 0}";
    private static final String DONE = "{\"state\": \"DONE\", \"checked\": {}, \"findings\": [], \"next\": 0, \"different\": 0, "
            + "\"uncovered\": {\"pending\": 0, \"unsigned\": 0}, \"notChecked\": []}";

    @TempDir
    private Path home;
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private HttpServer hub;
    private volatile String standing = DONE;

    @BeforeEach
    void startAHub() throws Exception {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/", exchange -> {
            String method = exchange.getRequestMethod();
            requests.add(method + " " + exchange.getRequestURI());
            byte[] body = (method.equals("POST") ? "{\"id\": \"c-1\"}" : standing).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(method.equals("POST") ? 202 : 200, body.length);
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
    void namesRecordsOnLines() {
        assertEquals(0, weft("fsck", "--only", "event:urn:x:a,b", "--only", "checkpoint:42"));
        assertEquals("POST /checks?only=event%3Aurn%3Ax%3Aa%2Cb%0Acheckpoint%3A42", requests.poll());
    }

    /** Ctrl-C, as the operator's terminal sends it: nobody else could begin a check while that one goes on. */
    @Test
    void whoEndsTheProgramEndsTheCheck() throws Exception {
        standing = RUNNING;
        Process weft = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Weft.class.getName(), "fsck", "--full", "--home", home.toString())
                .redirectErrorStream(true).redirectOutput(home.resolve("output").toFile()).start();
        try {
            await("GET /checks/c-1");
            weft.destroy();
            await("DELETE /checks/c-1");
            assertTrue(weft.waitFor(30, TimeUnit.SECONDS));
        } finally {
            weft.destroyForcibly();
        }
    }

    private void await(String start) throws Exception {
        String request;
        do {
            request = requests.poll(60, TimeUnit.SECONDS);
            assertTrue(request != null, () -> "no " + start);
        } while (!request.startsWith(start));
    }

    private int weft(String... arguments) {
        CommandLine weft = Weft.commandLine();
        weft.setOut(new PrintWriter(new StringWriter()));
        weft.setErr(new PrintWriter(new StringWriter()));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", home.toString()));
        return weft.execute(all.toArray(String[]::new));
    }
}
