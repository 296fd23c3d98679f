package io.weft.rest;

import io.weft.adapter.Intake;
import io.weft.adapter.IntakeUnavailableException;
import io.weft.adapter.Receipt;
import io.weft.audit.Act;
import io.weft.event.CanonicalJson;
import io.weft.event.JsonException;
import io.weft.event.SourceTime;
import io.weft.http.HttpEndpoint;
import io.weft.http.HttpReply;
import io.weft.http.HttpRequest;
import io.weft.identity.ThreadKey;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.Log;
import io.weft.ledger.NotYetProvenException;
import io.weft.ledger.ProofExporter;
import io.weft.thread.Candidate;
import io.weft.thread.Direction;
import io.weft.thread.Exposure;
import io.weft.thread.Identities;
import io.weft.thread.IdentityUnlink;
import io.weft.thread.LotIdentifier;
import io.weft.thread.LotThread;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.ThreadQuery;
import io.weft.thread.ThreadRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.LoggerFactory;

/**
 * {@code /threads/{gtin}/{lot}}: what happened to a lot; {@code /threads/{gtin}/{lot}/proof}: the proof of it
 * (docs/proof-format.md); {@code /threads?id=}: the same by any identifier of the lot; {@code POST
 * /threads/{gtin}/{lot}/unlinks}: an alias no longer names the lot. An answer does not tell how it was asked for, so that
 * it is the same for each identifier.
 */
@Component
public final class ThreadsEndpoint implements HttpEndpoint {

    private static final String PREFIX = "/threads";
    private static final String INSTANCE = "rest~unlink";

    private final ThreadQuery query;
    private final ProofExporter exporter;
    private final Log log;
    private final Identities identities;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Intake intake;

