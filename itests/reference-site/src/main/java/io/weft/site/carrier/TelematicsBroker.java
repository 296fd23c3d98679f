package io.weft.site.carrier;

import io.weft.site.hub.SentList;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The carrier's Kafka broker (KRaft), a process of its own on the loopback address, with one topic. */
public final class TelematicsBroker implements AutoCloseable {

    public static final String TOPIC = "carrier.telematics";

    private static final int START_SECONDS = 90;
    private static final int SEND_SECONDS = 30;

    private final Path home;
    private final int port;
    private final Process process;
    private final SentList sent;

    /** Starts the process and does not wait for it; {@link #awaitTopic()} does. */
    public static TelematicsBroker start(Path home, SentList sent) throws IOException {
        return new TelematicsBroker(Files.createDirectories(home.toAbsolutePath()), sent);
    }

    private TelematicsBroker(Path home, SentList sent) throws IOException {
        this.home = home;
        this.sent = sent;
        this.port = freePort();
        Path properties = Files.writeString(home.resolve("server.properties"), configuration(freePort()));
        process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.log.org.apache.kafka=warn", "-cp",
                System.getProperty("java.class.path"), BrokerMain.class.getName(), properties.toString())
                .redirectErrorStream(true).redirectOutput(home.resolve("broker.log").toFile()).start();
    }

    /** For the hub's {@code bootstrapServers}. */
    public String servers() {
        return "127.0.0.1:" + port;
    }

    /** Makes the topic as soon as the broker answers. */
    public void awaitTopic() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers(), "default.api.timeout.ms", 5000,
                "request.timeout.ms", 2000))) {
            while (!made(admin)) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException("the broker does not answer; see " + home.resolve("broker.log"));
                }
            }
        }
    }

    private static boolean made(Admin admin) throws InterruptedException {
        try {
            if (!admin.listTopics().names().get(2, TimeUnit.SECONDS).contains(TOPIC)) {
                admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.of((short) 1)))).all()
                        .get(2, TimeUnit.SECONDS);
            }
            return true;
        } catch (ExecutionException | TimeoutException e) {
            // Not there yet; whoever waits has the deadline.
            return false;
        }
    }

    /**
     * Writes one record and waits until the broker has it.
     *
     * @param key what it is about, so that its records keep their order
     */
    public byte[] tell(String key, byte[] document) throws IOException, InterruptedException {
        sent.add(document);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(Map.of("bootstrap.servers", servers(),
                "acks", "all"), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, key.getBytes(StandardCharsets.UTF_8), document))
                    .get(SEND_SECONDS, TimeUnit.SECONDS);
            return document;
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the broker did not take the record of " + key, e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private String configuration(int controllerPort) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.listener.names=CONTROLLER
                controller.quorum.bootstrap.servers=127.0.0.1:%1$d
                listeners=PLAIN://127.0.0.1:%2$d,CONTROLLER://127.0.0.1:%1$d
                inter.broker.listener.name=PLAIN
                listener.security.protocol.map=PLAIN:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s/log
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                group.initial.rebalance.delay.ms=0
                """.formatted(controllerPort, port, home);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
