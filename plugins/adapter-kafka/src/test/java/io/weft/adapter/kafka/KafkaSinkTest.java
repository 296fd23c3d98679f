package io.weft.adapter.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.weft.adapter.SinkAdapter;
import io.weft.delivery.DeliveryAnswer;
import io.weft.delivery.OutboundMessage;
import io.weft.tck.SinkAdapterContract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A broker of its own, which may be stopped. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaSinkTest extends SinkAdapterContract {

    private Broker broker;
    private String topic;
    private KafkaSink sink;

    @BeforeAll
    void startBroker(@TempDir Path home) throws Exception {
        broker = new Broker(home);
    }

    @AfterAll
    void stopBroker() throws Exception {
        broker.close();
    }

    @BeforeEach
    void open() throws Exception {
        peer(PeerBehaviour.ACCEPTS);
        topic = "sink-" + UUID.randomUUID();
        broker.create(topic, 3);
        sink = new KafkaSink(Map.of("service.pid", "io.weft.adapter.kafkasink~mes", "system", "mes",
                "bootstrapServers", broker.servers(), "securityProtocol", "PLAINTEXT", "topic", topic,
                "timeoutSeconds", "2"));
        // Meets the broker, so that what follows is about the topic.
        assertInstanceOf(DeliveryAnswer.Accepted.class, sink.send(message("lot-1")));
    }

    @AfterEach
    void close() throws Exception {
        broker.signal("CONT");
        sink.stop();
    }

    @Override
    protected Duration timeout() {
        return Duration.ofSeconds(2);
    }

    @Override
    protected SinkAdapter sink() {
        return sink;
    }

    @Override
    protected void peer(PeerBehaviour behaviour) throws Exception {
        switch (behaviour) {
            case ACCEPTS -> {
                if (!broker.isAlive()) {
                    broker.start();
                }
            }
            case REFUSES -> broker.configure(topic, "max.message.bytes", "1");
            case FAILS_FOR_NOW -> broker.admin().deleteTopics(List.of(topic)).all().get();
            case STAYS_SILENT -> broker.signal("STOP");
            case IS_GONE -> broker.kill();
        }
    }

    @Override
    protected List<Seen> seen() {
        return records().stream().map(record -> new Seen(header(record, "idempotency-key"), record.value())).toList();
    }

    @Test
    void recordsOfOneOrderKeyStandInOnePartitionInOrderWithTypeAndReference() throws Exception {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            OutboundMessage message = message("lot-7");
            DeliveryAnswer.Accepted accepted = assertInstanceOf(DeliveryAnswer.Accepted.class, sink.send(message));
            assertEquals(true, accepted.reference().matches(topic + "-[0-2]@\\d+"), accepted.reference());
            sent.add(message.delivery().toString());
        }
        List<ConsumerRecord<byte[], byte[]>> records = records().stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals("lot-7")).toList();
        assertEquals(sent, records.stream().map(record -> header(record, "idempotency-key")).toList());
        assertEquals(1, records.stream().map(ConsumerRecord::partition).distinct().count());
        assertEquals("application/json", header(records.get(0), "content-type"));
    }

    private List<ConsumerRecord<byte[], byte[]>> records() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", broker.servers()),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1),
                    new TopicPartition(topic, 2));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (records.size() < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            // By time of writing over all partitions; within one, Kafka's order.
            records.sort(java.util.Comparator.comparingLong(ConsumerRecord::timestamp));
            return records;
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.US_ASCII);
    }

    private static OutboundMessage message(String orderKey) {
        return new OutboundMessage(UUID.randomUUID(), "application/json", Map.of(), new byte[] {'{', '}'}, orderKey);
    }
}