    @Activate
    public ThreadsEndpoint(@Reference ThreadQuery query, @Reference ProofExporter exporter, @Reference Log log,
            @Reference Identities identities) {
        this.query = query;
        this.exporter = exporter;
        this.log = log;
        this.identities = identities;
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
    public HttpReply handle(HttpRequest request) throws IOException {
        try {
            List<String> segments = PathSegments.after(PREFIX, request);
            boolean unlink = segments.size() == 3 && "unlinks".equals(segments.get(2));
            String allowed = unlink ? "POST" : "GET";
            if (!allowed.equals(request.method())) {
                return Replies.method(request.method(), allowed);
            }
            if (unlink) {
                return unlink(new ThreadKey(segments.get(0), segments.get(1)), request);
            }
            OptionalLong asOf = AskedTime.asOf(request, query);
            if (segments.isEmpty()) {
                return identified(request, asOf);
            }
            boolean proof = segments.size() == 3 && "proof".equals(segments.get(2));
            if (segments.size() != 2 && !proof) {
                return Replies.unknown("a thread is /threads/{gtin}/{lot}, its proof /threads/{gtin}/{lot}/proof; by any other "
                        + "identifier it is /threads?id=");
            }
            ThreadKey lot = new ThreadKey(segments.get(0), segments.get(1));
            return proof ? proof(asked(lot, request, asOf), request.query().get("sink")) : thread(asked(lot, request, asOf));
        } catch (IllegalArgumentException e) {
            return HttpReply.problem(400, "Bad request", e.getMessage());
        } catch (NotYetProvenException e) {
            return Replies.later(e.getMessage(), "1");
        } catch (StoreUnavailableException e) {
            return Replies.unavailable(e);
        }
    }

    private HttpReply identified(HttpRequest request, OptionalLong asOf) throws StoreUnavailableException {
        String id = request.query().get("id");
        if (id == null) {
            return Replies.bad("id", "", "is needed: a lot, an alias, a container or a bare number");
        }
        List<Candidate> candidates =
                identities.candidates(new LotIdentifier(id, AskedTime.of(request, "at"), asOf));
        List<ThreadKey> lots = candidates.stream().map(Candidate::lot).distinct().toList();
        return switch (lots.size()) {
            case 0 -> Replies.unknown("nothing names a lot '" + id + "'"
                    + (request.query().containsKey("at") ? " at that time" : "; a container needs the time: at="));
            case 1 -> thread(asked(lots.get(0), request, asOf));
            default -> CandidatesJson.reply(candidates);
        };
    }

    private static ThreadRequest asked(ThreadKey lot, HttpRequest request, OptionalLong asOf) {
        return new ThreadRequest(lot, direction(request), number(request, "depth", ThreadRequest.MAXIMUM_DEPTH),
                number(request, "limit", ThreadRequest.MAXIMUM_EVENTS), asOf, Optional.ofNullable(request.query().get("after")));
    }

    private static int number(HttpRequest request, String parameter, int otherwise) {
        String text = request.query().get(parameter);
        try {
            return text == null ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(parameter + ": '" + text + "' is no number", e);
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

    /**
     * The whole bundle is made before the first byte is answered: a bundle cut off in the middle proves nothing.
     *
     * @param sink whose newest checkpoint the bundle shall rest on, so that its receipt fits; the log's newest if null
     */
    private HttpReply proof(ThreadRequest asked, String sink)
            throws IOException, StoreUnavailableException, NotYetProvenException {
        if (query.thread(asked).isEmpty()) {
            return unknown(asked.key());
        }
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        Map<String, String> headers = new HashMap<>();
        long items;
        if (sink == null) {
            items = exporter.export(asked, bundle);
        } else {
            Checkpoint held = log.latest(sink)
                    .orElseThrow(() -> new NotYetProvenException("sink '" + sink + "' holds no checkpoint yet"));
            items = exporter.export(asked, held, bundle);
            if (items == 0) {
                throw new NotYetProvenException("no event of lot " + asked.key().canonical() + " is in a checkpoint that sink '"
                        + sink + "' holds");
            }
            headers.put("Weft-Log-Size", Long.toString(held.size()));
        }
        headers.put("Weft-Items", Long.toString(items));
        return new HttpReply(200, "application/vnd.weft.proof", headers, bundle::writeTo);
    }

    private static HttpReply unknown(ThreadKey lot) {
        return Replies.unknown("no event names lot " + lot.canonical());
    }

    /** The log's size stands in a header: what others add to the log must not change the answer. */
    private HttpReply thread(ThreadRequest asked) throws StoreUnavailableException {
        long size = asked.asOf().isPresent() ? asked.asOf().getAsLong() : query.logSize();
        Optional<LotThread> thread = query.thread(asked);
        if (thread.isEmpty()) {
            return unknown(asked.key());
        }
        HttpReply reply = HttpReply.json(200, thread(thread.get(), asked.asOf()));
        return new HttpReply(200, reply.mediaType(), Map.of("Weft-Log-Size", Long.toString(size)), reply.body());
    }

    private Map<String, Object> thread(LotThread thread, OptionalLong asOf) throws StoreUnavailableException {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("lot", thread.key().canonical());
        answer.put("lots", thread.lots().stream().map(lot -> (Object) lot.canonical()).toList());
        answer.put("events", thread.events().stream().map(EventJson::withEnvelope).toList());
        List<Long> readings = query.readingCounts(thread.exposures(), asOf);
        List<Object> exposures = new ArrayList<>();
        for (int i = 0; i < readings.size(); i++) {
            exposures.add(exposure(thread.exposures().get(i), readings.get(i)));
        }
        answer.put("exposures", exposures);
        answer.put("truncated", thread.truncated());
        thread.next().ifPresent(next -> answer.put("next", next));
        return answer;
    }

    private static Map<String, Object> exposure(Exposure exposure, long readings) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("lot", exposure.lot().canonical());
        entry.put("device", exposure.series().device());
        entry.put("instance", exposure.series().instance());
        entry.put("item", exposure.series().item());
        entry.put("measure", exposure.series().measure().name());
        entry.put("class", exposure.series().measure().evidenceClass().number());
        entry.put("unit", exposure.series().unit().code());
        entry.put("from", SourceTime.toInstant(exposure.from()).toString());
        entry.put("to", exposure.to() == Long.MAX_VALUE ? "now" : SourceTime.toInstant(exposure.to()).toString());
        entry.put("readings", readings);
        return entry;
    }

    /** {@code {"alias", "kind", "reason"}}; the person is the counterpart of the message that it becomes. */
    private HttpReply unlink(ThreadKey lot, HttpRequest request) {
        Intake present = intake;
        if (present == null) {
            return Replies.later("intake: the ingest route is not there", "2");
        }
        Map<?, ?> body = body(request);
        String alias = text(body, "alias");
        String reason = text(body, "reason");
        IdentityUnlink unlink = new IdentityUnlink(lot, alias, text(body, "kind"), Instant.now());
        try {
            Receipt receipt = present.accept(unlink.message(request.user(), INSTANCE));
            LoggerFactory.getLogger(Act.LOGGER).info("{}", Act.unlink(request.user(), alias, lot.canonical(), reason, receipt));
            return Replies.accepted(receipt);
        } catch (IntakeUnavailableException e) {
            return Replies.later(e);
        }
    }

    private static Map<?, ?> body(HttpRequest request) {
        try {
            if (CanonicalJson.read(request.body()) instanceof Map<?, ?> body) {
                return body;
            }
        } catch (JsonException e) {
            throw new IllegalArgumentException("body: is no JSON: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("body: is no JSON object with alias, kind and reason");
    }

    private static String text(Map<?, ?> body, String member) {
        if (body.get(member) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new IllegalArgumentException(member + ": is needed, as a text");
    }
}
