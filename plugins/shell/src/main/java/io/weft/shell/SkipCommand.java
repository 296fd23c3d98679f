package io.weft.shell;

import io.weft.audit.Act;
import io.weft.delivery.DeliveryQueue;
import io.weft.delivery.DeliveryState;
import io.weft.delivery.DeliveryStatus;
import java.util.UUID;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.BundleContext;
import org.slf4j.LoggerFactory;

@Service
@Command(scope = "weft", name = "skip", description = "Give a delivery up, so that those behind it go on")
public final class SkipCommand implements Action {

    @Argument(index = 0, name = "delivery", required = true, description = "Id of the delivery")
    String delivery;

    @Argument(index = 1, name = "reason", required = true, description = "Why the counterpart shall not learn of it from here")
    String reason;

    @Reference
    BundleContext bundleContext;

    @Override
    public Object execute() {
        DeliveryQueue queue = new Services(bundleContext).required(DeliveryQueue.class);
        UUID id = UUID.fromString(delivery);
        DeliveryStatus before = queue.status(id).orElseThrow(() -> new IllegalArgumentException("no delivery " + id));
        queue.skip(id, Caller.name(), reason);
        LoggerFactory.getLogger(Act.LOGGER).info("{}",
                Act.delivery(Caller.name(), "skip (" + reason + ")", before, DeliveryState.SKIPPED));
        System.out.println(DeliveryState.SKIPPED);
        return null;
    }
}
