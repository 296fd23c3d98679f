package io.weft.rest;

import io.weft.delivery.DeliveryQueue;
import io.weft.delivery.DeliveryStatus;
import io.weft.http.HttpEndpoint;
import io.weft.http.HttpReply;
import io.weft.http.HttpRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /deliveries}: what left or waits, newest first. */
@Component
public final class DeliveriesEndpoint implements HttpEndpoint {

    private static final int MAXIMUM_LIMIT = 1_000;

    private final DeliveryQueue queue;

    @Activate
    public DeliveriesEndpoint(@Reference DeliveryQueue queue) {
        this.queue = queue;
    }

    @Override
    public String pathPrefix() {
        return "/deliveries";
    }

    @Override
    public String requiredRole(String method) {
        return "viewer";
    }

    @Override
    public HttpReply handle(HttpRequest request) {
        if (PathSegments.anyAfter(pathPrefix(), request)) {
            return Replies.unknown("deliveries are listed at /deliveries itself");
        }
        if (!"GET".equals(request.method())) {
            return Replies.method(request.method(), "GET");
        }
        return HttpReply.json(200, Map.of("deliveries", queue.list(MAXIMUM_LIMIT).stream().map(DeliveriesEndpoint::entry).toList()));
    }

    private static Map<String, Object> entry(DeliveryStatus status) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", status.id().toString());
        entry.put("target", status.target());
        entry.put("mapping", status.mapping());
        entry.put("orderKey", status.orderKey());
        entry.put("event", status.event().uri());
        entry.put("state", status.state().name());
        entry.put("attempts", status.attempts());
        entry.put("createdAt", status.createdAt().toString());
        entry.put("acceptedAt", time(status.acceptedAt()));
        entry.put("confirmedAt", time(status.confirmedAt()));
        entry.put("lastReason", status.lastReason());
        return entry;
    }

    private static String time(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse("");
    }
}
