package io.weft.adapter.hl7;

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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends deliveries over MLLP, one after the other on one connection, and reads what the peer acknowledges. */
@Component(service = {Adapter.class, SinkAdapter.class}, immediate = true,
        configurationPid = "io.weft.adapter.hl7sink", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class MllpSink implements SinkAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(MllpSink.class);

    private final MllpSinkSettings settings;
    private final MllpClient client;
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile String lastFault = "";

    @Activate
    public MllpSink(Map<String, Object> properties) {
        settings = MllpSinkSettings.of(properties);
        settings.faults().forEach(fault -> LOG.error("{}: {}", settings.instance(), fault));
        client = new MllpClient(settings);
    }

    @Deactivate
    void stop() {
        client.close();
    }

    @Override
    public DeliveryAnswer send(OutboundMessage message) throws InterruptedException {
        if (!settings.faults().isEmpty()) {
            return new DeliveryAnswer.Unanswered(settings.instance() + " is misconfigured: " + settings.faults());
        }
        Optional<MessageHeader> header = MessageHeader.of(message.payload());
        if (header.isEmpty() || header.get().controlId().isEmpty()) {
            return new DeliveryAnswer.Refused("MSH-10: '' must be given, or no acknowledgement can be told to be its own");
        }
        turn.lockInterruptibly();
        try {
            DeliveryAnswer answer = exchange(message.payload(), header.get());
            lastFault = answer instanceof DeliveryAnswer.Unanswered unanswered ? unanswered.reason() : "";
            return answer;
        } finally {
            turn.unlock();
        }
    }

    /** After anything but an acknowledgement of this very message the connection is not trusted with the next. */
    private DeliveryAnswer exchange(byte[] payload, MessageHeader header) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(settings.timeoutSeconds());
        try {
            client.send(payload);
            PeerAnswer answer = PeerAnswer.of(client.receive(deadline));
            if (answer.isAccept() && answer.about().equals(header.controlId()) && header.wantsApplication(true)) {
                answer = PeerAnswer.of(client.receive(deadline));
            }
            if (!answer.about().equals(header.controlId())) {
                client.close();
                return new DeliveryAnswer.Unanswered("MSA-2: '" + answer.about() + "' is not the message's MSH-10 '"
                        + header.controlId() + "'");
            }
            return answer.meaning();
        } catch (IOException | IllegalArgumentException e) {
            client.close();
            return new DeliveryAnswer.Unanswered(settings.host() + ":" + settings.port() + " did not answer: " + e.getMessage());
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
        return List.of("host: '" + settings.host() + ":" + settings.port() + "' " + lastFault);
    }
}
