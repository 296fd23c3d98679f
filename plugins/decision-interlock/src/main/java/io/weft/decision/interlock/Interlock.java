package io.weft.decision.interlock;

import io.weft.adapter.Intake;
import io.weft.adapter.IntakeUnavailableException;
import io.weft.adapter.Outcome;
import io.weft.adapter.RawMessage;
import io.weft.adapter.Receipt;
import io.weft.event.CanonicalJson;
import io.weft.http.HttpEndpoint;
import io.weft.http.HttpReply;
import io.weft.http.HttpRequest;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.ThreadQuery;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /interlock/<name>/feeding}: may this lot be fed now? The answer is recorded as an evidenced event before it is
 * given; what cannot be recorded is not allowed.
 */
@Component(service = HttpEndpoint.class, configurationPid = InterlockConfiguration.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class Interlock implements HttpEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(Interlock.class);

    private final Settings settings;
    private final Standings standings;
    private final Intake intake;
    private final Clock clock;

    @Activate
    public Interlock(InterlockConfiguration configuration, @Reference ThreadQuery query, @Reference Intake intake) {
        this(Settings.of(configuration), query, intake, Clock.systemUTC());
        settings.faults().forEach(fault -> LOG.error("{}: {}", configuration.service_pid(), fault));
    }

    Interlock(Settings settings, ThreadQuery query, Intake intake, Clock clock) {
        this.settings = settings;
        this.standings = new Standings(query);
        this.intake = intake;
        this.clock = clock;
    }

    @Override
    public String pathPrefix() {
        return "/interlock/" + settings.name();
    }

    @Override
    public String requiredRole(String method) {
        return "sender";
    }

    @Override
    public HttpReply handle(HttpRequest request) {
        if (!request.path().equals(pathPrefix() + "/feeding")) {
            return HttpReply.problem(404, "Not found", "there is " + pathPrefix() + "/feeding");
        }
        if (!"POST".equals(request.method())) {
            return HttpReply.problem(405, "Method not allowed", request.method() + " is not POST");
        }
        if (!settings.faults().isEmpty()) {
            return later("the interlock is configured wrongly: " + settings.faults());
        }
        try {
            return answer(FeedingReader.read(request.body()), request.user());
        } catch (IllegalArgumentException e) {
            return HttpReply.problem(400, "Bad request", e.getMessage());
        } catch (StoreUnavailableException | IntakeUnavailableException e) {
            return later(e.getMessage());
        }
    }

    private HttpReply answer(Feeding feeding, String system) throws StoreUnavailableException, IntakeUnavailableException {
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), settings.zone()).truncatedTo(ChronoUnit.MILLIS);
        LotStanding standing = standings.of(feeding.lot());
        List<Refusal> refusals = new FeedingRules(settings.rotation()).check(feeding, standing,
                settings.rotation() == Rotation.NONE ? Map.of() : standings.ofItem(feeding.lot()), now.toLocalDate());
        Answer answer = new Answer(UUID.randomUUID(), settings.name(), settings.rotation(), now, feeding, refusals);
        Receipt receipt = intake.accept(new RawMessage("interlock~" + settings.name(), system, Answer.FORMAT,
                Optional.of(answer.id().toString()), "", clock.instant(), Map.of(),
                CanonicalJson.write(answer.document())));
        if (receipt.outcome() != Outcome.MAPPED) {
            return later("the answer could not be recorded: " + receipt.outcome() + " " + receipt.reasons());
        }
        return HttpReply.json(200, answer.reply(receipt.id()));
    }

    /** Not allowed, because not known: the caller must not feed and asks again. */
    private static HttpReply later(String reason) {
        HttpReply reply = HttpReply.problem(503, "Not now", reason + "; nothing may be fed on this answer");
        return new HttpReply(reply.status(), reply.mediaType(), Map.of("Retry-After", "2"), reply.body());
    }
}
