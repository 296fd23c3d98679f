package io.weft.rest;

import io.weft.adapter.IntakeUnavailableException;
import io.weft.audit.Act;
import io.weft.http.HttpEndpoint;
import io.weft.http.HttpReply;
import io.weft.http.HttpRequest;
import io.weft.thread.MessagePage;
import io.weft.thread.Replay;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.StoredMessage;
import io.weft.thread.ThreadQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.LoggerFactory;

/**
 * {@code /messages} with {@code system}, {@code outcome}, {@code key}, {@code code}, {@code mapping}, {@code before}
 * and {@code limit}; {@code /messages/{receipt}} and the bytes as received, {@code /messages/{receipt}/payload}. {@code POST
 * /messages/{receipt}/replay} gives a quarantined message, or with {@code reason} a wrongly mapped one, to the mappings that
 * serve now.
 */
@Component
public final class MessagesEndpoint implements HttpEndpoint {

    private static final String PREFIX = "/messages";

    private final ThreadQuery query;
    private final Consumer<Act> audit;

    /** Messages can be read, too, while the ingest route is not there. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Replay replay;

    @Activate
    public MessagesEndpoint(@Reference ThreadQuery query) {
        this(query, act -> LoggerFactory.getLogger(Act.LOGGER).info("{}", act));
    }

    MessagesEndpoint(ThreadQuery query, Consumer<Act> audit) {
        this.query = query;
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
            boolean replays = segments.size() == 2 && "replay".equals(segments.get(1));
            boolean payload = segments.size() == 2 && "payload".equals(segments.get(1));
            if (segments.size() > 1 && !replays && !payload) {
                return Replies.unknown("of a message there are /messages/{receipt}/payload and /messages/{receipt}/replay");
            }
            String allowed = replays ? "POST" : "GET";
            if (!allowed.equals(request.method())) {
                return Replies.method(request.method(), allowed);
            }
            if (segments.isEmpty()) {
                return page(request);
            }
            UUID receipt = UUID.fromString(segments.get(0));
            if (payload) {
                return query.payload(receipt).map(MessagesEndpoint::payload).orElseGet(() -> noMessage(receipt));
            }
            Optional<StoredMessage> message = query.message(receipt);
            if (message.isEmpty()) {
                return noMessage(receipt);
            }
            return replays ? replay(message.get(), request) : HttpReply.json(200, MessageJson.of(message.get()));
        } catch (IllegalArgumentException e) {
            return HttpReply.problem(400, "Bad request", e.getMessage());
        } catch (StoreUnavailableException e) {
            return Replies.unavailable(e);
        }
    }

    private static HttpReply noMessage(UUID receipt) {
        return Replies.unknown("no message " + receipt);
    }

    private HttpReply replay(StoredMessage message, HttpRequest request) {
        Replay present = replay;
        if (present == null) {
            return Replies.later("replay: the ingest route is not there", "2");
        }
        try {
            return Replies.accepted(new ReplayByAPerson(present, request.user(), audit)
                    .replay(message, request.query().getOrDefault("reason", "")));
        } catch (IllegalArgumentException e) {
            // Its state does not allow it, or somebody else has just replayed it.
            return HttpReply.problem(409, "Conflict", e.getMessage());
        } catch (IntakeUnavailableException e) {
            return Replies.later(e);
        }
    }

    /** As an attachment of no type: whatever a counterpart sent, no browser shall run it. */
    private static HttpReply payload(byte[] bytes) {
        return new HttpReply(200, "application/octet-stream",
                Map.of("Content-Disposition", "attachment", "X-Content-Type-Options", "nosniff"), out -> out.write(bytes));
    }

    private HttpReply page(HttpRequest request) throws StoreUnavailableException {
        MessagePage page = query.messages(MessageFilters.of(request.query()));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("messages", page.messages().stream().map(MessageJson::of).toList());
        page.next().ifPresent(next -> answer.put("next", next));
        return HttpReply.json(200, answer);
    }
}
