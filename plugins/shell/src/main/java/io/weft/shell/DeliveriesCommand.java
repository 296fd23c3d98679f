package io.weft.shell;

import io.weft.delivery.DeliveryFilter;
import io.weft.delivery.DeliveryQueue;
import io.weft.delivery.DeliveryStatus;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.BundleContext;

@Service
@Command(scope = "weft", name = "deliveries", description = "List what left or waits, newest first")
public final class DeliveriesCommand implements Action {

    @Option(name = "--target", description = "Only to this sink instance")
    String target;

    @Option(name = "--lot", description = "Only of this lot, by its canonical Digital Link URI")
    String lot;

    @Option(name = "--standing", description = "WAITING, REFUSED, UNCONFIRMED or SETTLED")
    String standing;

    @Option(name = "--limit", description = "At most this many")
    int limit = 20;

    @Reference
    BundleContext bundleContext;

    @Override
    public Object execute() {
        DeliveryFilter filter = new DeliveryFilter(Optional.ofNullable(target), Optional.ofNullable(lot),
                Optional.ofNullable(standing).map(DeliveryFilter.Standing::valueOf), Optional.empty(), limit);
        for (DeliveryStatus status : new Services(bundleContext).required(DeliveryQueue.class).list(filter)) {
            System.out.printf("%s  %s  %-9s %-12s %s  %d attempt(s) %s%n", status.createdAt(), status.id(), status.state(),
                    status.target(), status.event(), status.attempts(), status.lastReason());
        }
        return null;
    }
}
