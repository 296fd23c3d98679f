package io.weft.route.deliver;

import io.weft.adapter.SinkAdapter;
import io.weft.delivery.DeliveryQueue;
import io.weft.mapping.OutboundMapping;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The deliver bundle: runs {@link DeliverRoutes} while the queue is there. */
@Component(service = Deliver.class, immediate = true, configurationPid = "io.weft.route.deliver")
public final class Deliver {

    private static final int SHUTDOWN_SECONDS = 5;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<OutboundMapping> mappings = List.of();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<SinkAdapter> sinks = List.of();

    private final CamelContext context;

    /** Configuration of {@code io.weft.route.deliver}. */
    public @interface Configuration {

        /** How long an idle queue rests, milliseconds. */
        int pollMillis() default 25;

        /** Attempts at once. */
        int workers() default 32;

        /** From how many attempts under way on a target gets no more. */
        int workersPerTarget() default 8;

        /** How long an attempt may take before the queue gives the delivery again, seconds; above any sink's timeout. */
        int leaseSeconds() default 120;

        /** Wait after the first unanswered attempt, milliseconds. */
        int firstRetryMillis() default 1000;

        /** Longest wait between attempts, milliseconds. */
        int maximumRetryMillis() default 60000;
    }

    @Activate
    public Deliver(BundleContext bundle, Configuration configuration, @Reference DeliveryQueue queue) throws Exception {
        context = new OsgiDefaultCamelContext(bundle);
        context.getCamelContextExtension().setName("weft-deliver");
        context.getShutdownStrategy().setTimeout(SHUTDOWN_SECONDS);
        context.getPropertiesComponent()
                .addOverrideProperty("pollMillis", Integer.toString(configuration.pollMillis()));
        Workers workers = new Workers(configuration.workers(), configuration.workersPerTarget());
        ExecutorService threads = context.getExecutorServiceManager()
                .newFixedThreadPool(this, "deliver-attempt", configuration.workers());
        context.addRoutes(new DeliverRoutes(new DeliverRoutes.Steps(
                new TakeDue(queue, workers, Duration.ofSeconds(configuration.leaseSeconds())),
                new Render(() -> mappings),
                new Send(() -> sinks),
                new Record(queue, new Backoff(Duration.ofMillis(configuration.firstRetryMillis()),
                        Duration.ofMillis(configuration.maximumRetryMillis()))),
                workers::releaseAfter), threads));
    }

    /** Apart from the constructor, because the mappings and sinks are bound only after it. */
    @Activate
    void start() {
        context.start();
    }

    @Deactivate
    void stop() {
        context.stop();
    }
}
