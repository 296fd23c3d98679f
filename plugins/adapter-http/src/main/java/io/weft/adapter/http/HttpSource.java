package io.weft.adapter.http;

import io.weft.adapter.Adapter;
import io.weft.adapter.AdapterState;
import io.weft.adapter.Intake;
import io.weft.adapter.IntakeUnavailableException;
import io.weft.adapter.RawMessage;
import io.weft.adapter.Receipt;
import io.weft.adapter.SourceAdapter;
import io.weft.http.HttpEndpoint;
import io.weft.http.HttpReply;
import io.weft.http.HttpRequest;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the documents that a system posts to one path. Whatever a document holds, the answer is 202 with its receipt once
 * it is committed; another status says that it was not taken.
 */
@Component(service = {Adapter.class, SourceAdapter.class, HttpEndpoint.class}, immediate = true,
        configurationPid = "io.weft.adapter.http", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class HttpSource implements SourceAdapter, HttpEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(HttpSource.class);
    private static final int SECONDS_WITHOUT_INTAKE = 5;
    private static final List<String> KEPT_HEADERS = List.of("content-type", "user-agent", "idempotency-key", "x-request-id");

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Intake intake;

    private final HttpSourceSettings settings;
    private final Clock clock;

    @Activate
    public HttpSource(Map<String, Object> properties) {
        this(properties, Clock.systemUTC());
    }

    HttpSource(Map<String, Object> properties, Clock clock) {
        this.settings = HttpSourceSettings.of(properties);
        this.clock = clock;
        settings.faults().forEach(fault -> LOG.error("{}: {}", settings.instance(), fault));
    }

    /** As Declarative Services do with the field. */
    HttpSource offering(Intake offered) {
        this.intake = offered;
        return this;
    }

    @Override
    public HttpReply handle(HttpRequest request) {
        if (!request.path().equals(settings.path())) {
            return Problems.notFound(request.path());
        }
        if (!request.method().equals("POST")) {
            return Problems.methodNotAllowed(request.method(), "POST");
        }
        if (!settings.users().isEmpty() && !settings.users().contains(request.user())) {
            return Problems.forbidden(request.user());
        }
        String mediaType = mediaType(request);
        if (!settings.mediaTypes().contains(mediaType) || request.header("content-encoding").isPresent()) {
            return Problems.unsupported(mediaType, String.join(", ", settings.mediaTypes()));
        }
        Intake present = intake;
        if (present == null) {
            return Problems.unavailable("no intake is running", SECONDS_WITHOUT_INTAKE);
        }
        try {
            return taken(present.accept(message(request)));
        } catch (IntakeUnavailableException e) {
            return Problems.unavailable(e.getMessage(), Math.max(1, e.retryAfter().toSeconds()));
        }
    }

    private RawMessage message(HttpRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (String name : KEPT_HEADERS) {
            request.header(name).ifPresent(value -> headers.put(name, value));
        }
        headers.put("user", request.user());
        return new RawMessage(settings.instance(), settings.system(), settings.format(),
                request.header("idempotency-key").filter(key -> !key.isBlank()), settings.epoch(), clock.instant(),
                Map.copyOf(headers), request.body());
    }

    private static HttpReply taken(Receipt receipt) {
        return HttpReply.json(202, Map.of("receipt", receipt.id().toString(),
                "outcome", receipt.outcome().name()));
    }

    /** Type and subtype in lower case, without parameters; empty if the request names none. */
    private static String mediaType(HttpRequest request) {
        String value = request.header("content-type").orElse("");
        int parameters = value.indexOf(';');
        return (parameters < 0 ? value : value.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    /** A misconfigured source has no path that anybody could ask for. */
    @Override
    public String pathPrefix() {
        return settings.faults().isEmpty() ? settings.path() : "";
    }

    @Override
    public String requiredRole(String method) {
        return settings.role();
    }

    @Override
    public int maximumRequestBytes() {
        return settings.maximumBytes();
    }

    @Override
    public String instance() {
        return settings.instance();
    }

    @Override
    public String system() {
        return settings.system();
    }

    @Override
    public AdapterState state() {
        return settings.faults().isEmpty() ? AdapterState.UP : AdapterState.MISCONFIGURED;
    }

    @Override
    public List<String> faults() {
        return settings.faults();
    }
}
