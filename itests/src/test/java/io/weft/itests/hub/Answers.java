package io.weft.itests.hub;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A Camel route in YAML that answers HTTP requests with one text, and the question to it. */
public final class Answers {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private Answers() {}

    /** @param port on 127.0.0.1 */
    public static String route(String id, int port, String text) {
        return """
                - route:
                    id: %s
                    from:
                      uri: netty-http:http://127.0.0.1:%d/%s
                      steps:
                        - setBody:
                            constant: "%s"
                        - setHeader:
                            name: Content-Type
                            constant: text/plain
                """.formatted(id, port, id, text);
    }

    /** What the route answers; null if nobody listens. */
    public static String ask(int port, String id) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + id))
                .timeout(TIMEOUT)
                .build();
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (ConnectException refused) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
