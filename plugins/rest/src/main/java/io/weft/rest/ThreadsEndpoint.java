package io.weft.rest;

import io.weft.event.SourceTime;
import io.weft.http.HttpEndpoint;
import io.weft.http.HttpReply;
import io.weft.http.HttpRequest;
import io.weft.identity.ThreadKey;
import io.weft.ledger.NotYetProvenException;
import io.weft.ledger.ProofExporter;
import io.weft.thread.Direction;
import io.weft.thread.Exposure;
import io.weft.thread.LotThread;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.ThreadQuery;
import io.weft.thread.ThreadRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /threads/{gtin}/{lot}}: what happened to a lot; {@code /threads/{gtin}/{lot}/proof}: the proof of it
 * (docs/proof-format.md). {@code direction} is {@code origin} (default) or {@code use}.
 */
@Component
public final class ThreadsEndpoint implements HttpEndpoint {

    private static final String PREFIX = "/threads";

    private final ThreadQuery query;
    private final ProofExporter exporter;

    @Activate
    public ThreadsEndpoint(@Reference ThreadQuery query, @Reference ProofExporter exporter) {
        this.query = query;
        this.exporter = exporter;
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
    public HttpReply handle(HttpRequest request) throws IOException {
        if (!"GET".equals(request.method())) {
            return Replies.method(request.method(), "GET");
        }
        try {
            List<String> segments = PathSegments.after(PREFIX, request);
            boolean proof = segments.size() == 3 && "proof".equals(segments.get(2));
            if (segments.size() != 2 && !proof) {
                return Replies.unknown("a thread is /threads/{gtin}/{lot}, its proof /threads/{gtin}/{lot}/proof");
            }
            ThreadRequest asked = new ThreadRequest(new ThreadKey(segments.get(0), segments.get(1)), direction(request),
                    ThreadRequest.MAXIMUM_DEPTH, ThreadRequest.MAXIMUM_EVENTS);
            Optional<LotThread> thread = query.thread(asked);
            if (thread.isEmpty()) {
                return Replies.unknown("no event names lot " + asked.key().canonical());
            }
            return proof ? proof(asked) : HttpReply.json(200, thread(thread.get()));
        } catch (IllegalArgumentException e) {
            return HttpReply.problem(400, "Bad request", e.getMessage());
        } catch (NotYetProvenException e) {
            return Replies.later(e.getMessage(), "1");
        } catch (StoreUnavailableException e) {
            return Replies.unavailable(e);
        }
    }

    private static Direction direction(HttpRequest request) {
        String direction = request.query().getOrDefault("direction", "origin");
        return switch (direction) {
            case "origin" -> Direction.ORIGIN;
            case "use" -> Direction.USE;
            default -> throw new IllegalArgumentException("direction: '" + direction + "' is neither origin nor use");
        };
    }

    /** The whole bundle is made before the first byte is answered: a bundle cut off in the middle proves nothing. */
    private HttpReply proof(ThreadRequest asked) throws IOException, StoreUnavailableException, NotYetProvenException {
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        long items = exporter.export(asked, bundle);
        return new HttpReply(200, "application/vnd.weft.proof", Map.of("Weft-Items", Long.toString(items)), bundle::writeTo);
    }

    private Map<String, Object> thread(LotThread thread) throws StoreUnavailableException {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("lot", thread.key().canonical());
        answer.put("lots", thread.lots().stream().map(lot -> (Object) lot.canonical()).toList());
        answer.put("events", thread.events().stream().map(EventJson::withEnvelope).toList());
        List<Object> exposures = new ArrayList<>();
        for (Exposure exposure : thread.exposures()) {
            exposures.add(exposure(exposure));
        }
        answer.put("exposures", exposures);
        answer.put("truncated", thread.truncated());
        return answer;
    }

    private Map<String, Object> exposure(Exposure exposure) throws StoreUnavailableException {
        AtomicLong readings = new AtomicLong();
        query.readings(exposure, reading -> readings.incrementAndGet());
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("lot", exposure.lot().canonical());
        entry.put("device", exposure.series().device());
        entry.put("instance", exposure.series().instance());
        entry.put("item", exposure.series().item());
        entry.put("measure", exposure.series().measure().name());
        entry.put("unit", exposure.series().unit().code());
        entry.put("from", SourceTime.toInstant(exposure.from()).toString());
        entry.put("to", exposure.to() == Long.MAX_VALUE ? "now" : SourceTime.toInstant(exposure.to()).toString());
        entry.put("readings", readings.get());
        return entry;
    }
}
