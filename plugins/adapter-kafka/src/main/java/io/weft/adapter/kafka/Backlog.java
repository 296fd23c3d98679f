package io.weft.adapter.kafka;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Records that were fetched and not yet taken by intake, and the offsets behind those that were. Order is kept per
 * partition. Used by one thread.
 */
final class Backlog {

    private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> waiting = new LinkedHashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> taken = new HashMap<>();

    void add(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            waiting.computeIfAbsent(partition, any -> new ArrayDeque<>()).addAll(records.records(partition));
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    Optional<ConsumerRecord<byte[], byte[]>> next() {
        return waiting.values().stream().findFirst().map(Deque::peek);
    }

    /** The record that {@link #next} gave is committed by the store. */
    void taken(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        Deque<ConsumerRecord<byte[], byte[]>> queue = waiting.get(partition);
        queue.remove();
        if (queue.isEmpty()) {
            waiting.remove(partition);
        }
        taken.put(partition, new OffsetAndMetadata(record.offset() + 1, record.leaderEpoch(), ""));
    }

    Map<TopicPartition, OffsetAndMetadata> toCommit() {
        return Map.copyOf(taken);
    }

    void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach(taken::remove);
    }

    /** Another consumer reads these from the committed offset on. */
    void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            waiting.remove(partition);
            taken.remove(partition);
        });
    }

    void forgetTopic(String topic) {
        Iterator<TopicPartition> partitions = waiting.keySet().iterator();
        while (partitions.hasNext()) {
            if (partitions.next().topic().equals(topic)) {
                partitions.remove();
            }
        }
        taken.keySet().removeIf(partition -> partition.topic().equals(topic));
    }
}
