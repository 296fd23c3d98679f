package io.weft.shell;

import io.weft.event.SourceTime;
import io.weft.identity.ThreadKey;
import io.weft.thread.Direction;
import io.weft.thread.Exposure;
import io.weft.thread.LotThread;
import io.weft.thread.StoredEvent;
import io.weft.thread.ThreadQuery;
import io.weft.thread.ThreadRequest;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.BundleContext;

@Service
@Command(scope = "weft", name = "thread", description = "Show what happened to a lot")
public final class ThreadCommand implements Action {

    @Argument(index = 0, name = "gtin", required = true, description = "14 digits")
    String gtin;

    @Argument(index = 1, name = "lot", required = true, description = "Batch or lot number")
    String lot;

    @Option(name = "--use", description = "Follow what was made of it, instead of where it came from")
    boolean use;

    @Reference
    BundleContext bundleContext;

    @Override
    public Object execute() throws Exception {
        ThreadKey key = new ThreadKey(gtin, lot);
        Optional<LotThread> found = new Services(bundleContext).required(ThreadQuery.class).thread(new ThreadRequest(key,
                use ? Direction.USE : Direction.ORIGIN, ThreadRequest.MAXIMUM_DEPTH, ThreadRequest.MAXIMUM_EVENTS));
        if (found.isEmpty()) {
            System.out.println("no event names lot " + key.canonical());
            return null;
        }
        for (StoredEvent stored : found.get().events()) {
            System.out.printf("%s  %-19s %-11s %s%n", stored.event().eventTime(), stored.event().type().epcisName(),
                    stored.event().errorDeclaration().isPresent() ? "in error" : "", stored.event().id());
        }
        for (Exposure exposure : found.get().exposures()) {
            System.out.printf("%s .. %s  %s %s%n", SourceTime.toInstant(exposure.from()),
                    exposure.to() == Long.MAX_VALUE ? "now" : SourceTime.toInstant(exposure.to()),
                    exposure.series().measure(), exposure.series().device());
        }
        return null;
    }
}
