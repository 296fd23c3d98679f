package io.weft.shell;

import io.weft.adapter.Adapter;
import io.weft.ledger.Log;
import io.weft.ledger.LogStatus;
import io.weft.ledger.check.SelfCheck;
import io.weft.mapping.MappingCatalog;
import io.weft.mapping.MappingStatus;
import io.weft.thread.ThreadQuery;
import io.weft.thread.UndescribedItem;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Says, one line each, what is wrong and what to mend. */
@Service
@Command(scope = "weft", name = "doctor",
        description = "Name everything that hinders the hub: adapters, log, stored evidence, components, mappings, items")
public final class DoctorCommand implements Action {

    @Reference
    BundleContext bundleContext;

    @Reference
    ServiceComponentRuntime components;

    @Override
    public Object execute() throws Exception {
        List<String> findings = new ArrayList<>();
        Services services = new Services(bundleContext);
        for (Adapter adapter : services.adapters()) {
            adapter.faults().forEach(fault -> findings.add(adapter.instance() + " " + adapter.state() + ": " + fault));
        }
        var log = services.first(Log.class);
        if (log.isPresent()) {
            findings.addAll(evidence(log.get().status()));
        }
        findings.addAll(new UnsatisfiedComponents(components).lines());
        services.first(MappingCatalog.class).ifPresent(catalog -> findings.addAll(mappings(catalog)));
        services.first(SelfCheck.class).ifPresent(check -> check.standing().alarms()
                .forEach(alarm -> findings.add("self-check: " + alarm)));
        var query = services.first(ThreadQuery.class);
        if (query.isPresent()) {
            for (UndescribedItem item : query.get().undescribed()) {
                findings.add(item.instance() + ": no mapping knows item " + item.item() + " (" + item.readings()
                        + " readings are kept)");
            }
        }
        findings.forEach(System.out::println);
        System.out.println(findings.isEmpty() ? "nothing is wrong" : findings.size() + " finding(s)");
        return null;
    }

    static List<String> evidence(LogStatus log) {
        List<String> lines = new ArrayList<>();
        if (!log.fault().isEmpty()) {
            lines.add("log " + log.origin() + ": " + log.fault());
        }
        log.sinks().stream().filter(sink -> !sink.fault().isEmpty())
                .forEach(sink -> lines.add("sink " + sink.name() + ": " + sink.fault()));
        return lines;
    }

    /** What came as a mapping and is not offered, with its reason. */
    static List<String> mappings(MappingCatalog catalog) {
        List<String> lines = new ArrayList<>();
        for (MappingStatus status : catalog.mappings()) {
            switch (status.state()) {
                case REFUSED, WAITING -> lines.add("mapping " + status.source() + " " + status.state() + ": " + status.reason()
                        + status.mapping().map(mapping -> "; " + mapping + " is offered still").orElse(""));
                case SERVING, STANDBY -> {
                    // As it shall be.
                }
            }
        }
        return lines;
    }
}
