package io.weft.rest;

import io.weft.event.Reading;
import io.weft.http.HttpEndpoint;
import io.weft.http.HttpReply;
import io.weft.http.HttpRequest;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.ThreadQuery;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /readings/{instance}}: every reading of an adapter instance as tab-separated lines of item, source time in
 * ticks ({@code io.weft.event.SourceTime}), value (empty if the source gave none) and status, by item and source time.
 */
@Component
public final class ReadingsEndpoint implements HttpEndpoint {

    private static final String PREFIX = "/readings";

    private final ThreadQuery query;

    @Activate
    public ReadingsEndpoint(@Reference ThreadQuery query) {
        this.query = query;
    }

    @Override
    public String pathPrefix() {
        return PREFIX;
    }

    @Override
    public String requiredRole(String method) {
        return "viewer";
    }

    @Override
    public HttpReply handle(HttpRequest request) {
        if (!"GET".equals(request.method())) {
            return Replies.method(request.method(), "GET");
        }
        List<String> segments = PathSegments.after(PREFIX, request);
        if (segments.size() != 1) {
            return Replies.unknown("readings are asked by adapter instance: /readings/{instance}");
        }
        return new HttpReply(200, "text/tab-separated-values; charset=utf-8", Map.of(),
                out -> writeAll(segments.get(0), out));
    }

    private void writeAll(String instance, OutputStream out) throws IOException {
        try {
            query.readings(instance, stored -> write(stored.reading(), out));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (StoreUnavailableException e) {
            throw new IOException("cut off: " + e.getMessage(), e);
        }
    }

    private static void write(Reading reading, OutputStream out) {
        String line = reading.item() + '\t' + reading.sourceTime() + '\t'
                + reading.value().map(java.math.BigDecimal::toPlainString).orElse("") + '\t' + reading.status() + '\n';
        try {
            out.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
