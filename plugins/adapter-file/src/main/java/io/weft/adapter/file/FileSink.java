package io.weft.adapter.file;

import io.weft.adapter.Adapter;
import io.weft.adapter.AdapterState;
import io.weft.adapter.SinkAdapter;
import io.weft.delivery.DeliveryAnswer;
import io.weft.delivery.OutboundMessage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leaves each delivery as a file in a directory of this machine; accepted means on stable storage under its last name. */
@Component(service = {Adapter.class, SinkAdapter.class}, immediate = true,
        configurationPid = "io.weft.adapter.filesink", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class FileSink implements SinkAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(FileSink.class);

    private final FileSinkSettings settings;
    private final Drop drop;
    private volatile String lastFault = "";

    @Activate
    public FileSink(Map<String, Object> properties) {
        settings = FileSinkSettings.of(properties);
        settings.faults().forEach(fault -> LOG.error("{}: {}", instance(), fault));
        drop = new Drop(settings.drop());
    }

    @Override
    public DeliveryAnswer send(OutboundMessage message) {
        if (!settings.faults().isEmpty()) {
            return new DeliveryAnswer.Unanswered(instance() + " is misconfigured: " + settings.faults());
        }
        try (Directory directory = LocalDirectory.open(settings.directory())) {
            DeliveryAnswer answer = drop.leave(directory, message);
            lastFault = "";
            return answer;
        } catch (IOException e) {
            lastFault = "cannot be written to: " + e;
            return new DeliveryAnswer.Unanswered(settings.directory() + " " + lastFault);
        }
    }

    @Override
    public String instance() {
        return settings.drop().instance();
    }

    @Override
    public String system() {
        return settings.drop().system();
    }

    @Override
    public AdapterState state() {
        if (!settings.faults().isEmpty()) {
            return AdapterState.MISCONFIGURED;
        }
        return lastFault.isEmpty() ? AdapterState.UP : AdapterState.IMPAIRED;
    }

    @Override
    public List<String> faults() {
        if (!settings.faults().isEmpty() || lastFault.isEmpty()) {
            return settings.faults();
        }
        return List.of("directory: '" + settings.directory() + "' " + lastFault);
    }
}
