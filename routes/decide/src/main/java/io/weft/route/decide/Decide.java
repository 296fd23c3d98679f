package io.weft.route.decide;

import io.weft.decision.DecisionPolicy;
import io.weft.decision.DecisionStore;
import io.weft.delivery.DeliveryPlan;
import io.weft.event.EventHash;
import io.weft.thread.ThreadQuery;
import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The decide bundle: one of {@link DecideRoutes} per policy, coming and going with it. */
@Component(service = Decide.class, immediate = true, configurationPid = "io.weft.route.decide")
public final class Decide {

    private static final int SHUTDOWN_SECONDS = 5;

    @Reference(name = "plans", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<DeliveryPlan> plans = List.of();

    private final CamelContext context;
    private final DecisionStore store;
    private final ThreadQuery query;
    private final EvidencedDecision evidence;
    private final int maximumFacts;

    /** Configuration of {@code io.weft.route.decide}. */
    public @interface Configuration {

        /** How long a policy without facts rests, milliseconds. */
        int pollMillis() default 25;

        /** Facts per commit, at most. */
        int maximumFacts() default 500;
    }

    @Activate
    public Decide(BundleContext bundle, Configuration configuration, @Reference DecisionStore store,
            @Reference ThreadQuery query, @Reference EventHash hash) {
        this(new OsgiDefaultCamelContext(bundle), configuration.pollMillis(), configuration.maximumFacts(), store, query,
                hash);
    }

    Decide(CamelContext context, int pollMillis, int maximumFacts, DecisionStore store, ThreadQuery query,
            EventHash hash) {
        this.context = context;
        this.store = store;
        this.query = query;
        this.evidence = new EvidencedDecision(hash, Clock.systemUTC());
        this.maximumFacts = maximumFacts;
        context.getCamelContextExtension().setName("weft-decide");
        context.getShutdownStrategy().setTimeout(SHUTDOWN_SECONDS);
        context.getPropertiesComponent().addOverrideProperty("pollMillis", Integer.toString(pollMillis));
    }

    /** Apart from the constructor, because the plans are bound only after it. */
    @Activate
    void start() {
        context.start();
    }

    @Deactivate
    void stop() {
        context.stop();
    }

    /** Policies are bound before {@link #start}, and later ones while the context runs: a route starts with it. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addPolicy(DecisionPolicy policy) throws Exception {
        context.addRoutes(routes(policy));
    }

    void removePolicy(DecisionPolicy policy) throws Exception {
        String route = routes(policy).routeId();
        context.getRouteController().stopRoute(route);
        context.removeRoute(route);
    }

    private DecideRoutes routes(DecisionPolicy policy) {
        // Another version may keep its states in another form, so it begins at the beginning under a name of its own.
        String name = policy.ref().toString();
        return new DecideRoutes(name, new DecideRoutes.Steps(
                new NextFacts(store, name, maximumFacts),
                new DecideOnLots(policy, name, store, query, evidence, () -> plans),
                new Commit(store, name)));
    }
}
