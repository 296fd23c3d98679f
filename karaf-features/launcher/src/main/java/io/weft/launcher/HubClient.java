package io.weft.launcher;

import io.weft.event.CanonicalJson;
import io.weft.event.JsonException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** Speaks to a hub's REST interface as one user. */
public final class HubClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
    private final URI base;
    private final String authorization;

    public HubClient(URI base, String user, String password) {
        this.base = base;
        this.authorization = "Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** An answer whose status the caller judges. */
    public record Answer(int status, byte[] body, Map<String, java.util.List<String>> headers) {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** The first value of a header; empty if it is not there. */
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), java.util.List.of("")).get(0);
        }

        /** The body as a JSON object. */
        @SuppressWarnings("unchecked")
        public Map<String, Object> json() throws IOException {
            try {
                return (Map<String, Object>) CanonicalJson.read(body);
            } catch (JsonException | ClassCastException e) {
                throw new IOException("the hub answered " + status + " without a JSON object: " + text(), e);
            }
        }
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    public Answer post(String path, String mediaType, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder builder = request(path).header("Content-Type", mediaType);
        headers.forEach(builder::header);
        return send(builder.POST(BodyPublishers.ofByteArray(body)).build());
    }

    public Answer delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE().build());
    }

    /** Downloads into a file. @return the status; the file exists only if it is 200 */
    public Answer download(String path, Path file) throws IOException, InterruptedException {
        Answer answer = send(request(path).GET().timeout(Duration.ofMinutes(5)).build());
        if (answer.status() == 200) {
            java.nio.file.Files.write(file, answer.body());
        }
        return answer;
    }

    /** One segment of a path. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).header("Authorization", authorization);
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response.body(), response.headers().map());
    }
}
