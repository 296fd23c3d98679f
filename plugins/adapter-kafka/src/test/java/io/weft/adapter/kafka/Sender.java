package io.weft.adapter.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A counterpart that writes. */
final class Sender implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;

    Sender(String servers) {
        this(servers, "none");
    }

    /** @param compression Kafka's name of a codec */
    Sender(String servers, String compression) {
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", servers, "compression.type", compression),
                new ByteArraySerializer(), new ByteArraySerializer());
    }

    RecordMetadata send(String topic, String key, byte[] payload) throws ExecutionException, InterruptedException {
        return producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), payload)).get();
    }

    RecordMetadata send(String topic, String key, String text) throws ExecutionException, InterruptedException {
        return send(topic, key, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close();
    }
}
