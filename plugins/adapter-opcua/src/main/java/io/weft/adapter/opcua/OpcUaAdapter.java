package io.weft.adapter.opcua;

import io.weft.adapter.Adapter;
import io.weft.adapter.AdapterState;
import io.weft.adapter.Intake;
import io.weft.adapter.SourceAdapter;
import io.weft.milo.MiloRuntime;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscribes to items of one OPC UA server and offers each reported value to intake. One configuration
 * {@code etc/io.weft.adapter.opcua-<site>.cfg} is one instance, {@code opcua~<site>}. A wrong configuration leaves it
 * registered, {@link AdapterState#MISCONFIGURED} and idle.
 *
 * <p>Activation only starts the work and never waits for the server. A changed configuration makes a new instance.
 */
@Component(service = {SourceAdapter.class, Adapter.class}, configurationPid = OpcUaAdapter.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE, immediate = true)
public final class OpcUaAdapter implements SourceAdapter {

    static final String PID = "io.weft.adapter.opcua";

    private static final Logger LOG = LoggerFactory.getLogger(OpcUaAdapter.class);
    private static final OpcUaStatistics NOTHING = new OpcUaStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0, List.of());

    private final String instance;
    private final String system;
    private final List<String> misconfigurations;
    private final Optional<OpcUaSource> source;
    private final AtomicReference<Intake> intake = new AtomicReference<>();

    /** @param runtime holds the threads that Milo shares; they must outlive this instance */
    @Activate
    public OpcUaAdapter(Map<String, Object> properties, BundleContext context, @Reference MiloRuntime runtime) {
        this(properties, dataFolder(context));
    }

    /** @param dataFolder below which each instance has a folder of its own */
    OpcUaAdapter(Map<String, Object> properties, Path dataFolder) {
        instance = instance(properties);
        system = String.valueOf(properties.getOrDefault("system", ""));
        SettingsReader.Result result = SettingsReader.read(properties, dataFolder.resolve(instance));
        if (result instanceof SettingsReader.Result.Valid valid) {
            misconfigurations = List.of();
            source = Optional.of(
                    new OpcUaSource(instance, valid.settings(), () -> Optional.ofNullable(intake.get())));
        } else {
            misconfigurations = ((SettingsReader.Result.Invalid) result).faults();
            source = Optional.empty();
            misconfigurations.forEach(fault -> LOG.error("{}: {}", instance, fault));
        }
    }

    @Activate
    void start() {
        source.ifPresent(OpcUaSource::start);
    }

    @Deactivate
    void stop() throws InterruptedException {
        if (source.isPresent()) {
            source.get().stop();
        }
    }

    /** Comes and goes with the ingest route; meanwhile values are held. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setIntake(Intake present) {
        intake.set(present);
    }

    void unsetIntake(Intake gone) {
        intake.compareAndSet(gone, null);
    }

    @Override
    public String instance() {
        return instance;
    }

    @Override
    public String system() {
        return system;
    }

    @Override
    public AdapterState state() {
        return source.map(OpcUaSource::state).orElse(AdapterState.MISCONFIGURED);
    }

    @Override
    public List<String> faults() {
        return source.map(OpcUaSource::faults).orElse(misconfigurations);
    }

    /** What this instance has done since it was activated. */
    public OpcUaStatistics statistics() {
        return source.map(OpcUaSource::statistics).orElse(NOTHING);
    }

    /** {@code io.weft.adapter.opcua~site} is {@code opcua~site}. */
    private static String instance(Map<String, Object> properties) {
        String pid = String.valueOf(properties.getOrDefault(Constants.SERVICE_PID, PID));
        return "opcua" + (pid.startsWith(PID) ? pid.substring(PID.length()) : "~" + pid);
    }

    private static Path dataFolder(BundleContext context) {
        String data = context.getProperty("karaf.data");
        Path folder = data == null ? context.getDataFile("").toPath() : Path.of(data);
        return folder.resolve("opcua");
    }
}
