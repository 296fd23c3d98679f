package io.weft.adapter.kafka;

import io.weft.adapter.Intake;
import io.weft.adapter.IntakeUnavailableException;
import io.weft.adapter.RawMessage;
import io.weft.adapter.Receipt;
import io.weft.settings.Faults;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One membership of the group, from joining to leaving. Fetches, offers each record to intake until it is committed, and
 * commits the offset after that. While intake is away the fetched partitions are paused and the group is still attended,
 * so that nobody thinks this hub dead. Used by one thread.
 */
final class Consumption {

    private static final Logger LOG = LoggerFactory.getLogger(Consumption.class);
    private static final Duration IDLE = Duration.ofMillis(200);
    /** While the brokers are asked for a topic's id. */
    private static final Duration GLANCE = Duration.ofMillis(2);
    private static final Duration LAST_COMMIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** Between two looks at the group, however much there is to do. */
    private static final long SLICE_NANOSECONDS = Duration.ofSeconds(1).toNanos();
    private static final int KEY_CHARACTERS = 200;

    private final KafkaSourceSettings settings;
    private final Consumer<byte[], byte[]> consumer;
    private final TopicWatch watch;
    private final Supplier<Optional<Intake>> intake;
    private final Clock clock;
    private final Faults faults;
    private final Counters counters;
    private final Backlog backlog = new Backlog();
    private long notBefore = System.nanoTime();

    Consumption(KafkaSourceSettings settings, Consumer<byte[], byte[]> consumer, TopicWatch watch,
            Supplier<Optional<Intake>> intake, Clock clock, Faults faults, Counters counters) {
        this.settings = settings;
        this.consumer = consumer;
        this.watch = watch;
        this.intake = intake;
        this.clock = clock;
        this.faults = faults;
        this.counters = counters;
    }

    /**
     * @param going asked before each step
     * @param tried told after each step in which the brokers had answered
     * @throws KafkaException if this membership has ended; records that were not committed come again in the next
     */
    void run(BooleanSupplier going, Runnable tried) {
        consumer.subscribe(settings.topics(), new Handover());
        while (going.getAsBoolean()) {
            fetch();
            for (String topic : watch.look(System.nanoTime())) {
                beginAnew(topic);
            }
            work(going);
            commit(backlog.toCommit());
            if (watch.hasAnswered() || !faults.lines().isEmpty()) {
                tried.run();
            }
        }
        commitLast();
    }

    /** What intake has taken would be offered again to whoever comes next: recognised there, but for nothing. */
    private void commitLast() {
        long end = System.nanoTime() + LAST_COMMIT.toNanos();
        while (!backlog.toCommit().isEmpty() && System.nanoTime() - end < 0) {
            consumer.pause(consumer.assignment());
            consumer.poll(GLANCE);
            commit(backlog.toCommit());
        }
    }

    private void fetch() {
        try {
            if (backlog.isEmpty()) {
                consumer.resume(consumer.paused());
            }
            ConsumerRecords<byte[], byte[]> records = consumer.poll(patience());
            if (!records.isEmpty()) {
                backlog.add(records);
                watch.doubt();
            }
            consumer.pause(backlog.isEmpty() ? List.of() : consumer.assignment());
        } catch (NoOffsetForPartitionException e) {
            begin(e.partitions());
        } catch (OffsetOutOfRangeException e) {
            e.offsetOutOfRangePartitions().forEach(this::lost);
        }
        counters.lag(consumer.assignment().stream().mapToLong(part -> consumer.currentLag(part).orElse(0)).sum());
    }

    private Duration patience() {
        if (backlog.isEmpty()) {
            return IDLE;
        }
        boolean isKnown = backlog.next().flatMap(record -> watch.id(record.topic())).isPresent();
        Duration left = Duration.ofNanos(notBefore - System.nanoTime());
        return left.isNegative() ? (isKnown ? Duration.ZERO : GLANCE) : left.compareTo(IDLE) < 0 ? left : IDLE;
    }

    private void begin(Collection<TopicPartition> unknown) {
        if (settings.oldest()) {
            consumer.seekToBeginning(unknown);
        } else {
            consumer.seekToEnd(unknown);
            // Fixed at once: what comes before the first commit must not be passed over after a restart.
            unknown.forEach(partition -> consumer.commitSync(
                    Map.of(partition, new OffsetAndMetadata(consumer.position(partition)))));
        }
    }

