package io.weft.rest;

import io.weft.http.HttpEndpoint;
import io.weft.http.HttpReply;
import io.weft.http.HttpRequest;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.Log;
import io.weft.thread.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /log/checkpoint}: the latest signed checkpoint (C2SP tlog-checkpoint), with the lines of the witnesses that have
 * cosigned it; {@code /log/consistency?from=&to=}: the proof that a tree is the beginning of a later one (RFC 9162, 2.1.4), a
 * hash a line; {@code /log/key}: the verifier key. Who verifies shall have the key from elsewhere; here it is for comparison.
 * {@code /log/receipts/{sink}/{size}}: what a sink gave
 * for a checkpoint, byte for byte; {@code latest} for the largest that it holds.
 */
@Component
public final class LogEndpoint implements HttpEndpoint {

    private static final String PREFIX = "/log";
    private static final String LATEST = "latest";
    /** As many as every part of the hub takes for a size. */
    private static final int MAXIMUM_DIGITS = 18;

    private final Log log;

    @Activate
    public LogEndpoint(@Reference Log log) {
        this.log = log;
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
            if (segments.equals(List.of("key"))) {
                return HttpReply.text(200, log.verifierKey() + "\n");
            }
            if (segments.equals(List.of("checkpoint"))) {
                return checkpoint();
            }
            if (segments.equals(List.of("consistency"))) {
                return consistency(request);
            }
            return segments.size() == 3 && "receipts".equals(segments.get(0))
                    ? receipt(segments.get(1), segments.get(2))
                    : Replies.unknown("of the log there are /log/key, /log/checkpoint, /log/consistency and "
                            + "/log/receipts/{sink}/{size}");
        } catch (IllegalArgumentException e) {
            return HttpReply.problem(400, "Bad request", e.getMessage());
        } catch (StoreUnavailableException e) {
            return Replies.unavailable(e);
        }
    }

    private HttpReply checkpoint() throws StoreUnavailableException {
        Optional<Checkpoint> latest = log.latest();
        if (latest.isEmpty()) {
            return Replies.unknown("no checkpoint is signed yet");
        }
        StringBuilder note = new StringBuilder(new String(latest.get().note(), StandardCharsets.UTF_8));
        log.cosignatures(latest.get()).forEach(note::append);
        return text(note);
    }

    private HttpReply consistency(HttpRequest request) throws StoreUnavailableException {
        long from = treeSize(request, "from");
        long to = treeSize(request, "to");
        if (from > to) {
            return Replies.bad("from", Long.toString(from), "is above to, " + to);
        }
        long size = log.status().size();
        if (to > size) {
            return Replies.bad("to", Long.toString(to), "is above the log's size " + size);
        }
        StringBuilder lines = new StringBuilder();
        log.consistency(from, to).forEach(hash -> lines.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
        return text(lines);
    }

    private static long treeSize(HttpRequest request, String parameter) {
        String text = request.query().getOrDefault(parameter, "");
        if (text.length() > MAXIMUM_DIGITS || !text.matches("[1-9][0-9]*")) {
            throw new IllegalArgumentException(parameter + ": '" + text + "' is no size: a whole number of at least 1 and at most "
                    + MAXIMUM_DIGITS + " digits");
        }
        return Long.parseLong(text);
    }

    private static HttpReply text(StringBuilder text) {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return new HttpReply(200, "text/plain; charset=utf-8", Map.of(), out -> out.write(bytes));
    }

    private HttpReply receipt(String sink, String asked) throws StoreUnavailableException {
        long size = LATEST.equals(asked) ? log.latest(sink).map(Checkpoint::size).orElse(0L) : size(asked);
        return log.receipt(sink, size)
                .map(receipt -> new HttpReply(200, "application/vnd.weft.receipt",
                        Map.of("Weft-Log-Size", Long.toString(size)), out -> out.write(receipt)))
                .orElseGet(() -> Replies.unknown("sink '" + sink + "' gave no receipt "
                        + (LATEST.equals(asked) ? "yet" : "for size " + size)));
    }

    private static long size(String text) {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("size: '" + text + "' is neither a number nor '" + LATEST + "'", e);
        }
    }
}
