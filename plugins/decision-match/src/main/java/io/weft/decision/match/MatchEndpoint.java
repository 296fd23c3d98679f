package io.weft.decision.match;

import io.weft.http.HttpEndpoint;
import io.weft.http.HttpReply;
import io.weft.http.HttpRequest;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.ThreadQuery;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code GET /match/{order}}: what the documents of an order disagree about. */
@Component(configurationPid = "io.weft.decision.match")
public final class MatchEndpoint implements HttpEndpoint {

    private static final String PREFIX = "/match";

    private final OrderEvents events;
    private final Terms terms;
    private final Clock clock;

    /** Keys of {@code io.weft.decision.match}. */
    @interface Configuration {
        /** ISO 8601; how long after the latest document what is missing may still come. */
        String patience() default "P30D";

        /** Per cent of a quantity that documents may differ by. */
        String tolerancePercent() default "0";
    }

    @Activate
    public MatchEndpoint(@Reference ThreadQuery query, Configuration configuration) {
        this(query, new Terms(Duration.parse(configuration.patience()), new BigDecimal(configuration.tolerancePercent())),
                Clock.systemUTC());
    }

    MatchEndpoint(ThreadQuery query, Terms terms, Clock clock) {
        this.events = new OrderEvents(query);
        this.terms = terms;
        this.clock = clock;
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
            return HttpReply.problem(405, "Method not allowed", request.method() + " is not GET");
        }
        String[] segments = request.path().substring(PREFIX.length()).split("/");
        if (segments.length != 2) {
            return HttpReply.problem(404, "Not found", "the match of an order is /match/{order}");
        }
        try {
            String order = URLDecoder.decode(segments[1].replace("+", "%2B"), StandardCharsets.UTF_8);
            List<BusinessTransaction> transactions = events.of(order);
            return transactions.isEmpty() ? HttpReply.problem(404, "Not found", "no document tells of order '" + order + "'")
                    : HttpReply.json(200, Map.of("transactions", transactions.stream().map(this::told).toList()));
        } catch (IllegalArgumentException e) {
            return HttpReply.problem(400, "Bad request", e.getMessage());
        } catch (StoreUnavailableException e) {
            return HttpReply.problem(503, "Not now", "the store: " + e.getMessage());
        }
    }

    private Map<String, Object> told(BusinessTransaction transaction) {
        List<Finding> findings = ThreeWayMatch.of(transaction, terms, clock.instant());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("order", transaction.order());
        answer.put("agrees", findings.isEmpty());
        answer.put("statements", transaction.statements().stream().map(MatchEndpoint::told).toList());
        answer.put("findings", findings.stream().map(MatchEndpoint::told).toList());
        return answer;
    }

    private static Map<String, Object> told(Statement statement) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("kind", statement.kind().name());
        told.put("event", statement.event().uri());
        told.put("at", statement.at().toString());
        told.put("subject", statement.subject());
        told.put("quantity", statement.quantity());
        if (!statement.unit().isEmpty()) {
            told.put("uom", statement.unit());
        }
        statement.expiry().ifPresent(expiry -> told.put("expiry", expiry));
        return told;
    }

    private static Map<String, Object> told(Finding finding) {
        return Map.of("code", finding.code().name(), "subject", finding.subject(), "detail", finding.detail(),
                "events", finding.events().stream().map(event -> event.uri()).toList());
    }
}
