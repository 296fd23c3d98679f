package io.weft.ledger.log;

import io.weft.event.EventHash;
import io.weft.ledger.check.CheckListener;
import io.weft.ledger.check.CheckReport;
import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.HeldCheckpoints;
import io.weft.ledger.check.SelfCheck;
import io.weft.ledger.check.StoredRecords;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.VerifierKey;
import io.weft.thread.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The self-check. It needs the log's public key and not the log: one that was stopped by what was altered can be checked
 * nevertheless. Between calls it goes round all records by itself ({@link CheckRounds}).
 */
@Component(service = SelfCheck.class, immediate = true, configurationPid = {"io.weft.ledger.log", "io.weft.ledger.check"},
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class LedgerCheck implements SelfCheck {

    private static final String CURSOR_FILE = "check.cursor";

    private final StoredRecords store;
    private final LogSettings settings;
    private final Clock clock;
    private final List<HeldCheckpoints> sinks = new CopyOnWriteArrayList<>();
    private final CheckRounds rounds;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile EventHash hash;

    @Activate
    public LedgerCheck(BundleContext context, @Reference StoredRecords store, LogConfiguration log, CheckConfiguration check) {
        this(store, LogSettings.of(log), Clock.systemUTC(), CheckRounds.Plan.of(check), context.getDataFile(CURSOR_FILE).toPath(), null);
        rounds.start();
    }

    /**
     * Outside a container; rounds are run by whoever calls {@link CheckRounds#next()}.
     *
     * @param cursor file that remembers where the rounds are
     * @param hash   null if CBV hashes are not to be made again
     */
    LedgerCheck(StoredRecords store, LogSettings settings, Clock clock, CheckRounds.Plan plan, Path cursor, EventHash hash) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.hash = hash;
        this.rounds = new CheckRounds(this, plan, cursor);
    }

    /**
     * Outside a container.
     *
     * @param keyFile of the log; only the public key and the newest checkpoint beside it are read
     */
    public static SelfCheck of(StoredRecords store, String origin, Path keyFile, List<HeldCheckpoints> sinks, EventHash hash) {
        LedgerCheck check = new LedgerCheck(store, LogSettings.of(origin, keyFile), Clock.systemUTC(), CheckRounds.Plan.NONE,
                keyFile.resolveSibling(CURSOR_FILE), hash);
        sinks.forEach(check::addSink);
        return check;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSink(HeldCheckpoints sink) {
        sinks.add(sink);
    }

    void removeSink(HeldCheckpoints sink) {
        sinks.remove(sink);
    }

    @Deactivate
    void stop() {
        rounds.stop();
    }

    CheckRounds rounds() {
        return rounds;
    }

    @Override
    public CheckReport check(CheckScope scope, CheckListener listener) throws StoreUnavailableException {
        try {
            Optional<LastCheckpoint.Signed> kept = new LastCheckpoint(settings.keyFile()).read();
            return new CheckRun(store, settings, key(), kept, List.copyOf(sinks), Optional.ofNullable(hash), clock, listener).run(scope);
        } catch (IOException | MalformedProofException e) {
            throw new IllegalStateException("the key or the checkpoint beside it: " + e.getMessage(), e);
        }
    }

    @Override
    public Standing standing() {
        return rounds.standing();
    }

    /** The verifier key beside the key; the key itself is not opened. */
    private VerifierKey key() throws IOException, MalformedProofException {
        Path file = settings.keyFile().resolveSibling(settings.keyFile().getFileName() + ".pub");
        return VerifierKey.parse(Files.readString(file).strip()).named(settings.epochOrigin());
    }
}
