package io.weft.adapter.http;

import io.weft.adapter.Intake;
import io.weft.adapter.SourceAdapter;
import io.weft.http.HttpEndpoint;
import io.weft.tck.RecordingIntake;
import io.weft.tck.SourceAdapterContract;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;

/** The counterpart keeps a document, and posts it again, until it is answered with 202. */
class HttpSourceContractTest extends SourceAdapterContract {

    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService counterpart = Executors.newSingleThreadExecutor();
    private volatile byte[] last;
    private volatile int port;
    private int sent;

    @AfterEach
    void stop() {
        counterpart.shutdownNow();
    }

    @Override
    protected Instance configured(Intake intake) throws Exception {
        return open("/erp", intake);
    }

    @Override
    protected Instance misconfigured(Intake intake) throws Exception {
        int kept = port;
        Instance instance = open("no path", intake);
        port = kept;
        return instance;
    }

    @Override
    protected void send() {
        byte[] document = ("{\"number\":" + ++sent + "}").getBytes(StandardCharsets.UTF_8);
        last = document;
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/erp"))
                .header("Authorization", new BasicCredentials("erp", "right").header())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(document)).build();
        counterpart.submit(() -> {
            while (client.send(request, BodyHandlers.discarding()).statusCode() != 202) {
                Thread.onSpinWait();
            }
            return document;
        });
    }

    @Override
    protected boolean hasTakenLast(RecordingIntake intake) {
        return intake.messages().stream().anyMatch(message -> Arrays.equals(message.payload(), last));
    }

    private Instance open(String path, Intake intake) throws Exception {
        HttpSource source = new HttpSource(Map.of("service.pid", "io.weft.adapter.http~erp", "path", path, "system", "erp",
                "format", "idoc-json"), Clock.systemUTC()).offering(intake);
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        List<HttpEndpoint> endpoints = List.of(source);
        Listener listener = new Listener(new DefaultCamelContext(),
                ListenerSettings.of(Map.of("port", Integer.toString(port))),
                (name, password) -> Optional.of(new Authenticator.User(name, Set.of("sender"))), () -> endpoints);
        return new Instance() {
            @Override
            public SourceAdapter adapter() {
                return source;
            }

            @Override
            public void close() {
                listener.close();
            }
        };
    }
}
