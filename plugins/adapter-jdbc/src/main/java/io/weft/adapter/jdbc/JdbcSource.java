package io.weft.adapter.jdbc;

import io.weft.adapter.Adapter;
import io.weft.adapter.AdapterState;
import io.weft.adapter.Intake;
import io.weft.adapter.SourceAdapter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes messages from a transfer table; a row is marked after the store's commit. */
@Component(service = {Adapter.class, SourceAdapter.class}, immediate = true,
        configurationPid = "io.weft.adapter.jdbc", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class JdbcSource implements SourceAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcSource.class);

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Intake intake;

    private final JdbcSourceSettings settings;
    private final Optional<TransferTable> table;

    @Activate
    public JdbcSource(Map<String, Object> properties, BundleContext context) {
        this(properties, new Drivers(context::getBundles));
    }

    JdbcSource(Map<String, Object> properties, Drivers drivers) {
        settings = JdbcSourceSettings.of(properties);
        settings.faults().forEach(fault -> LOG.error("{}: {}", instance(), fault));
        table = settings.faults().isEmpty() ? Optional.of(new TransferTable(settings, drivers,
                () -> Optional.ofNullable(intake), Clock.systemUTC())) : Optional.empty();
    }

    /** As Declarative Services do with the field. */
    JdbcSource offering(Intake offered) {
        this.intake = offered;
        return this;
    }

    /** Apart from the constructor, because intake is bound only after it. */
    @Activate
    void start() {
        table.ifPresent(TransferTable::start);
    }

    @Deactivate
    void stop() throws InterruptedException {
        if (table.isPresent()) {
            table.get().stop();
        }
    }

    @Override
    public String instance() {
        return settings.instance();
    }

    @Override
    public String system() {
        return settings.system();
    }

    @Override
    public AdapterState state() {
        if (table.isEmpty()) {
            return AdapterState.MISCONFIGURED;
        }
        if (!table.get().isTried()) {
            return AdapterState.STARTING;
        }
        return table.get().faults().isEmpty() ? AdapterState.UP : AdapterState.IMPAIRED;
    }

    @Override
    public List<String> faults() {
        return table.map(TransferTable::faults).orElse(settings.faults());
    }

    /** What this instance has done since it was activated. */
    public JdbcStatistics statistics() {
        return table.map(TransferTable::statistics).orElse(JdbcStatistics.NOTHING);
    }
}
