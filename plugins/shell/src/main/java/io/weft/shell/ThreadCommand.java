package io.weft.shell;

import io.weft.event.SourceTime;
import io.weft.identity.ThreadKey;
import io.weft.thread.Candidate;
import io.weft.thread.Direction;
import io.weft.thread.Exposure;
import io.weft.thread.Identities;
import io.weft.thread.LotIdentifier;
import io.weft.thread.LotThread;
import io.weft.thread.StoredEvent;
import io.weft.thread.ThreadQuery;
import io.weft.thread.ThreadRequest;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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

    @Argument(index = 0, name = "identifier", required = true,
            description = "GTIN before a lot number; alone any identifier of the lot: batch, sample, container, URI or bare number")
    String identifier;

    @Argument(index = 1, name = "lot", description = "Batch or lot number")
    String lot;

    @Option(name = "--at", description = "When the identifier named the lot (RFC 3339); a container needs it")
    String at;

    @Option(name = "--as-of", description = "As the log of so many leaves had it")
    Long asOf;

    @Option(name = "--use", description = "Follow what was made of it, instead of where it came from")
    boolean use;

    @Reference
    BundleContext bundleContext;

    @Override
    public Object execute() throws Exception {
        OptionalLong size = asOf == null ? OptionalLong.empty() : OptionalLong.of(asOf);
        Set<ThreadKey> lots = new LinkedHashSet<>();
        if (lot != null) {
            lots.add(new ThreadKey(identifier, lot));
        } else {
            for (Candidate candidate : new Services(bundleContext).required(Identities.class).candidates(
                    new LotIdentifier(identifier, Optional.ofNullable(at).map(Instant::parse), size))) {
                lots.add(candidate.lot());
            }
        }
        if (lots.size() != 1) {
            System.out.println(lots.isEmpty() ? "nothing names a lot " + identifier : "that may be several lots:");
            lots.forEach(candidate -> System.out.println("  " + candidate.gtin() + " " + candidate.lot()));
            return null;
        }
        ThreadKey key = lots.iterator().next();
        Optional<LotThread> found = new Services(bundleContext).required(ThreadQuery.class).thread(new ThreadRequest(key,
                use ? Direction.USE : Direction.ORIGIN, ThreadRequest.MAXIMUM_DEPTH, ThreadRequest.MAXIMUM_EVENTS, size,
                Optional.empty()));
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
