package io.weft.rest;

import io.weft.adapter.Intake;
import io.weft.adapter.IntakeUnavailableException;
import io.weft.adapter.RawMessage;
import io.weft.http.HttpEndpoint;
import io.weft.http.HttpReply;
import io.weft.http.HttpRequest;
import java.time.Instant;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The EPCIS 2.0 capture interface (EPCIS 2.0, 8.2.7): takes any EPCIS document of any tool. The caller's name is the
 * name of the counterpart.
 */
@Component
public final class CaptureEndpoint implements HttpEndpoint {

    private static final String INSTANCE = "rest~capture";
    private static final String FORMAT = "epcis-json";

    private final Intake intake;

    @Activate
    public CaptureEndpoint(@Reference Intake intake) {
        this.intake = intake;
    }

    @Override
    public String pathPrefix() {
        return "/capture";
    }

    @Override
    public String requiredRole(String method) {
        return "sender";
    }

    @Override
    public HttpReply handle(HttpRequest request) {
        if (PathSegments.anyAfter(pathPrefix(), request)) {
            return Replies.unknown("documents are captured at /capture itself");
        }
        if (!"POST".equals(request.method())) {
            return Replies.method(request.method(), "POST");
        }
        RawMessage message = new RawMessage(INSTANCE, request.user(), FORMAT, request.header("idempotency-key"), "",
                Instant.now(), Map.of(), request.body());
        try {
            return Replies.accepted(intake.accept(message));
        } catch (IntakeUnavailableException e) {
            return Replies.later(e);
        }
    }
}
