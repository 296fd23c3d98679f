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
@Command(scope = "weft", name = "resend", description = "Make a delivery that waits or was refused due at once")
public final class ResendCommand implements Action {

    @Argument(index = 0, name = "delivery", required = true, description = "Id of the delivery")
    String delivery;

    @Reference
    BundleContext bundleContext;

    @Override
    public Object execute() {
        DeliveryQueue queue = new Services(bundleContext).required(DeliveryQueue.class);
        UUID id = UUID.fromString(delivery);
        DeliveryStatus before = queue.status(id).orElseThrow(() -> new IllegalArgumentException("no delivery " + id));
        queue.resend(id, Caller.name());
        LoggerFactory.getLogger(Act.LOGGER).info("{}", Act.delivery(Caller.name(), "resend", before, DeliveryState.WAITING));
        System.out.println(DeliveryState.WAITING);
        return null;
    }
}
