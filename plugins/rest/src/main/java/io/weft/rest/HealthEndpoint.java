package io.weft.rest;

import io.weft.adapter.Adapter;
import io.weft.adapter.AdapterState;
import io.weft.http.HttpEndpoint;
import io.weft.http.HttpReply;
import io.weft.http.HttpRequest;
import io.weft.ledger.Log;
import io.weft.ledger.LogStatus;
import io.weft.ledger.check.SelfCheck;
import io.weft.mapping.Interpreter;
import io.weft.mapping.MappingCatalog;
import io.weft.mapping.MappingStatus;
import io.weft.thread.Counts;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.ThreadQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * {@code /health}: answers from the start on, whatever is missing. {@code status} is {@code UP} once intake, store, log
 * and mappings are there; an impaired adapter does not make the hub less up, but is named.
 */
@Component
public final class HealthEndpoint implements HttpEndpoint {

    private final BundleContext context;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile ThreadQuery query;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Log log;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Interpreter interpreter;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile io.weft.adapter.Intake intake;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile MappingCatalog catalog;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile SelfCheck check;

    @Activate
    public HealthEndpoint(BundleContext context) {
        this.context = context;
    }

    @Override
    public String pathPrefix() {
        return "/health";
    }

    @Override
    public String requiredRole(String method) {
        return "viewer";
    }

    @Override
    public HttpReply handle(HttpRequest request) {
        if (PathSegments.anyAfter(pathPrefix(), request)) {
            return Replies.unknown("health is asked at /health itself");
        }
        if (!"GET".equals(request.method())) {
            return Replies.method(request.method(), "GET");
        }
        List<Object> missing = new ArrayList<>();
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("status", "UP");
        health.put("missing", missing);
        intake(missing);
        health.put("systems", systems(missing));
        health.put("log", log(missing));
        health.put("selfCheck", selfCheck());
        health.put("mappings", mappings(missing));
        MappingCatalog present = catalog;
        health.put("refusedMappings", present == null ? List.of() : refused(present));
        health.put("adapters", adapters());
        if (!missing.isEmpty()) {
            health.put("status", "STARTING_OR_IMPAIRED");
        }
        return HttpReply.json(200, health);
    }

    private void intake(List<Object> missing) {
        if (intake == null) {
            missing.add("intake: the ingest route is not there");
        }
    }

    private List<Object> systems(List<Object> missing) {
        ThreadQuery present = query;
        List<Object> systems = new ArrayList<>();
        if (present == null) {
            missing.add("store: not there");
            return systems;
        }
        try {
            for (Counts counts : present.counts()) {
                systems.add(counts(counts));
            }
        } catch (StoreUnavailableException e) {
            missing.add("store: " + e.getMessage());
        }
        return systems;
    }

    private static Map<String, Object> counts(Counts counts) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("system", counts.system());
        entry.put("received", counts.received());
        entry.put("mapped", counts.mapped());
        entry.put("ignored", counts.ignored());
        entry.put("duplicate", counts.duplicate());
        entry.put("quarantined", counts.quarantined());
        entry.put("readings", counts.readings());
        entry.put("repeatedReadings", counts.repeatedReadings());
        return entry;
    }

    private Map<String, Object> log(List<Object> missing) {
        Log present = log;
        Map<String, Object> entry = new LinkedHashMap<>();
        if (present == null) {
            missing.add("log: not there");
            return entry;
        }
        try {
            LogStatus status = present.status();
            entry.put("origin", status.origin());
            entry.put("size", status.size());
            entry.put("pending", status.pending());
            entry.put("oldestPendingSince", status.oldest().map(Object::toString).orElse(""));
            entry.put("checkpoint", status.latest().map(checkpoint -> checkpoint.size()).orElse(0L));
            entry.put("sinks", status.sinks().stream().map(HealthEndpoint::sink).toList());
        } catch (StoreUnavailableException e) {
            missing.add("log: " + e.getMessage());
        }
        return entry;
    }

    /** A difference does not make the hub less up: it is named until it is gone. */
    private Map<String, Object> selfCheck() {
        SelfCheck present = check;
        Map<String, Object> entry = new LinkedHashMap<>();
        if (present == null) {
            entry.put("alarms", List.of("self-check: not there"));
            return entry;
        }
        SelfCheck.Standing standing = present.standing();
        entry.put("alarms", standing.alarms());
        entry.put("rounds", standing.rounds());
        entry.put("newest", standing.report() == null ? "" : standing.report().ended().toString());
        return entry;
    }

    private static Map<String, Object> sink(LogStatus.Sink sink) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", sink.name());
        entry.put("published", sink.publishedSize());
        sink.publishedAt().ifPresent(at -> entry.put("publishedAt", at.toString()));
        entry.put("backlog", sink.backlog());
        sink.oldestWaiting().ifPresent(oldest -> entry.put("oldestWaiting", oldest.toString()));
        entry.put("underWay", sink.underWay());
        entry.put("fault", sink.fault());
        return entry;
    }

    private List<Object> mappings(List<Object> missing) {
        Interpreter present = interpreter;
        if (present == null) {
            missing.add("mappings: the engine is not there");
            return List.of();
        }
        return present.serving().stream().map(ref -> (Object) ref.toString()).sorted().toList();
    }

    /** Faults of the site, like an adapter's: what was offered before serves still. */
    static List<Object> refused(MappingCatalog catalog) {
        List<Object> refused = new ArrayList<>();
        for (MappingStatus status : catalog.mappings()) {
            if (status.state() == MappingStatus.State.REFUSED) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("source", status.source());
                entry.put("offered", status.mapping().map(Object::toString).orElse(""));
                entry.put("reason", status.reason());
                refused.add(entry);
            }
        }
        return refused;
    }

    /** Looked up, not referenced: the listener is an adapter, too, and it references every endpoint. */
    private List<Object> adapters() {
        Map<String, Object> byInstance = new TreeMap<>();
        try {
            for (ServiceReference<Adapter> reference : context.getServiceReferences(Adapter.class, null)) {
                Adapter adapter = context.getService(reference);
                if (adapter != null) {
                    byInstance.put(adapter.instance(), adapter(adapter));
                    context.ungetService(reference);
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter was given", e);
        }
        return List.copyOf(byInstance.values());
    }

    private static Object adapter(Adapter adapter) {
        Map<String, Object> entry = new LinkedHashMap<>();
        AdapterState state = adapter.state();
        entry.put("instance", adapter.instance());
        entry.put("system", adapter.system());
        entry.put("state", state.name());
        entry.put("faults", adapter.faults());
        return entry;
    }
}
