package io.weft.adapter.kafka;

import io.weft.adapter.Intake;
import io.weft.adapter.SourceAdapter;
import io.weft.tck.RecordingIntake;
import io.weft.tck.SourceAdapterContract;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class KafkaSourceContractTest extends SourceAdapterContract {

    private final String topic = "contract-" + UUID.randomUUID();
    private final Broker broker;
    private final Sender sender;
    private String last = "";

    KafkaSourceContractTest(Broker broker) throws Exception {
        this.broker = broker;
        this.sender = new Sender(broker.servers());
        broker.create(topic, 2);
    }

    @AfterEach
    void close() {
        sender.close();
    }

    @Override
    protected Instance configured(Intake intake) {
        return open("PLAINTEXT", intake);
    }

    @Override
    protected Instance misconfigured(Intake intake) {
        return open("plain", intake);
    }

    @Override
    protected void send() throws Exception {
        last = UUID.randomUUID().toString();
        sender.send(topic, last, last);
    }

    @Override
    protected boolean hasTakenLast(RecordingIntake intake) {
        return intake.messages().stream().anyMatch(message ->
                new String(message.payload(), StandardCharsets.UTF_8).equals(last));
    }

    private Instance open(String protocol, Intake intake) {
        KafkaSource source = new KafkaSource(Map.of("service.pid", "io.weft.adapter.kafka~wms", "system", "wms",
                "format", "json", "bootstrapServers", broker.servers(), "securityProtocol", protocol, "topics", topic,
                "group", topic)).offering(intake);
        source.start();
        return new Instance() {
            @Override
            public SourceAdapter adapter() {
                return source;
            }

            @Override
            public void close() throws InterruptedException {
                source.stop();
            }
        };
    }
}
