package io.weft.shell;

import io.weft.delivery.DeliveryQueue;
import io.weft.delivery.DeliveryStatus;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.BundleContext;

@Service
@Command(scope = "weft", name = "deliveries", description = "List what left or waits, newest first")
public final class DeliveriesCommand implements Action {

    @Option(name = "--limit", description = "At most this many")
    int limit = 20;

    @Reference
    BundleContext bundleContext;

    @Override
    public Object execute() {
        for (DeliveryStatus status : new Services(bundleContext).required(DeliveryQueue.class).list(limit)) {
            System.out.printf("%s  %-9s %-12s %s  %d attempt(s) %s%n", status.createdAt(), status.state(), status.target(),
                    status.event(), status.attempts(), status.lastReason());
        }
        return null;
    }
}
