package io.weft.rest;

import io.weft.audit.Act;
import io.weft.delivery.DeliveryFilter;
import io.weft.delivery.DeliveryQueue;
import io.weft.delivery.DeliveryState;
import io.weft.delivery.DeliveryStatus;
import io.weft.http.HttpEndpoint;
import io.weft.http.HttpReply;
import io.weft.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.LoggerFactory;

/**
 * {@code /deliveries}: what left or waits, newest first, with {@code target}, {@code lot}, {@code standing}, {@code before}
 * and {@code limit}; {@code /deliveries/{id}} with its attempts. {@code POST /deliveries/{id}/resend} makes one due at once,
 * {@code POST /deliveries/{id}/skip?reason=} gives one up.
 */
@Component
public final class DeliveriesEndpoint implements HttpEndpoint {

    private static final String PREFIX = "/deliveries";

    private final DeliveryQueue queue;
    private final Consumer<Act> audit;

    @Activate
    public DeliveriesEndpoint(@Reference DeliveryQueue queue) {
        this(queue, act -> LoggerFactory.getLogger(Act.LOGGER).info("{}", act));
    }

    DeliveriesEndpoint(DeliveryQueue queue, Consumer<Act> audit) {
        this.queue = queue;
        this.audit = audit;
    }

    @Override
    public String pathPrefix() {
        return PREFIX;
    }

    @Override
    public String requiredRole(String method) {
        return "GET".equals(method) ? "viewer" : "operator";
    }

    @Override
    public HttpReply handle(HttpRequest request) {
        try {
            List<String> segments = PathSegments.after(PREFIX, request);
            String act = segments.size() == 2 ? segments.get(1) : "";
            if (segments.size() > 2 || segments.size() == 2 && !act.equals("resend") && !act.equals("skip")) {
                return Replies.unknown("of a delivery there are /deliveries/{id}/resend and /deliveries/{id}/skip");
            }
            String allowed = act.isEmpty() ? "GET" : "POST";
            if (!allowed.equals(request.method())) {
                return Replies.method(request.method(), allowed);
            }
            if (segments.isEmpty()) {
                return HttpReply.json(200, page(DeliveryFilters.of(request.query())));
            }
            UUID id = UUID.fromString(segments.get(0));
            Optional<DeliveryStatus> status = queue.status(id);
            if (status.isEmpty()) {
                return Replies.unknown("no delivery " + id);
            }
            return act.isEmpty()
                    ? HttpReply.json(200, DeliveryJson.of(status.get(), queue.attempts(id)))
                    : act(act, status.get(), request);
        } catch (IllegalArgumentException e) {
            return HttpReply.problem(400, "Bad request", e.getMessage());
        }
    }

    private Map<String, Object> page(DeliveryFilter filter) {
        List<DeliveryStatus> found = queue.list(filter);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("deliveries", found.stream().map(DeliveryJson::of).toList());
        if (found.size() == filter.limit()) {
            answer.put("next", found.get(found.size() - 1).id().toString());
        }
        return answer;
    }

    private HttpReply act(String act, DeliveryStatus before, HttpRequest request) {
        boolean skips = act.equals("skip");
        String reason = request.query().getOrDefault("reason", "");
        if (skips && reason.isBlank()) {
            return Replies.bad("reason", reason, "is missing; what is skipped is skipped for a reason");
        }
        try {
            if (skips) {
                queue.skip(before.id(), request.user(), reason);
            } else {
                queue.resend(before.id(), request.user());
            }
        } catch (IllegalArgumentException e) {
            return HttpReply.problem(409, "Conflict", e.getMessage());
        }
        audit.accept(Act.delivery(request.user(), skips ? "skip (" + reason + ")" : "resend", before,
                skips ? DeliveryState.SKIPPED : DeliveryState.WAITING));
        return HttpReply.json(200, DeliveryJson.of(queue.status(before.id()).orElse(before)));
    }
}
