package io.weft.site.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A counterpart's own HTTP server: one path, one user, on a free port of the loopback interface. */
public final class CounterpartServer implements AutoCloseable {

    private static final int THREADS = 8;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final byte[] authorization;
    private final String path;

    /** What the counterpart does with a message. */
    @FunctionalInterface
    public interface Receiver {

        /** @param idempotencyKey the same for each attempt at the same message */
        void receive(String idempotencyKey, byte[] payload);
    }

    public CounterpartServer(String path, String user, String password, Receiver receiver) throws IOException {
        this.path = path;
        this.authorization = ("Basic " + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8))).getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(path, exchange -> handle(exchange, receiver));
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void handle(HttpExchange exchange, Receiver receiver) throws IOException {
        try (exchange) {
            String given = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] payload = exchange.getRequestBody().readAllBytes();
            if (!MessageDigest.isEqual(authorization, given.getBytes(StandardCharsets.UTF_8))) {
                reply(exchange, 401, "who are you?");
            } else if (!"POST".equals(exchange.getRequestMethod())) {
                reply(exchange, 405, "POST only");
            } else {
                receiver.receive(String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")), payload);
                reply(exchange, 200, "taken");
            }
        }
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
