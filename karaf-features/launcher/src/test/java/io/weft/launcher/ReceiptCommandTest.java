package io.weft.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the commands ask of a hub, and what they write. */
class ReceiptCommandTest {

    @TempDir
    private Path home;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer hub;

    @BeforeEach
    void startAHub() throws Exception {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/", exchange -> {
            String uri = URLDecoder.decode(exchange.getRequestURI().toString(), StandardCharsets.UTF_8);
            requests.add(uri);
            String answer = answers.get(uri);
            byte[] body = (answer == null ? "nothing there" : answer).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Weft-Log-Size", "40");
            exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        hub.start();
        Files.createDirectories(home.resolve("etc/secrets"));
        Files.writeString(home.resolve("etc/secrets/admin.password"), "secret");
        Files.writeString(home.resolve("etc/io.weft.http.cfg"), "port = " + hub.getAddress().getPort() + "\n");
        sinks("file~vault", "fabric~x");
        answers.put("/log/receipts/fabric~x/latest", "receipt of 40");
        answers.put("/log/receipts/fabric~x/40", "receipt of 40");
        answers.put("/threads/09521321000018/L-1/proof?direction=origin&sink=fabric~x", "proof");
    }

    @AfterEach
    void stopTheHub() {
        hub.stop(0);
    }

    @Test
    void theReceiptIsOfTheSinkThatAnchorsUnlessOneIsNamed() throws Exception {
        Path file = home.resolve("latest.receipt");
        assertEquals(0, weft("receipt", "latest", "-o", file.toString()));
        assertEquals("receipt of 40", Files.readString(file));
        assertEquals("wrote " + file + " (13 bytes, size 40)" + System.lineSeparator(), out.toString());
        assertEquals(1, weft("receipt", "40", "--sink", "file~vault", "-o", home.resolve("none").toString()));
        assertFalse(Files.exists(home.resolve("none")));
        assertEquals("/log/receipts/file~vault/40", requests.get(requests.size() - 1));
    }

    @Test
    void ifSeveralAnchorOneMustBeNamed() throws Exception {
        sinks("fabric~x", "fabric~y");
        assertEquals(1, weft("receipt", "latest", "-o", home.resolve("none").toString()));
        assertTrue(err.toString().contains("the hub has the sinks [fabric~x, fabric~y]; name one with --sink"), err::toString);
        sinks("file~vault");
        assertEquals(1, weft("receipt", "latest", "-o", home.resolve("none").toString()));
        assertTrue(err.toString().contains("no sink that anchors on a channel; name one with --sink"), err::toString);
        assertEquals(2, weft("receipt", "latest"));
    }

    @Test
    void proofAndReceiptAreOfOneCheckpoint() throws Exception {
        assertEquals(0, weft("thread", "09521321000018", "L-1", "--proof", home.resolve("p").toString(),
                "--receipt", home.resolve("r").toString()), err::toString);
        assertEquals("proof", Files.readString(home.resolve("p")));
        assertEquals("receipt of 40", Files.readString(home.resolve("r")));
        assertEquals("/log/receipts/fabric~x/40", requests.get(requests.size() - 1));
        assertEquals(2, weft("thread", "09521321000018", "L-1", "--receipt", home.resolve("r").toString()));
        assertEquals(2, weft("thread", "09521321000018", "L-1", "--sink", "fabric~x"));
    }

    private void sinks(String... names) {
        StringBuilder sinks = new StringBuilder();
        for (String name : names) {
            sinks.append(sinks.isEmpty() ? "" : ",").append("{\"name\":\"").append(name).append("\"}");
        }
        answers.put("/health", "{\"log\":{\"sinks\":[" + sinks + "]}}");
    }

    private int weft(String... arguments) {
        CommandLine weft = Weft.commandLine();
        weft.setOut(new PrintWriter(out, true));
        weft.setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", home.toString()));
        return weft.execute(all.toArray(String[]::new));
    }
}
