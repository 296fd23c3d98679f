package io.weft.rest;

import io.weft.http.HttpEndpoint;
import io.weft.http.HttpReply;
import io.weft.http.HttpRequest;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.Log;
import io.weft.thread.StoreUnavailableException;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /log/checkpoint}: the latest signed checkpoint (C2SP tlog-checkpoint); {@code /log/key}: the verifier key. Who
 * verifies shall have the key from elsewhere; here it is for comparison. {@code /log/receipts/{sink}/{size}}: what a sink gave
 * for a checkpoint, byte for byte; {@code latest} for the largest that it holds.
 */
@Component
public final class LogEndpoint implements HttpEndpoint {

    private static final String PREFIX = "/log";
    private static final String LATEST = "latest";

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
            return segments.size() == 3 && "receipts".equals(segments.get(0))
                    ? receipt(segments.get(1), segments.get(2))
                    : Replies.unknown("of the log there are /log/key, /log/checkpoint and /log/receipts/{sink}/{size}");
        } catch (IllegalArgumentException e) {
            return HttpReply.problem(400, "Bad request", e.getMessage());
        } catch (StoreUnavailableException e) {
            return Replies.unavailable(e);
        }
    }

    private HttpReply checkpoint() throws StoreUnavailableException {
        return log.latest()
                .map(checkpoint -> new HttpReply(200, "text/plain; charset=utf-8", Map.of(), out -> out.write(checkpoint.note())))
                .orElseGet(() -> Replies.unknown("no checkpoint is signed yet"));
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
