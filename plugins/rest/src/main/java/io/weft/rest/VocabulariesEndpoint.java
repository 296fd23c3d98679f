package io.weft.rest;

import io.weft.http.HttpEndpoint;
import io.weft.http.HttpReply;
import io.weft.http.HttpRequest;
import io.weft.thread.MasterData;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.StoredEvent;
import io.weft.thread.ThreadQuery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Master data as EPCIS writes it (EPCIS 2.0, 6.1 and 9.5, VocabularyList): {@code /vocabularies}, {@code /vocabularies/{type}} and
 * {@code /vocabularies/{type}/{id}}; {@code at} is the time that is asked for, now unless told, and {@code asOf} the state of
 * the log.
 */
@Component
public final class VocabulariesEndpoint implements HttpEndpoint {

    private static final String PREFIX = "/vocabularies";
    private static final int DEFAULT_PER_PAGE = 30;

    private final MasterData masterData;
    private final ThreadQuery query;

    @Activate
    public VocabulariesEndpoint(@Reference MasterData masterData, @Reference ThreadQuery query) {
        this.masterData = masterData;
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
            Instant at = AskedTime.of(request, "at").orElseGet(Instant::now);
            OptionalLong asOf = AskedTime.asOf(request, query);
            return switch (segments.size()) {
                case 0 -> HttpReply.json(200, Map.of("vocabularies", masterData.vocabularies()));
                case 1 -> elements(segments.get(0), request, at, asOf);
                case 2 -> masterData.statement(segments.get(0), segments.get(1), at, asOf)
                        .map(stored -> HttpReply.json(200, vocabulary(segments.get(0), List.of(stored))))
                        .orElseGet(() -> Replies.unknown("no statement about " + segments.get(1) + " holds at " + at));
                default -> Replies.unknown("an element is /vocabularies/{type}/{id}, each one percent-encoded segment");
            };
        } catch (IllegalArgumentException e) {
            return HttpReply.problem(400, "Bad request", e.getMessage());
        } catch (StoreUnavailableException e) {
            return Replies.unavailable(e);
        }
    }

    private HttpReply elements(String type, HttpRequest request, Instant at, OptionalLong asOf)
            throws StoreUnavailableException {
        int perPage = Integer.parseInt(request.query().getOrDefault("perPage", Integer.toString(DEFAULT_PER_PAGE)));
        List<StoredEvent> found = masterData.statements(type, Optional.ofNullable(request.query().get("nextPageToken")), perPage,
                at, asOf);
        Map<String, Object> answer = vocabulary(type, found);
        if (found.size() == perPage) {
            answer.put("nextPageToken", found.get(found.size() - 1).event().keys().get(0).key());
        }
        return HttpReply.json(200, answer);
    }

    private static Map<String, Object> vocabulary(String type, List<StoredEvent> statements) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("vocabularyList", List.of(Map.of("type", type,
                "vocabularyElementList", statements.stream().map(VocabulariesEndpoint::element).toList())));
        return answer;
    }

    /** What the source wrote but for what makes it a record; the hub's own members tell how long it holds and who said so. */
    private static Map<String, Object> element(StoredEvent stored) {
        Map<String, Object> element = EventJson.body(stored.event());
        List.of("@context", "type", "vocabulary", "eventTime", "eventTimeZoneOffset", "recordTime", "eventID").forEach(element::remove);
        Object from = element.remove("validFrom");
        Object to = element.remove("validTo");
        element.put("weft:validFrom", from);
        if (to != null) {
            element.put("weft:validTo", to);
        }
        element.put("weft:statement", stored.event().id().uri());
        return element;
    }
}
