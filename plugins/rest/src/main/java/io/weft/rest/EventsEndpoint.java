package io.weft.rest;

import io.weft.event.EventId;
import io.weft.http.HttpEndpoint;
import io.weft.http.HttpReply;
import io.weft.http.HttpRequest;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.StoredEvent;
import io.weft.thread.ThreadQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Events as EPCIS documents (EPCIS 2.0, 8.2.6): {@code /events/{eventID}}, with its error declarations, and
 * {@code /events} in the order of record time with {@code perPage} and {@code nextPageToken}.
 */
@Component
public final class EventsEndpoint implements HttpEndpoint {

    private static final String PREFIX = "/events";
    private static final int MAXIMUM_PER_PAGE = 1_000;
    private static final int DEFAULT_PER_PAGE = 30;

    private final ThreadQuery query;

    @Activate
    public EventsEndpoint(@Reference ThreadQuery query) {
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
        try {
            List<String> segments = PathSegments.after(PREFIX, request);
            if (segments.size() > 1) {
                return Replies.unknown("of an event there is only /events/{eventID}, one percent-encoded segment");
            }
            return segments.isEmpty() ? page(request) : one(new EventId(segments.get(0)));
        } catch (IllegalArgumentException e) {
            return HttpReply.problem(400, "Bad request", e.getMessage());
        } catch (StoreUnavailableException e) {
            return Replies.unavailable(e);
        }
    }

    private HttpReply one(EventId id) throws StoreUnavailableException {
        List<StoredEvent> found = new ArrayList<>();
        query.event(id).filter(stored -> stored.event().type().isEvent()).ifPresent(found::add);
        query.declarations(id).stream().filter(stored -> stored.event().type().isEvent()).forEach(found::add);
        return found.isEmpty() ? Replies.unknown("no event " + id) : HttpReply.json(200, EventJson.document(found));
    }

    private HttpReply page(HttpRequest request) throws StoreUnavailableException {
        int perPage = Integer.parseInt(request.query().getOrDefault("perPage", Integer.toString(DEFAULT_PER_PAGE)));
        if (perPage < 1 || perPage > MAXIMUM_PER_PAGE) {
            return Replies.bad("perPage", Integer.toString(perPage), "is not 1 to " + MAXIMUM_PER_PAGE);
        }
        Optional<EventId> after = Optional.ofNullable(request.query().get("nextPageToken")).map(EventId::new);
        List<StoredEvent> events = query.events(after, perPage);
        HttpReply reply = HttpReply.json(200, EventJson.document(events));
        if (events.size() < perPage) {
            return reply;
        }
        String token = java.net.URLEncoder.encode(events.get(events.size() - 1).event().id().uri(),
                java.nio.charset.StandardCharsets.UTF_8);
        Map<String, String> link = Map.of("Link", "</events?perPage=" + perPage + "&nextPageToken=" + token + ">; rel=\"next\"");
        return new HttpReply(reply.status(), reply.mediaType(), link, reply.body());
    }
}
