package io.weft.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weft.adapter.AdapterState;
import io.weft.adapter.SinkAdapter;
import io.weft.delivery.DeliveryAnswer;
import io.weft.delivery.OutboundMessage;
import io.weft.tck.SinkAdapterContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSinkTest extends SinkAdapterContract {

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClients clients = new HttpClients(new DefaultCamelContext());
    private HttpServer server;
    private volatile int status = 202;
    private volatile boolean silent;
    private HttpSink sink;

    @BeforeEach
    void open() throws Exception {
        server = serve(0);
        sink = sink(Map.of());
    }

    @AfterEach
    void close() {
        over.countDown();
        sink.stop();
        clients.stop();
        server.stop(0);
        threads.shutdownNow();
    }

    @Override
    protected SinkAdapter sink() {
        return sink;
    }

    @Override
    protected List<Seen> seen() {
        return seen;
    }

    @Override
    protected void peer(PeerBehaviour behaviour) throws Exception {
        switch (behaviour) {
            case ACCEPTS -> answer(202);
            case REFUSES -> answer(422);
            case FAILS_FOR_NOW -> answer(503);
            case STAYS_SILENT -> silent = true;
            case IS_GONE -> server.stop(0);
        }
    }

    private void answer(int code) throws IOException {
        status = code;
        if (threads.isShutdown() || !reachable()) {
            server = serve(server.getAddress().getPort());
        }
    }

    private boolean reachable() {
        try (java.net.Socket socket = new java.net.Socket(InetAddress.getLoopbackAddress(),
                server.getAddress().getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 302})
    void what_may_pass_is_unanswered_and_asked_only_once(int code) throws Exception {
        answer(code);
        assertInstanceOf(DeliveryAnswer.Unanswered.class, sink.send(message()));
        assertEquals(1, seen.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 409, 410, 415, 422, 499})
    void what_will_not_pass_is_refused_with_the_peers_own_words(int code) throws Exception {
        answer(code);
        DeliveryAnswer.Refused refused = assertInstanceOf(DeliveryAnswer.Refused.class, sink.send(message()));
        assertEquals(code + " lot unknown", refused.reason());
    }

    @Test
    void acceptance_gives_the_peers_reference() throws Exception {
        answer(201);
        assertEquals(new DeliveryAnswer.Accepted("/holds/7"), sink.send(message()));
    }

    @Test
    void password_comes_from_its_file(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "open sesame\n");
        HttpSink known = sink(Map.of("user", "weft", "passwordFile", file.toString()));
        known.send(message());
        assertEquals(List.of(new BasicCredentials("weft", "open sesame").header()), authorizations);
        known.stop();
    }

    @ParameterizedTest
    @CsvSource({"url, ftp://x/y, is not an http or https URL with a host", "timeoutSeconds, soon, is not a whole number from 1 to 60",
            "accepted, 2xx, 'is not a status code or a range of them, as 200-299'", "passwordFile, /nowhere/x, cannot be read"})
    void a_wrong_configuration_is_told_and_sends_nothing(String key, String value, String rule) throws Exception {
        HttpSink wrong = sink(Map.of(key, value));
        assertEquals(AdapterState.MISCONFIGURED, wrong.state());
        assertTrue(wrong.faults().get(0).startsWith(key + ": '" + value + "' " + rule), wrong.faults().toString());
        assertInstanceOf(DeliveryAnswer.Unanswered.class, wrong.send(message()));
        assertEquals(List.of(), seen);
        wrong.stop();
    }

    @Test
    void credentials_do_not_leave_in_the_clear(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "secret");
        HttpSink wrong = sink(Map.of("url", "http://192.0.2.1/hold", "tokenFile", file.toString()));
        assertEquals(List.of("url: 'http://192.0.2.1/hold' would carry a secret in the clear; use https"), wrong.faults());
        wrong.stop();
    }

    private HttpSink sink(Map<String, Object> more) throws Exception {
        Map<String, Object> properties = new HashMap<>(Map.of("service.pid", "io.weft.adapter.httpsink~wms",
                "system", "wms", "url", "http://127.0.0.1:" + server.getAddress().getPort() + "/hold",
                "timeoutSeconds", "1"));
        properties.putAll(more);
        return new HttpSink(properties, clients);
    }

    private HttpServer serve(int port) throws IOException {
        HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        made.setExecutor(threads);
        made.createContext("/hold", this::take);
        made.start();
        return made;
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        seen.add(new Seen(exchange.getRequestHeaders().getFirst("Idempotency-Key"), body));
        if (exchange.getRequestHeaders().containsKey("Authorization")) {
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
        }
        if (silent) {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        exchange.getResponseHeaders().add("Location", "/holds/7");
        byte[] words = "lot unknown".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(status, words.length);
        exchange.getResponseBody().write(words);
        exchange.close();
    }

    private static OutboundMessage message() {
        return new OutboundMessage(UUID.randomUUID(), "application/json", Map.of(), new byte[] {'{', '}'});
    }
}
