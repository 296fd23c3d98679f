package io.weft.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.weft.event.Digests;
import io.weft.ledger.proof.AddCheckpoint;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.witness.CosignedNotes.Cosigned;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;

/**
 * The HTTP interface of C2SP tlog-witness: {@code POST /add-checkpoint} and {@code GET /<origin hash>/checkpoint}. Nobody needs
 * to log in, as the protocol has it: what counts is the log's signature.
 */
final class CheckpointListener implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(CheckpointListener.class.getName());
    private static final int WORKERS = 8;
    private static final String TEXT = "text/plain; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    private final Map<String, LogWitness> logs;

    private CheckpointListener(HttpServer server, Map<String, LogWitness> logs) {
        this.server = server;
        this.logs = logs;
    }

    /** @param logs by origin */
    static CheckpointListener start(InetSocketAddress address, Optional<SSLContext> tls, Map<String, LogWitness> logs)
            throws IOException {
        HttpServer server;
        if (tls.isPresent()) {
            HttpsServer https = HttpsServer.create(address, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
            server = https;
        } else {
            server = HttpServer.create(address, 0);
        }
        CheckpointListener listener = new CheckpointListener(server, logs);
        server.createContext("/", listener::answer);
        server.setExecutor(listener.workers);
        server.start();
        return listener;
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/add-checkpoint")) {
                if (!exchange.getRequestMethod().equals("POST")) {
                    send(exchange, 405, TEXT, "POST only\n");
                } else {
                    add(exchange);
                }
            } else if (path.matches("/[0-9a-f]{64}/checkpoint") && exchange.getRequestMethod().equals("GET")) {
                show(exchange, path.substring(1, 65));
            } else {
                send(exchange, 404, TEXT, "there are POST /add-checkpoint and GET /<SHA-256 of the origin>/checkpoint\n");
            }
        } catch (IOException | RuntimeException e) {
            // A client that goes away is its own business; a state that cannot be written is the operator's.
            LOG.log(Level.WARNING, "request of " + exchange.getRemoteAddress(), e);
        }
    }

    private void add(HttpExchange exchange) throws IOException {
        AddCheckpoint offer;
        String origin;
        try {
            offer = AddCheckpoint.parse(exchange.getRequestBody().readNBytes(AddCheckpoint.MAXIMUM_BYTES + 1));
            origin = CheckpointText.read(offer.note()).origin();
        } catch (MalformedProofException e) {
            send(exchange, 400, TEXT, e.getMessage() + "\n");
            return;
        }
        LogWitness witness = logs.get(origin);
        Outcome outcome = witness == null ? new Outcome.Refused(404, "'" + origin + "' is not a log of this witness")
                : witness.offer(offer);
        if (outcome instanceof Outcome.Cosigned cosigned) {
            send(exchange, 200, TEXT, cosigned.line().toString());
        } else if (outcome instanceof Outcome.Conflict conflict) {
            send(exchange, 409, "text/x.tlog.size", conflict.size() + "\n");
        } else if (outcome instanceof Outcome.Refused refused) {
            send(exchange, refused.status(), TEXT, refused.reason() + "\n");
        }
    }

    private void show(HttpExchange exchange, String hash) throws IOException {
        Optional<Cosigned> known = logs.values().stream()
                .filter(witness -> Digests.hex(Digests.sha256(witness.log().name().getBytes(StandardCharsets.UTF_8))).equals(hash))
                .findFirst().flatMap(LogWitness::known);
        if (known.isEmpty()) {
            send(exchange, 404, TEXT, "nothing of such a log was cosigned\n");
        } else {
            send(exchange, 200, TEXT, new String(known.get().note().encode(), StandardCharsets.UTF_8));
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
