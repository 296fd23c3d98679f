package io.weft.fire.many;

import io.weft.fire.hub.HubUnderFire;
import io.weft.fire.site.Goods;
import io.weft.site.carrier.TelematicsBroker;
import io.weft.site.hub.SentList;
import java.io.IOException;
import java.util.Map;

/** Consumer groups of one broker, a process of its own: each group reads the topic's one record. */
final class KafkaSources implements InstanceKind {

    private final HubUnderFire hub;
    private final StoredMessages stored;
    private final TelematicsBroker broker;
    private boolean told;

    KafkaSources(HubUnderFire hub) throws IOException, InterruptedException {
        this.hub = hub;
        this.stored = new StoredMessages(hub);
        this.broker = TelematicsBroker.start(hub.home().resolve("site/broker"), new SentList());
        try {
            broker.awaitTopic();
        } catch (IOException | InterruptedException e) {
            broker.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public void configure(int number) throws IOException {
        hub.configure("io.weft.adapter.kafka-many" + number, Map.of("bootstrapServers", broker.servers(),
                "securityProtocol", "PLAINTEXT", "topics", TelematicsBroker.TOPIC, "group", "many-" + number,
                "system", "many-topic-" + number, "format", "epcis-json"));
    }

    @Override
    public String instance(int number) {
        return "kafka~many" + number;
    }

    @Override
    public void pass(int number) throws IOException, InterruptedException {
        if (!told) {
            broker.tell("many", Goods.epcis(hub.door(name(), "/"), "kafka", 0).body());
            told = true;
        }
    }

    @Override
    public boolean passed(int number) {
        return stored.mapped(instance(number));
    }

    @Override
    public void close() {
        broker.close();
    }
}
