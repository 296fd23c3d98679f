package io.weft.adapter.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.AdapterState;
import io.weft.adapter.RawMessage;
import io.weft.tck.Await;
import io.weft.tck.RecordingIntake;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedBroker.class)
class KafkaSourceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String topic = "source-" + UUID.randomUUID();
    private final Broker broker;
    private final Sender sender;
    private final RecordingIntake intake = new RecordingIntake();
    private final List<KafkaSource> open = new ArrayList<>();

    KafkaSourceTest(Broker broker) {
        this.broker = broker;
        this.sender = new Sender(broker.servers());
    }

    @AfterEach
    void close() throws InterruptedException {
        for (KafkaSource source : open) {
            source.stop();
        }
        sender.close();
    }

    @Test
    void theTransportsKeyIsTopicIdPartitionAndOffset() throws Exception {
        broker.create(topic, 1);
        RecordMetadata sent = sender.send(topic, "lot-1", "{}");
        start(Map.of());
        awaitTaken(1);
        RawMessage message = intake.messages().get(0);
        String id = broker.admin().describeTopics(List.of(topic)).allTopicNames().get().get(topic).topicId().toString();
        assertEquals(id + "/0/" + sent.offset(), message.transportKey().orElseThrow());
        assertEquals("lot-1", message.headers().get("kafka-key"));
        assertEquals(topic, message.headers().get("kafka-topic"));
    }

    @Test
    void aTopicMadeAnewUnderItsNameIsReadFromItsBeginningUnderOtherKeys() throws Exception {
        broker.create(topic, 1);
        sender.send(topic, "", "old");
        start(Map.of());
        awaitTaken(1);
        broker.admin().deleteTopics(List.of(topic)).all().get();
        broker.create(topic, 1);
        sender.send(topic, "", "new");
        awaitTaken(2);
        assertEquals(List.of("old", "new"), payloads());
        assertEquals(2, intake.messages().stream().map(RawMessage::transportKey).distinct().count());
    }

    @Test
    void aNullValueIsOfferedAsAnEmptyMessage() throws Exception {
        broker.create(topic, 1);
        sender.send(topic, "lot-1", (byte[]) null);
        start(Map.of());
        awaitTaken(1);
        assertEquals(0, intake.messages().get(0).payload().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "snappy", "lz4", "zstd"})
    void everyCodecIsRead(String codec) throws Exception {
        broker.create(topic, 1);
        try (Sender compressing = new Sender(broker.servers(), codec)) {
            compressing.send(topic, "", "x".repeat(10_000));
        }
        start(Map.of());
        awaitTaken(1);
        assertEquals("x".repeat(10_000), payloads().get(0));
    }

    @Test
    void hubsOfOneGroupLoseNothingWhenOneJoinsAndLeavesAndARepeatHasItsFirstKey() throws Exception {
        broker.create(topic, 4);
        KafkaSource first = start(Map.of());
        send(0, 100);
        awaitTaken(100);
        start(Map.of());
        send(100, 400);
        awaitTaken(400);
        first.stop();
        send(400, 500);
        Await.until(PATIENCE, () -> payloads().stream().distinct().count() == 500, () -> payloads().size() + " taken");
        assertEquals(500, intake.messages().stream().map(RawMessage::transportKey).distinct().count());
    }

    @Test
    void theOrderOfAPartitionIsKeptAlsoWhileTheStoreIsDown() throws Exception {
        broker.create(topic, 1);
        start(Map.of());
        send(0, 50);
        awaitTaken(1);
        intake.close();
        send(50, 100);
        Await.until(PATIENCE, () -> intake.refusals() > 1, () -> "not offered");
        intake.open();
        awaitTaken(100);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            expected.add("n-" + i);
        }
        assertEquals(expected, payloads());
    }

    @Test
    void recordsThatTheBrokerNoLongerHasAreANamedGap() throws Exception {
        broker.create(topic, 1);
        KafkaSource source = start(Map.of());
        send(0, 1);
        awaitTaken(1);
        source.stop();
        send(1, 10);
        broker.admin().deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(5))).all().get();
        KafkaSource next = start(Map.of());
        awaitTaken(6);
        assertEquals(List.of("n-0", "n-5", "n-6", "n-7", "n-8", "n-9"), payloads());
        assertTrue(next.faults().contains("topics: '" + topic + "-0' lost the offsets 1 to 4: the broker no longer had them"),
                next.faults().toString());
        assertEquals(4, next.statistics().lost());
    }

    @Test
    void fromTheEndMeansFromTheFirstStartOn() throws Exception {
        broker.create(topic, 1);
        send(0, 3);
        KafkaSource source = start(Map.of("start", "newest"));
        awaitCommitted(3);
        source.stop();
        send(3, 4);
        start(Map.of("start", "newest"));
        awaitTaken(1);
        assertEquals(List.of("n-3"), payloads());
    }

    @Test
    void passwordAndTrustComeFromTheirFiles() throws Exception {
        broker.create(topic, 1);
        send(0, 1);
        start(secure());
        awaitTaken(1);
    }

    @Test
    void aWrongPasswordIsAFaultAndNotShown() throws Exception {
        broker.create(topic, 1);
        Map<String, Object> wrong = secure();
        wrong.put("passwordFile", broker.trustFile().toString());
        KafkaSource source = start(wrong);
        Await.until(PATIENCE, () -> source.state() == AdapterState.IMPAIRED, () -> source.state().toString());
        assertTrue(source.faults().get(0).startsWith("bootstrapServers: '" + broker.secureServers() + "' "),
                source.faults().toString());
        assertTrue(source.faults().stream().noneMatch(fault -> fault.contains("BEGIN")), source.faults().toString());
    }

    @Test
    void aBrokerThatIsNotTrustedIsRefused() throws Exception {
        broker.create(topic, 1);
        Map<String, Object> untrusting = secure();
        untrusting.remove("trustFile");
        KafkaSource source = start(untrusting);
        Await.until(PATIENCE, () -> source.state() == AdapterState.IMPAIRED, () -> source.state().toString());
        assertTrue(source.faults().toString().contains("SSL handshake failed"), source.faults().toString());
    }

    @Test
    void aTopicThatIsNotThereIsAFaultUntilItIs() throws Exception {
        KafkaSource source = start(Map.of());
        Await.until(PATIENCE, () -> source.state() == AdapterState.IMPAIRED, () -> source.state().toString());
        assertTrue(source.faults().get(0).startsWith("topics: '" + topic + "' "), source.faults().toString());
        broker.create(topic, 1);
        send(0, 1);
        awaitTaken(1);
        Await.until(PATIENCE, () -> source.state() == AdapterState.UP, () -> source.faults().toString());
    }

    @ParameterizedTest
    @CsvSource({"bootstrapServers, broker, is not host:port", "topics, 'a b', is not a topic's name",
            "start, middle, 'is none of oldest, newest'", "securityProtocol, none, 'is none of SASL_SSL'",
            "passwordFile, /nowhere/x, cannot be read", "user, hub, goes with a SASL protocol only"})
    void aWrongConfigurationIsTold(String key, String value, String rule) {
        KafkaSource wrong = source(Map.of(key, value));
        assertEquals(AdapterState.MISCONFIGURED, wrong.state());
        assertTrue(wrong.faults().stream().anyMatch(fault -> fault.startsWith(key + ": '" + value + "' " + rule)),
                wrong.faults().toString());
    }

    @Test
    void aPasswordDoesNotLeaveInTheClear() {
        Map<String, Object> clear = secure();
        clear.put("securityProtocol", "SASL_PLAINTEXT");
        clear.put("bootstrapServers", "192.0.2.1:9092");
        assertEquals(List.of("securityProtocol: 'SASL_PLAINTEXT' would carry a secret in the clear; use SASL_SSL"),
                source(clear).faults());
    }

    private Map<String, Object> secure() {
        return new HashMap<>(Map.of("bootstrapServers", broker.secureServers(), "securityProtocol", "SASL_SSL",
                "saslMechanism", "PLAIN", "user", Broker.USER, "passwordFile", broker.passwordFile().toString(),
                "trustFile", broker.trustFile().toString(), "timeoutSeconds", "5"));
    }

    private void send(int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            sender.send(topic, Integer.toString(i), "n-" + i);
        }
    }

    private KafkaSource start(Map<String, Object> more) {
        KafkaSource source = source(more);
        assertEquals(List.of(), source.faults());
        open.add(source);
        source.start();
        return source;
    }

    private KafkaSource source(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(Map.of("service.pid", "io.weft.adapter.kafka~wms", "system", "wms",
                "format", "json", "bootstrapServers", broker.servers(), "securityProtocol", "PLAINTEXT",
                "topics", topic, "group", topic));
        properties.putAll(more);
        return new KafkaSource(properties).offering(intake);
    }

    private void awaitTaken(int count) throws InterruptedException {
        Await.until(PATIENCE, () -> intake.messages().size() >= count,
                () -> payloads().size() + " taken; " + open.stream().map(KafkaSource::faults).toList());
    }

    private void awaitCommitted(long offset) throws InterruptedException {
        Await.until(PATIENCE, () -> committed() == offset, () -> "committed " + committed());
    }

    private long committed() {
        try {
            var offset = broker.admin().listConsumerGroupOffsets(topic).partitionsToOffsetAndMetadata().get()
                    .get(new TopicPartition(topic, 0));
            return offset == null ? -1 : offset.offset();
        } catch (Exception e) {
            return -1;
        }
    }

    private List<String> payloads() {
        return intake.messages().stream().map(message -> new String(message.payload(), StandardCharsets.UTF_8)).toList();
    }
}
