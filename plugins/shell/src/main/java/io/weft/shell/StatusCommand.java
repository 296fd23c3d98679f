package io.weft.shell;

import io.weft.ledger.Log;
import io.weft.ledger.LogStatus;
import io.weft.thread.Counts;
import io.weft.thread.ThreadQuery;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.BundleContext;

@Service
@Command(scope = "weft", name = "status", description = "Counts per counterpart, the log and the adapters")
public final class StatusCommand implements Action {

    @Reference
    BundleContext bundleContext;

    @Override
    public Object execute() throws Exception {
        Services services = new Services(bundleContext);
        System.out.printf("%-10s %9s %9s %9s %9s %11s %10s%n", "system", "received", "mapped", "ignored", "duplicate",
                "quarantined", "readings");
        for (Counts counts : services.required(ThreadQuery.class).counts()) {
            System.out.printf("%-10s %9d %9d %9d %9d %11d %10d%n", counts.system(), counts.received(), counts.mapped(),
                    counts.ignored(), counts.duplicate(), counts.quarantined(), counts.readings());
        }
        LogStatus log = services.required(Log.class).status();
        System.out.println("log " + log.origin() + ": " + log.size() + " leaves, " + log.pending() + " pending");
        log.sinks().forEach(sink -> System.out.println("  sink " + told(sink)));
        services.adapters().forEach(adapter -> System.out.println(adapter.instance() + ": " + adapter.state()));
        return null;
    }

    private static String told(LogStatus.Sink sink) {
        return sink.name() + ": published to size " + sink.publishedSize()
                + sink.publishedAt().map(at -> " at " + at).orElse("") + ", " + sink.backlog() + " waiting"
                + sink.oldestWaiting().map(oldest -> " since " + oldest).orElse("")
                + (sink.underWay().isEmpty() ? "" : ", " + sink.underWay())
                + (sink.fault().isEmpty() ? "" : ", FAULT " + sink.fault());
    }
}
