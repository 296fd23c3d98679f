package io.weft.adapter.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.AdapterState;
import io.weft.adapter.BatchReceipt;
import io.weft.adapter.Intake;
import io.weft.adapter.IntakeUnavailableException;
import io.weft.adapter.Outcome;
import io.weft.adapter.RawMessage;
import io.weft.adapter.ReadingBatch;
import io.weft.adapter.Receipt;
import io.weft.event.Rejection;
import io.weft.http.HttpEndpoint;
import io.weft.http.HttpReply;
import io.weft.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The answer contract, cell by cell, over real sockets. */
class HttpSourceTest {

    private static final UUID RECEIPT = UUID.fromString("00000000-0000-0000-0000-000000000007");
    private static final byte[] DOCUMENT = "{\"order\":\"4711\"}".getBytes(StandardCharsets.UTF_8);
    private static final int MAXIMUM = 10_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<RawMessage> taken = new CopyOnWriteArrayList<>();
    private volatile Optional<IntakeUnavailableException> down = Optional.empty();
    private volatile Outcome outcome = Outcome.MAPPED;
    private int port;
    private Listener listener;

    @BeforeEach
    void open() throws Exception {
        port = freePort();
        List<HttpEndpoint> endpoints = List.of(source(Map.of()), new LargeReply());
        listener = new Listener(new DefaultCamelContext(), ListenerSettings.of(Map.of("port", Integer.toString(port),
                "maximumBytes", "20000", "requestSeconds", "1")), this::authenticate, () -> endpoints);
    }

    @AfterEach
    void close() {
        listener.close();
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void whatever_a_document_holds_the_answer_is_202_with_its_receipt(Outcome ended) throws Exception {
        outcome = ended;
        HttpResponse<String> answer = post("/erp/orders", DOCUMENT);
        assertEquals(202, answer.statusCode());
        assertEquals("{\"outcome\":\"" + ended.name() + "\",\"receipt\":\"" + RECEIPT
                + "\"}", answer.body());
        assertEquals("application/json", answer.headers().firstValue("Content-Type").orElseThrow());
    }

    @Test
    void the_message_carries_the_bytes_the_key_and_who_sent_it() throws Exception {
        send(request("/erp/orders").header("Idempotency-Key", "k-1").header("CamelHttpUri", "http://elsewhere")
                .POST(BodyPublishers.ofByteArray(DOCUMENT)));
        RawMessage message = taken.get(0);
        assertEquals("http~erp", message.instance());
        assertEquals("erp", message.system());
        assertEquals("idoc-json", message.format());
        assertEquals(Optional.of("k-1"), message.transportKey());
        assertEquals("2026", message.epoch());
        assertArrayEquals(DOCUMENT, message.payload());
        assertEquals("sender", message.headers().get("user"));
        assertFalse(message.headers().toString().toLowerCase(java.util.Locale.ROOT).contains("camel"));
        assertFalse(message.headers().containsKey("authorization"));
    }

    @Test
    void while_intake_is_unavailable_the_source_is_asked_to_come_back() throws Exception {
        down = Optional.of(new IntakeUnavailableException("the store is down", Duration.ofSeconds(7), null));
        HttpResponse<String> answer = post("/erp/orders", DOCUMENT);
        assertEquals(503, answer.statusCode());
        assertEquals("7", answer.headers().firstValue("Retry-After").orElseThrow());
        down = Optional.empty();
        assertEquals(202, post("/erp/orders", DOCUMENT).statusCode());
    }

    @Test
    void nobody_is_anonymous_and_a_stranger_learns_no_path() throws Exception {
        for (String path : List.of("/erp/orders", "/nowhere")) {
            HttpResponse<String> wrong = client.send(java.net.http.HttpRequest.newBuilder(uri(path))
                    .header("Authorization", new BasicCredentials("sender", "guess").header())
                    .POST(BodyPublishers.ofByteArray(DOCUMENT)).build(), BodyHandlers.ofString());
            HttpResponse<String> anonymous = client.send(java.net.http.HttpRequest.newBuilder(uri(path))
                    .POST(BodyPublishers.ofByteArray(DOCUMENT)).build(), BodyHandlers.ofString());
            assertEquals(401, wrong.statusCode());
            assertEquals(401, anonymous.statusCode());
            assertEquals(wrong.body(), anonymous.body());
        }
        assertEquals(List.of(), taken);
    }

    @Test
    void a_user_without_the_role_is_forbidden() throws Exception {
        HttpResponse<String> answer = send(java.net.http.HttpRequest.newBuilder(uri("/erp/orders"))
                .header("Authorization", new BasicCredentials("viewer", "right").header())
                .header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(DOCUMENT)));
        assertEquals(403, answer.statusCode());
    }

    @Test
    void wrong_path_method_and_media_type_are_told_apart() throws Exception {
        assertEquals(404, post("/erp/order", DOCUMENT).statusCode());
        assertEquals(404, post("/erp/orders/4711", DOCUMENT).statusCode());
        HttpResponse<String> put = send(request("/erp/orders").PUT(BodyPublishers.ofByteArray(DOCUMENT)));
        assertEquals(405, put.statusCode());
        assertEquals("POST", put.headers().firstValue("Allow").orElseThrow());
        assertEquals(415, send(request("/erp/orders").setHeader("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofByteArray(DOCUMENT))).statusCode());
        assertEquals(415, send(request("/erp/orders").header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(DOCUMENT))).statusCode());
        assertEquals(List.of(), taken);
    }

    @Test
    void a_body_above_the_sources_or_the_listeners_bound_is_too_large_chunked_or_not() throws Exception {
        for (int bytes : new int[] {MAXIMUM + 1, 30_000}) {
            byte[] large = new byte[bytes];
            assertEquals(413, post("/erp/orders", large).statusCode());
            assertEquals(413, send(request("/erp/orders")
                    .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))).statusCode());
        }
        assertEquals(202, post("/erp/orders", new byte[MAXIMUM]).statusCode());
    }

