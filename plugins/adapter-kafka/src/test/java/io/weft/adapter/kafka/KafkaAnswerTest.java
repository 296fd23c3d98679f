package io.weft.adapter.kafka;

import io.weft.adapter.Outcome;
import io.weft.tck.AnswerContract;
import io.weft.tck.RecordingIntake;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A record is answered by the group's committed offset, whatever became of it. */
@ExtendWith(SharedBroker.class)
class KafkaAnswerTest extends AnswerContract {

    private final String topic = "answers-" + UUID.randomUUID();
    private final Broker broker;
    private final Sender sender;
    private KafkaSource source;
    private RecordMetadata last;

    KafkaAnswerTest(Broker broker) throws Exception {
        this.broker = broker;
        this.sender = new Sender(broker.servers());
        broker.create(topic, 1);
    }

    @AfterEach
    void close() {
        sender.close();
    }

    @Override
    protected void open(RecordingIntake taking) {
        source = new KafkaSource(Map.of("service.pid", "io.weft.adapter.kafka~wms", "system", "wms", "format", "json",
                "bootstrapServers", broker.servers(), "securityProtocol", "PLAINTEXT", "topics", topic,
                "group", topic)).offering(taking);
        source.start();
    }

    @Override
    protected void shut() throws InterruptedException {
        source.stop();
    }

    @Override
    protected void offer(byte[] payload) throws Exception {
        last = sender.send(topic, "lot-1", payload);
    }

    @Override
    protected boolean isAnswered() throws Exception {
        return answer().equals("committed");
    }

    @Override
    protected String answer() throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed =
                broker.admin().listConsumerGroupOffsets(topic).partitionsToOffsetAndMetadata().get();
        long offset = Optional.ofNullable(committed.get(new TopicPartition(topic, 0)))
                .map(OffsetAndMetadata::offset).orElse(0L);
        return offset > last.offset() ? "committed" : "waiting at " + offset;
    }

    @Override
    protected String expected(Outcome outcome) {
        return "committed";
    }
}
