package io.weft.rest;

import io.weft.http.HttpEndpoint;
import io.weft.http.HttpReply;
import io.weft.http.HttpRequest;
import io.weft.ledger.Log;
import io.weft.thread.StoreUnavailableException;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /log/checkpoint}: the latest signed checkpoint (C2SP tlog-checkpoint); {@code /log/key}: the verifier key. Who
 * verifies shall have the key from elsewhere; here it is for comparison.
 */
@Component
public final class LogEndpoint implements HttpEndpoint {

    private final Log log;

    @Activate
    public LogEndpoint(@Reference Log log) {
        this.log = log;
    }

    @Override
    public String pathPrefix() {
        return "/log";
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
            return switch (request.path()) {
                case "/log/key" -> HttpReply.text(200, log.verifierKey() + "\n");
                case "/log/checkpoint" -> log.latest()
                        .map(checkpoint -> new HttpReply(200, "text/plain; charset=utf-8", Map.of(),
                                out -> out.write(checkpoint.note())))
                        .orElseGet(() -> Replies.unknown("no checkpoint is signed yet"));
                default -> Replies.unknown("of the log there are /log/key and /log/checkpoint");
            };
        } catch (StoreUnavailableException e) {
            return Replies.unavailable(e);
        }
    }
}
