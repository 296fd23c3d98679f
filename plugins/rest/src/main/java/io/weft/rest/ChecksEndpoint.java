package io.weft.rest;

import io.weft.http.HttpEndpoint;
import io.weft.http.HttpReply;
import io.weft.http.HttpRequest;
import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.SelfCheck;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code POST /checks} with {@code scope} ({@code full}, {@code sample}), {@code records} and {@code since}, or with {@code only}
 * (one record a line): begins a self-check, one at a time. {@code GET /checks/{id}} tells how far it is, {@code DELETE} ends it.
 * {@code GET /checks}: what the checks that run by themselves came to.
 */
@Component
public final class ChecksEndpoint implements HttpEndpoint {

    private static final String PREFIX = "/checks";
    private static final int MAXIMUM_SAMPLE = 1_000_000;
    /** Parameters that say which of many records. */
    private static final List<String> OF_MANY = List.of("scope", "records", "since");

    private final SelfCheck check;
    private final AtomicReference<CheckJob> newest = new AtomicReference<>();

    @Activate
    public ChecksEndpoint(@Reference SelfCheck check) {
        this.check = check;
    }

    @Deactivate
    void stop() {
        Optional.ofNullable(newest.get()).ifPresent(CheckJob::stop);
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
        List<String> segments = PathSegments.after(PREFIX, request);
        if (segments.size() > 1) {
            return Replies.unknown("of checks there are /checks and /checks/{id}");
        }
        try {
            if (segments.isEmpty()) {
                return switch (request.method()) {
                    case "GET" -> HttpReply.json(200, standing(check.standing()));
                    case "POST" -> begin(scope(request.query()));
                    default -> Replies.method(request.method(), "GET, POST");
                };
            }
            CheckJob job = newest.get();
            if (job == null || !job.id().equals(segments.get(0))) {
                return Replies.unknown("no check " + segments.get(0) + "; the newest is kept");
            }
            return switch (request.method()) {
                case "GET" -> HttpReply.json(200, job.json(after(request.query().getOrDefault("after", "0"))));
                case "DELETE" -> {
                    job.stop();
                    yield HttpReply.json(200, job.json(Integer.MAX_VALUE));
                }
                default -> Replies.method(request.method(), "GET, DELETE");
            };
        } catch (IllegalArgumentException e) {
            return HttpReply.problem(400, "Bad request", e.getMessage());
        }
    }

    private synchronized HttpReply begin(CheckScope scope) {
        CheckJob before = newest.get();
        if (before != null && before.runs()) {
            return HttpReply.problem(409, "Conflict", "check " + before.id() + " runs");
        }
        CheckJob job = new CheckJob();
        // One whose thread cannot be started is not there.
        job.start(check, scope);
        newest.set(job);
        return HttpReply.json(202, Map.of("id", job.id()));
    }

    static CheckScope scope(Map<String, String> query) {
        Optional<Instant> since = Optional.ofNullable(query.get("since")).map(ChecksEndpoint::time);
        if (query.containsKey("only")) {
            OF_MANY.stream().filter(query::containsKey).findFirst().ifPresent(other -> {
                throw new IllegalArgumentException(other + ": '" + query.get(other) + "' does not go with only");
            });
            // By line: an eventID may hold any character that separates elsewhere.
            return new CheckScope.Only(Stream.of(query.get("only").split("\n", -1)).map(CheckScope.Subject::parse).toList());
        }
        return switch (query.getOrDefault("scope", "sample")) {
            case "full" -> new CheckScope.Everything(since);
            case "sample" -> new CheckScope.Sample(records(query.getOrDefault("records", "1000")), since);
            default -> throw new IllegalArgumentException("scope: '" + query.get("scope") + "' is not full or sample");
        };
    }

    private static int records(String text) {
        try {
            int records = Integer.parseInt(text);
            if (records >= 1 && records <= MAXIMUM_SAMPLE) {
                return records;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("records: '" + text + "' is not a number", e);
        }
        throw new IllegalArgumentException("records: '" + text + "' is not 1 to " + MAXIMUM_SAMPLE);
    }

    private static int after(String text) {
        try {
            return Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("after: '" + text + "' is not a number", e);
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("since: '" + text + "' is not a time of RFC 3339 in UTC", e);
        }
    }

    private static Map<String, Object> standing(SelfCheck.Standing standing) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("alarms", standing.alarms());
        json.put("rounds", standing.rounds());
        if (standing.report() != null) {
            json.put("newest", CheckJson.end(standing.report()));
        }
        return json;
    }
}
