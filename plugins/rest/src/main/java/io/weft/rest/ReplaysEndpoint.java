package io.weft.rest;

import io.weft.adapter.IntakeUnavailableException;
import io.weft.adapter.Outcome;
import io.weft.adapter.Receipt;
import io.weft.audit.Act;
import io.weft.http.HttpEndpoint;
import io.weft.http.HttpReply;
import io.weft.http.HttpRequest;
import io.weft.thread.MessageFilter;
import io.weft.thread.MessagePage;
import io.weft.thread.Replay;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.StoredMessage;
import io.weft.thread.ThreadQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /replays} with the parameters of {@code GET /messages}, {@code outcome} required: replays one page of what
 * these would list, quarantined messages or wrongly mapped ones.
 */
@Component
public final class ReplaysEndpoint implements HttpEndpoint {

    private final ThreadQuery query;
    private final Consumer<Act> audit;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Replay replay;

    @Activate
    public ReplaysEndpoint(@Reference ThreadQuery query) {
        this(query, act -> LoggerFactory.getLogger(Act.LOGGER).info("{}", act));
    }

    ReplaysEndpoint(ThreadQuery query, Consumer<Act> audit) {
        this.query = query;
        this.audit = audit;
    }

    @Override
    public String pathPrefix() {
        return "/replays";
    }

    @Override
    public String requiredRole(String method) {
        return "operator";
    }

    @Override
    public HttpReply handle(HttpRequest request) {
        if (PathSegments.anyAfter(pathPrefix(), request)) {
            return Replies.unknown("there is only /replays itself");
        }
        if (!"POST".equals(request.method())) {
            return Replies.method(request.method(), "POST");
        }
        Replay present = replay;
        if (present == null) {
            return Replies.later("replay: the ingest route is not there", "2");
        }
        try {
            MessageFilter filter = MessageFilters.of(request.query());
            Outcome outcome = filter.outcome().orElse(Outcome.DUPLICATE);
            if (outcome != Outcome.QUARANTINED && outcome != Outcome.MAPPED) {
                return Replies.bad("outcome", request.query().getOrDefault("outcome", ""), "is not QUARANTINED or MAPPED");
            }
            String reason = request.query().getOrDefault("reason", "");
            if (outcome == Outcome.MAPPED && reason.isBlank()) {
                return Replies.bad("reason", reason, "is missing; what was mapped is corrected for a reason");
            }
            return HttpReply.json(200, replay(query.messages(filter), reason,
                    new ReplayByAPerson(present, request.user(), audit)));
        } catch (IllegalArgumentException e) {
            return HttpReply.problem(400, "Bad request", e.getMessage());
        } catch (StoreUnavailableException e) {
            return Replies.unavailable(e);
        } catch (IntakeUnavailableException e) {
            return Replies.later(e);
        }
    }

    private static Map<String, Object> replay(MessagePage page, String reason, ReplayByAPerson person)
            throws IntakeUnavailableException {
        Map<String, Integer> outcomes = new TreeMap<>();
        List<Map<String, String>> refused = new ArrayList<>();
        for (StoredMessage message : page.messages()) {
            try {
                Receipt after = person.replay(message, reason);
                outcomes.merge(after.outcome().name(), 1, Integer::sum);
            } catch (IllegalArgumentException e) {
                // One that cannot be replayed is told and does not keep the others from it.
                refused.add(Map.of("receipt", message.receipt().toString(), "reason", String.valueOf(e.getMessage())));
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("replayed", page.messages().size() - refused.size());
        answer.put("outcomes", outcomes);
        answer.put("refused", refused);
        page.next().ifPresent(next -> answer.put("next", next));
        return answer;
    }
}
