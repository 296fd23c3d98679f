package io.weft.fire.bundle;

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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** An adapter as a site would add one: takes receipts at a path of its own and notes with each which version took it. */
public final class DroppedAdapter implements BundleActivator {

    /** Of the adapter; the system has the same name. */
    public static final String INSTANCE = "fire~dropped";
    /** Where it takes documents. */
    public static final String PATH = "/fire/dropped";
    /** Header of each message that holds the bundle's version. */
    public static final String VERSION_HEADER = "x-adapter-version";

    private static final int RETRY_SECONDS = 1;

    @Override
    public void start(BundleContext context) {
        context.registerService(new String[] {Adapter.class.getName(), SourceAdapter.class.getName(),
            HttpEndpoint.class.getName()}, new Door(context), null);
    }

    /** The framework withdraws the service. */
    @Override
    public void stop(BundleContext context) {
        // Nothing else was taken.
    }

    private record Door(BundleContext context) implements SourceAdapter, HttpEndpoint {

        @Override
        public HttpReply handle(HttpRequest request) {
            ServiceReference<Intake> reference = context.getServiceReference(Intake.class);
            Intake intake = reference == null ? null : context.getService(reference);
            if (intake == null) {
                return unavailable("no intake is running");
            }
            try {
                Receipt receipt = intake.accept(new RawMessage(INSTANCE, system(), "json",
                        request.header("idempotency-key"), "", Instant.now(),
                        Map.of(VERSION_HEADER, context.getBundle().getVersion().toString()), request.body()));
                return HttpReply.json(202, Map.of("receipt", receipt.id().toString(), "outcome", receipt.outcome().name()));
            } catch (IntakeUnavailableException e) {
                return unavailable(e.getMessage());
            }
        }

        private static HttpReply unavailable(String reason) {
            HttpReply problem = HttpReply.problem(503, "Unavailable", reason);
            return new HttpReply(problem.status(), problem.mediaType(),
                    Map.of("Retry-After", Integer.toString(RETRY_SECONDS)), problem.body());
        }

        @Override
        public String pathPrefix() {
            return PATH;
        }

        @Override
        public String requiredRole(String method) {
            return "sender";
        }

        @Override
        public String instance() {
            return INSTANCE;
        }

        @Override
        public String system() {
            return "fire-dropped";
        }

        @Override
        public AdapterState state() {
            return AdapterState.UP;
        }

        @Override
        public List<String> faults() {
            return List.of();
        }
    }
}
