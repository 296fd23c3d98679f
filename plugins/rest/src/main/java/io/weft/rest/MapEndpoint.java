package io.weft.rest;

import io.weft.adapter.RawMessage;
import io.weft.event.EvidenceClass;
import io.weft.http.HttpEndpoint;
import io.weft.http.HttpReply;
import io.weft.http.HttpRequest;
import io.weft.mapping.Interpretation;
import io.weft.mapping.Interpreter;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingResult.Ignored;
import io.weft.mapping.MappingResult.Mapped;
import io.weft.mapping.MappingResult.Rejected;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code POST /map/{mapping}}: a dry run. Nothing is stored. */
@Component
public final class MapEndpoint implements HttpEndpoint {

    private static final String PREFIX = "/map";

    private final Interpreter interpreter;

    @Activate
    public MapEndpoint(@Reference Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    @Override
    public String pathPrefix() {
        return PREFIX;
    }

    @Override
    public String requiredRole(String method) {
        return "operator";
    }

    @Override
    public HttpReply handle(HttpRequest request) {
        List<String> segments = PathSegments.after(PREFIX, request);
        if (!"POST".equals(request.method())) {
            return Replies.method(request.method(), "POST");
        }
        if (segments.size() != 1) {
            return Replies.unknown("a dry run is POST /map/{mapping}; serving: " + interpreter.serving());
        }
        RawMessage message = new RawMessage("rest~map", request.user(), "", Optional.empty(), "", Instant.now(), Map.of(),
                request.body());
        return HttpReply.json(200, answer(interpreter.interpretWith(segments.get(0), message)));
    }

    private static Map<String, Object> answer(Interpretation interpretation) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("mapping", interpretation.mapping().map(Object::toString).orElse(""));
        if (interpretation.result() instanceof Mapped mapped) {
            answer.put("events", mapped.events().stream().map(MapEndpoint::event).toList());
            mapped.businessKey().ifPresent(key -> answer.put("businessKey", key));
            answer.put("searchKeys", mapped.searchKeys());
        } else if (interpretation.result() instanceof Ignored ignored) {
            answer.put("ignored", ignored.rule());
        } else if (interpretation.result() instanceof Rejected rejected) {
            answer.put("rejected", rejected.reasons().stream().map(EventJson::rejection).toList());
        }
        return answer;
    }

    private static Map<String, Object> event(MappedEvent mapped) {
        return Map.of(
                "classes", mapped.classes().stream().map(EvidenceClass::number).sorted().toList(),
                "event", EventJson.body(mapped.event()));
    }
}