    @Test
    void a_client_that_never_ends_its_request_is_cut_off() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(("POST /erp/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{")
                    .getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(10_000);
            assertEquals(-1, socket.getInputStream().read());
        }
        assertEquals(List.of(), taken);
    }

    @Test
    void a_large_reply_is_streamed_whole() throws Exception {
        HttpResponse<byte[]> answer = client.send(request("/proof/a%2Fb/c+d?at=1&at=%2B2").GET().build(),
                BodyHandlers.ofByteArray());
        assertEquals(200, answer.statusCode());
        assertEquals(LargeReply.BYTES, answer.body().length);
        assertEquals("/proof/a%2Fb/c+d {at=+2}", answer.headers().firstValue("X-Asked").orElseThrow());
    }

    @Test
    void a_failing_endpoint_says_nothing_of_its_inside() throws Exception {
        HttpResponse<String> answer = send(request("/proof").DELETE());
        assertEquals(500, answer.statusCode());
        assertFalse(answer.body().contains("secret inside"));
    }

    @Test
    void a_wrong_source_serves_nothing_and_names_key_value_and_rule() {
        HttpSource wrong = source(Map.of("path", "erp/", "maximumBytes", "much"));
        assertEquals(AdapterState.MISCONFIGURED, wrong.state());
        assertEquals("", wrong.pathPrefix());
        assertEquals(List.of("path: 'erp/' is not an absolute path without a slash at its end",
                "maximumBytes: 'much' is not a whole number from 1 to 1073741824"), wrong.faults());
    }

    @Test
    void beyond_loopback_only_tls_is_spoken() {
        assertEquals(List.of("host: '0.0.0.0' is not loopback, so keystore and keystorePasswordFile must be set"),
                ListenerSettings.of(Map.of("host", "0.0.0.0")).faults());
    }

    @Test
    void a_login_is_remembered_for_a_while_but_no_failure_is() {
        List<String> asked = new CopyOnWriteArrayList<>();
        Authenticator realm = (name, password) -> {
            asked.add(password);
            return authenticate(name, password);
        };
        Authenticator remembered = new RememberedLogins(realm, Duration.ofMinutes(1), Clock.systemUTC());
        assertTrue(remembered.authenticate("sender", "right").isPresent());
        assertTrue(remembered.authenticate("sender", "right").isPresent());
        assertTrue(remembered.authenticate("sender", "wrong").isEmpty());
        assertTrue(remembered.authenticate("sender", "wrong").isEmpty());
        assertEquals(List.of("right", "wrong", "wrong"), asked);
    }

    @Test
    void a_port_in_use_is_an_error_not_a_silence() {
        assertThrows(Exception.class, () -> new Listener(new DefaultCamelContext(),
                ListenerSettings.of(Map.of("port", Integer.toString(port))), this::authenticate, List::of));
    }

    private Optional<Authenticator.User> authenticate(String name, String password) {
        return password.equals("right") ? Optional.of(new Authenticator.User(name, Set.of(name))) : Optional.empty();
    }

    private HttpSource source(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(Map.of("service.pid", "io.weft.adapter.http~erp", "path", "/erp/orders",
                "system", "erp", "format", "idoc-json", "epoch", "2026", "maximumBytes", Integer.toString(MAXIMUM)));
        properties.putAll(more);
        return new HttpSource(properties, Clock.systemUTC()).offering(new RecordingIntake());
    }

    private HttpResponse<String> post(String path, byte[] body) throws Exception {
        return send(request(path).POST(BodyPublishers.ofByteArray(body)));
    }

    private java.net.http.HttpRequest.Builder request(String path) {
        return java.net.http.HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json; charset=utf-8")
                .header("Authorization", new BasicCredentials("sender", "right").header());
    }

    private HttpResponse<String> send(java.net.http.HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Takes messages as intake does; their outcome is the test's. */
    private final class RecordingIntake implements Intake {

        @Override
        public Receipt accept(RawMessage message) throws IntakeUnavailableException {
            if (down.isPresent()) {
                throw down.get();
            }
            taken.add(message);
            List<Rejection> reasons = outcome == Outcome.QUARANTINED
                    ? List.of(Rejection.user("NO_MAPPING", "", "", "no mapping serves it")) : List.of();
            return new Receipt(RECEIPT, outcome, reasons);
        }

        @Override
        public BatchReceipt accept(ReadingBatch batch) {
            return new BatchReceipt(batch.readings().size(), 0);
        }
    }

    private static final class LargeReply implements HttpEndpoint {

        private static final int BYTES = 3_000_000;

        @Override
        public String pathPrefix() {
            return "/proof";
        }

        @Override
        public String requiredRole(String method) {
            return "sender";
        }

        @Override
        public HttpReply handle(HttpRequest request) throws IOException {
            if (request.method().equals("DELETE")) {
                throw new IOException("secret inside");
            }
            String asked = request.path() + " " + request.query();
            return new HttpReply(200, "application/octet-stream", Map.of("X-Asked", asked), out -> out.write(new byte[BYTES]));
        }
    }
}
