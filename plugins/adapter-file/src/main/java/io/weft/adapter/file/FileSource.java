package io.weft.adapter.file;

import io.weft.adapter.Adapter;
import io.weft.adapter.AdapterState;
import io.weft.adapter.Intake;
import io.weft.adapter.SourceAdapter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Picks files up from a directory of this machine. A file that intake took stands in {@code done/}, {@code quarantine/} or nowhere. */
@Component(service = {Adapter.class, SourceAdapter.class}, immediate = true,
        configurationPid = "io.weft.adapter.file", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class FileSource implements SourceAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(FileSource.class);

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Intake intake;

    private final FileSourceSettings settings;
    private final Optional<Pickup> pickup;

    @Activate
    public FileSource(Map<String, Object> properties) throws IOException {
        this(properties, Path.of(System.getProperty("karaf.data", System.getProperty("java.io.tmpdir"))));
    }

    /** @param data below which the hub keeps the name of its claims */
    FileSource(Map<String, Object> properties, Path data) throws IOException {
        settings = FileSourceSettings.of(properties);
        settings.faults().forEach(fault -> LOG.error("{}: {}", instance(), fault));
        pickup = settings.faults().isEmpty() ? Optional.of(pickup(data)) : Optional.empty();
    }

    private Pickup pickup(Path data) throws IOException {
        PickupSettings common = settings.pickup();
        String owner = common.owner().isPresent() ? common.owner().get()
                : Owner.kept(data.resolve("file").resolve(common.instance() + ".owner"));
        return new Pickup(common, () -> LocalDirectory.open(settings.directory()), settings.directory().toString(), owner,
                () -> Optional.ofNullable(intake), Clock.systemUTC());
    }

    /** As Declarative Services do with the field. */
    FileSource offering(Intake offered) {
        this.intake = offered;
        return this;
    }

    /** Apart from the constructor, because intake is bound only after it. */
    @Activate
    void start() {
        pickup.ifPresent(Pickup::start);
    }

    @Deactivate
    void stop() throws InterruptedException {
        if (pickup.isPresent()) {
            pickup.get().stop();
        }
    }

    @Override
    public String instance() {
        return settings.pickup().instance();
    }

    @Override
    public String system() {
        return settings.pickup().system();
    }

    @Override
    public AdapterState state() {
        if (pickup.isEmpty()) {
            return AdapterState.MISCONFIGURED;
        }
        if (!pickup.get().isTried()) {
            return AdapterState.STARTING;
        }
        return pickup.get().faults().isEmpty() ? AdapterState.UP : AdapterState.IMPAIRED;
    }

    @Override
    public List<String> faults() {
        return pickup.map(Pickup::faults).orElse(settings.faults());
    }

    /** What this instance has done since it was activated. */
    public FileStatistics statistics() {
        return pickup.map(Pickup::statistics).orElse(FileStatistics.NOTHING);
    }
}
