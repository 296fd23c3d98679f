package io.weft.shell;

import io.weft.adapter.Receipt;
import io.weft.audit.Act;
import io.weft.thread.Replay;
import io.weft.thread.StoredMessage;
import io.weft.thread.ThreadQuery;
import java.util.UUID;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.BundleContext;
import org.slf4j.LoggerFactory;

@Service
@Command(scope = "weft", name = "replay", description = "Give a quarantined message to the mappings that serve now")
public final class ReplayCommand implements Action {

    @Argument(index = 0, name = "receipt", required = true, description = "Receipt of the message")
    String receipt;

    @Reference
    BundleContext bundleContext;

    @Override
    public Object execute() throws Exception {
        Services services = new Services(bundleContext);
        UUID id = UUID.fromString(receipt);
        StoredMessage before = services.required(ThreadQuery.class).message(id)
                .orElseThrow(() -> new IllegalArgumentException("no message " + id));
        Receipt after = services.required(Replay.class).replay(id);
        LoggerFactory.getLogger(Act.LOGGER).info("{}", Act.replay(Caller.name(), before, after));
        System.out.println(after.outcome());
        after.reasons().forEach(reason -> System.out.println("    " + reason));
        return null;
    }
}
