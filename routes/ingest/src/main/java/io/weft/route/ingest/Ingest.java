package io.weft.route.ingest;

import io.weft.adapter.BatchReceipt;
import io.weft.adapter.Intake;
import io.weft.adapter.IntakeUnavailableException;
import io.weft.adapter.Outcome;
import io.weft.adapter.RawMessage;
import io.weft.adapter.ReadingBatch;
import io.weft.adapter.Receipt;
import io.weft.delivery.DeliveryPlan;
import io.weft.event.EventHash;
import io.weft.mapping.Acknowledger;
import io.weft.mapping.Interpreter;
import io.weft.mapping.SeriesMapping;
import io.weft.thread.Replay;
import io.weft.thread.ThreadQuery;
import io.weft.thread.ThreadStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The ingest bundle: intake and replay, served by {@link IngestRoutes} while the store and the interpreter are there. */
@Component(service = {Intake.class, Replay.class}, immediate = true, configurationPid = "io.weft.route.ingest")
public final class Ingest implements Intake, Replay {

    private static final int SHUTDOWN_SECONDS = 5;

    @Reference(name = "plans", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<DeliveryPlan> plans = List.of();

    @Reference(name = "seriesMappings", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<SeriesMapping> seriesMappings = List.of();

    @Reference(name = "acknowledgers", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Acknowledger> acknowledgers = List.of();

    private final CamelContext context;
    private final IntakeThroughRoute intake;
    private final Acknowledge acknowledge;

    /** Configuration of {@code io.weft.route.ingest}. */
    public @interface Configuration {

        /** Messages per commit, at most. */
        int groupSize() default 256;

        /** What sources are told to wait while intake is unavailable, seconds. */
        int retryAfterSeconds() default 5;

        /** How often to look whether other mappings serve, milliseconds. */
        int catchUpMillis() default 1000;
    }

    @Activate
    public Ingest(BundleContext bundle, Configuration configuration, @Reference Interpreter interpreter,
            @Reference EventHash hash, @Reference ThreadStore store, @Reference ThreadQuery query) throws Exception {
        context = new OsgiDefaultCamelContext(bundle);
        context.getCamelContextExtension().setName("weft-ingest");
        context.getShutdownStrategy().setTimeout(SHUTDOWN_SECONDS);
        context.getPropertiesComponent()
                .addOverrideProperty("catchUpMillis", Integer.toString(configuration.catchUpMillis()));
        KnownSeries series = new KnownSeries(store, () -> seriesMappings);
        context.addRoutes(new IngestRoutes(new IngestRoutes.Steps(
                new Load(query, Outcome.QUARANTINED),
                new Load(query, Outcome.MAPPED),
                new Correct(query, Clock.systemUTC()),
                new Interpret(interpreter),
                new Evidence(hash),
                new PlanDeliveries(() -> plans),
                new Store(store, configuration.groupSize()),
                new Quarantine(),
                new DescribeSeries(series),
                new StoreReadings(store),
                new CatchUp(query, interpreter, series, () -> seriesMappings))));
        acknowledge = new Acknowledge(() -> acknowledgers, query);
        intake = new IntakeThroughRoute(context, query, Duration.ofSeconds(configuration.retryAfterSeconds()));
    }

    /** Apart from the constructor, because the plans and mappings are bound only after it. */
    @Activate
    void start() {
        context.start();
    }

    @Deactivate
    void stop() {
        context.stop();
    }

    @Override
    public Receipt accept(RawMessage message) throws IntakeUnavailableException {
        Receipt receipt = intake.accept(message);
        acknowledge.tell(message, receipt, intake);
        return receipt;
    }

    @Override
    public BatchReceipt accept(ReadingBatch batch) throws IntakeUnavailableException {
        return intake.accept(batch);
    }

    @Override
    public Receipt replay(UUID receipt) throws IntakeUnavailableException {
        return intake.replay(receipt);
    }

    @Override
    public Receipt correct(UUID receipt) throws IntakeUnavailableException {
        return intake.correct(receipt);
    }

    @Override
    public Map<String, Long> newest(String instance) throws IntakeUnavailableException {
        return intake.newest(instance);
    }
}