    /** The broker has deleted what was not read yet: it is missing, and said to be. */
    private void lost(TopicPartition partition, Long wanted) {
        long oldest = consumer.beginningOffsets(List.of(partition)).get(partition);
        if (oldest > wanted) {
            counters.lost(oldest - wanted);
            faults.raise("topics", partition.toString(), "lost the offsets " + wanted + " to " + (oldest - 1)
                    + ": the broker no longer had them");
            consumer.seek(partition, oldest);
        } else {
            faults.raise("topics", partition.toString(), "ends before offset " + wanted + ", which the group had reached;"
                    + " it is read from its beginning");
            consumer.seekToBeginning(List.of(partition));
        }
    }

    private void beginAnew(String topic) {
        LOG.warn("{}: topic {} was made anew and is read from its beginning", settings.instance(), topic);
        backlog.forgetTopic(topic);
        consumer.seekToBeginning(consumer.assignment().stream().filter(part -> part.topic().equals(topic)).toList());
    }

    private void work(BooleanSupplier going) {
        long end = System.nanoTime() + SLICE_NANOSECONDS;
        while (going.getAsBoolean() && System.nanoTime() - end < 0 && System.nanoTime() - notBefore >= 0) {
            Optional<ConsumerRecord<byte[], byte[]>> next = backlog.next();
            Optional<Uuid> topicId = next.flatMap(record -> watch.id(record.topic()));
            if (topicId.isEmpty()) {
                return;
            }
            offer(next.get(), topicId.get());
        }
    }

    private void offer(ConsumerRecord<byte[], byte[]> record, Uuid topicId) {
        try {
            Intake present = intake.get().orElseThrow(() ->
                    new IntakeUnavailableException("the ingest route is not there", IDLE, null));
            Receipt receipt = present.accept(message(record, topicId));
            faults.clear("intake", settings.instance());
            counters.taken(receipt.outcome());
            backlog.taken(record);
        } catch (IntakeUnavailableException e) {
            faults.raise("intake", settings.instance(), "cannot store: " + e.getMessage() + "; records wait");
            wait(e.retryAfter());
        } catch (RuntimeException e) {
            faults.raise("intake", settings.instance(), "failed: " + e + "; records wait");
            wait(LONGEST_PAUSE);
        }
    }

    private void wait(Duration asked) {
        counters.refused();
        Duration pause = asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
        notBefore = System.nanoTime() + Math.max(pause.toNanos(), Duration.ofMillis(10).toNanos());
    }

    private RawMessage message(ConsumerRecord<byte[], byte[]> record, Uuid topicId) {
        Map<String, String> headers = new HashMap<>();
        headers.put("kafka-topic", record.topic());
        headers.put("kafka-partition", Integer.toString(record.partition()));
        headers.put("kafka-offset", Long.toString(record.offset()));
        headers.put("kafka-timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
        key(record.key()).ifPresent(text -> headers.put("kafka-key", text));
        byte[] payload = record.value() == null ? new byte[0] : record.value();
        return new RawMessage(settings.instance(), settings.system(), settings.format(),
                Optional.of(topicId + "/" + record.partition() + "/" + record.offset()), settings.epoch(),
                clock.instant(), Map.copyOf(headers), payload);
    }

    /** A key that is a short text; any other is not shown. */
    private static Optional<String> key(byte[] key) {
        if (key == null || key.length > KEY_CHARACTERS) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets, settings.login().timeout());
            backlog.committed(offsets);
            faults.clear("group", settings.group());
        } catch (CommitFailedException | RebalanceInProgressException e) {
            // Kept, and tried again after the next poll; where the partition is another's by then, the listener forgets it.
            LOG.debug("{}: the group changes hands before {} are committed", settings.instance(), offsets, e);
        } catch (RetriableException e) {
            faults.raise("group", settings.group(), "cannot commit yet: " + e);
        }
    }

    private final class Handover implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            LOG.debug("{}: assigned {}", settings.instance(), partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            commit(backlog.toCommit().entrySet().stream().filter(entry -> partitions.contains(entry.getKey()))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
            backlog.forget(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            backlog.forget(partitions);
        }
    }
}
