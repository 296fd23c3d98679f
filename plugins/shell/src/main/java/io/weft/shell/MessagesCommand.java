package io.weft.shell;

import io.weft.adapter.Outcome;
import io.weft.event.Rejection;
import io.weft.thread.MessageFilter;
import io.weft.thread.StoredMessage;
import io.weft.thread.ThreadQuery;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.BundleContext;

@Service
@Command(scope = "weft", name = "messages", description = "List messages, newest first")
public final class MessagesCommand implements Action {

    @Option(name = "--system", description = "Only from this counterpart")
    String system;

    @Option(name = "--outcome", description = "MAPPED, IGNORED, DUPLICATE or QUARANTINED")
    String outcome;

    @Option(name = "--key", description = "Only those known by this document number, order or lot")
    String key;

    @Option(name = "--limit", description = "At most this many")
    int limit = 20;

    @Reference
    BundleContext bundleContext;

    @Override
    public Object execute() throws Exception {
        ThreadQuery query = new Services(bundleContext).required(ThreadQuery.class);
        MessageFilter filter = new MessageFilter(Optional.ofNullable(system),
                Optional.ofNullable(outcome).map(Outcome::valueOf), Optional.ofNullable(key), Optional.empty(), limit);
        for (StoredMessage message : query.messages(filter).messages()) {
            System.out.printf("%s  %-8s %-11s %s  %s%n", message.receivedAt(), message.system(), message.outcome(),
                    message.receipt(), message.id().id());
            for (Rejection reason : message.reasons()) {
                System.out.println("    " + reason);
            }
        }
        return null;
    }
}
