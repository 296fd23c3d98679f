package io.weft.shell;

import io.weft.ledger.check.CheckReport;
import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.SelfCheck;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.BundleContext;

/** Compares store, log and sinks, and names what differs. */
@Service
@Command(scope = "weft", name = "fsck", description = "Compare store, log and sinks, and name what differs; changes nothing")
public final class FsckCommand implements Action {

    private static final int RECORDS = 1_000;

    @Option(name = "--full", description = "Every record")
    boolean full;

    @Option(name = "--sample", description = "So many messages, events and batches each, from random places; 1000 unless told")
    Integer sample;

    @Option(name = "--since", description = "Only records that the hub received from then on, RFC 3339")
    String since;

    @Option(name = "--only", description = "Only this, <kind>:<id>; may be given again for another", multiValued = true)
    List<String> only;

    @Reference
    BundleContext bundleContext;

    @Override
    public Object execute() throws Exception {
        CheckReport report = new Services(bundleContext).required(SelfCheck.class)
                .check(scope(), new FsckProgress(System.out, System::nanoTime));
        report.checked().forEach((kind, number) -> System.out.printf("%-10s %12d checked%n", kind, number));
        System.out.println("not in a signed checkpoint yet: " + report.uncovered().pending() + " pending, "
                + report.uncovered().unsigned() + " unsigned"
                + report.uncovered().oldest().map(at -> ", since " + at).orElse(""));
        report.notChecked().forEach(reason -> System.out.println("not checked: " + reason));
        System.out.println(report.different() == 0 ? "nothing differs" : report.different() + " difference(s)");
        return null;
    }

    /** @throws IllegalArgumentException if an option is wrong, or two of them do not go together */
    CheckScope scope() {
        boolean some = only != null && !only.isEmpty();
        if (some && (full || sample != null || since != null)) {
            throw new IllegalArgumentException("--only: does not go with "
                    + (full ? "--full" : sample != null ? "--sample" : "--since"));
        }
        if (full && sample != null) {
            throw new IllegalArgumentException("--full: does not go with --sample");
        }
        if (some) {
            return new CheckScope.Only(only.stream().map(CheckScope.Subject::parse).toList());
        }
        Optional<Instant> from = Optional.ofNullable(since).map(FsckCommand::time);
        return full ? new CheckScope.Everything(from) : new CheckScope.Sample(sample == null ? RECORDS : sample, from);
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("--since: '" + text + "' is not a time of RFC 3339 in UTC", e);
        }
    }
}
