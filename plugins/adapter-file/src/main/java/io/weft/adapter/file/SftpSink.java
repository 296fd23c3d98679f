package io.weft.adapter.file;

import io.weft.adapter.Adapter;
import io.weft.adapter.AdapterState;
import io.weft.adapter.SinkAdapter;
import io.weft.delivery.DeliveryAnswer;
import io.weft.delivery.OutboundMessage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leaves each delivery as a file in a directory of an SFTP server, over one connection, one after the other. */
@Component(service = {Adapter.class, SinkAdapter.class}, immediate = true,
        configurationPid = "io.weft.adapter.sftpsink", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class SftpSink implements SinkAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(SftpSink.class);

    private final SftpSinkSettings settings;
    private final Connector connector;
    private final Drop drop;
    private final ReentrantLock lock = new ReentrantLock(true);
    private Optional<Directory> open = Optional.empty();
    private volatile String lastFault = "";

    @Activate
    public SftpSink(Map<String, Object> properties) {
        settings = SftpSinkSettings.of(properties);
        settings.faults().forEach(fault -> LOG.error("{}: {}", instance(), fault));
        connector = new SftpConnector(settings.login(), settings.directory());
        drop = new Drop(settings.drop());
    }

    @Deactivate
    void stop() {
        lock.lock();
        try {
            disconnect();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public DeliveryAnswer send(OutboundMessage message) throws InterruptedException {
        if (!settings.faults().isEmpty()) {
            return new DeliveryAnswer.Unanswered(instance() + " is misconfigured: " + settings.faults());
        }
        if (!lock.tryLock(settings.login().timeout().toMillis(), TimeUnit.MILLISECONDS)) {
            return new DeliveryAnswer.Unanswered(place() + " is busy with earlier deliveries");
        }
        try {
            DeliveryAnswer answer = drop.leave(directory(), message);
            lastFault = "";
            return answer;
        } catch (SftpException e) {
            return answered(e);
        } catch (IOException | RuntimeException e) {
            disconnect();
            lastFault = "does not answer: " + e;
            return new DeliveryAnswer.Unanswered(place() + " " + lastFault);
        } finally {
            lock.unlock();
        }
    }

    /** The server spoke, so the connection is whole. */
    private DeliveryAnswer answered(SftpException e) {
        String reason = SftpConstants.getStatusName(e.getStatus()) + " " + e.getMessage();
        if (e.getStatus() == SftpConstants.SSH_FX_PERMISSION_DENIED || e.getStatus() == SftpConstants.SSH_FX_OP_UNSUPPORTED) {
            return new DeliveryAnswer.Refused(reason);
        }
        lastFault = "failed: " + reason;
        return new DeliveryAnswer.Unanswered(place() + " " + lastFault);
    }

    private Directory directory() throws IOException {
        if (open.isEmpty()) {
            open = Optional.of(connector.open());
        }
        return open.get();
    }

    private void disconnect() {
        try {
            if (open.isPresent()) {
                open.get().close();
            }
        } catch (IOException e) {
            LOG.debug("{}: {} did not close", instance(), place(), e);
        }
        open = Optional.empty();
    }

    private String place() {
        return settings.login().place(settings.directory());
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
        return List.of(("host: '" + place() + "' " + lastFault).replaceAll("\\s+", " "));
    }
}
