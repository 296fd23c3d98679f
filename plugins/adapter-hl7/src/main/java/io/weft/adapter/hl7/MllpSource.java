package io.weft.adapter.hl7;

import io.weft.adapter.Adapter;
import io.weft.adapter.AdapterState;
import io.weft.adapter.Intake;
import io.weft.adapter.SourceAdapter;
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

/** Takes the messages that a system sends over MLLP, and acknowledges each once it is committed. */
@Component(service = {Adapter.class, SourceAdapter.class}, immediate = true,
        configurationPid = "io.weft.adapter.hl7", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class MllpSource implements SourceAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(MllpSource.class);

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Intake intake;

    private final MllpSourceSettings settings;
    private final Optional<MllpListener> listener;

    @Activate
    public MllpSource(Map<String, Object> properties, @Reference MllpLoops loops) {
        this(properties, loops, Clock.systemUTC());
    }

    MllpSource(Map<String, Object> properties, MllpLoops loops, Clock clock) {
        settings = MllpSourceSettings.of(properties);
        settings.faults().forEach(fault -> LOG.error("{}: {}", settings.instance(), fault));
        listener = settings.faults().isEmpty()
                ? Optional.of(new MllpListener(settings,
                        new Offering(settings, () -> Optional.ofNullable(intake), clock), loops))
                : Optional.empty();
    }

    /** As Declarative Services do with the field. */
    MllpSource offering(Intake offered) {
        this.intake = offered;
        return this;
    }

    @Deactivate
    void stop() {
        listener.ifPresent(MllpListener::close);
    }

    int port() {
        return listener.map(MllpListener::port).orElse(0);
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
        if (listener.isEmpty()) {
            return AdapterState.MISCONFIGURED;
        }
        if (!listener.get().fault().isEmpty()) {
            return AdapterState.IMPAIRED;
        }
        return listener.get().listening() ? AdapterState.UP : AdapterState.STARTING;
    }

    @Override
    public List<String> faults() {
        if (listener.isEmpty() || listener.get().fault().isEmpty()) {
            return settings.faults();
        }
        return List.of(listener.get().fault());
    }
}
