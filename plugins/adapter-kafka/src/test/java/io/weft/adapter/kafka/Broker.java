package io.weft.adapter.kafka;

import io.weft.tck.Await;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;

/** A real Kafka broker (KRaft) on loopback: plain at one port, TLS with a password at another. */
final class Broker implements AutoCloseable {

    static final String USER = "hub";
    static final String PASSWORD = "a \"quoted\\ secret";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path home;
    private final Path properties;
    private int port;
    private int securePort;
    private Admin admin;
    private Process process;

    Broker(Path home) throws Exception {
        this.home = home;
        makeCertificate();
        Files.writeString(home.resolve("password"), PASSWORD);
        properties = home.resolve("server.properties");
        IOException taken = null;
        for (int attempt = 0; attempt < 3; attempt++) {
            try {
                startOnFreePorts();
                return;
            } catch (IOException e) {
                // Somebody took a port after we had found it free.
                taken = e;
            }
        }
        throw taken;
    }

    private void startOnFreePorts() throws IOException, InterruptedException {
        port = freePort();
        securePort = freePort();
        Files.writeString(properties, configuration(freePort()));
        admin = Admin.create(Map.of("bootstrap.servers", servers(), "default.api.timeout.ms", 5000,
                "request.timeout.ms", 2000));
        start();
    }

    void start() throws IOException, InterruptedException {
        process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.log.org.apache.kafka=warn", "-cp",
                System.getProperty("java.class.path"), BrokerMain.class.getName(), properties.toString())
                .redirectErrorStream(true).redirectOutput(home.resolve("broker.log").toFile()).start();
        Await.until(PATIENCE, () -> answers() || !process.isAlive(), () -> "the broker does not answer: " + log());
        if (!process.isAlive()) {
            throw new IOException("the broker ended: " + log());
        }
    }

    private boolean answers() {
        try {
            return !admin.describeCluster().nodes().get(1, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String log() {
        try {
            return Files.readString(home.resolve("broker.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** @param name STOP or CONT */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    String servers() {
        return "127.0.0.1:" + port;
    }

    String secureServers() {
        return "127.0.0.1:" + securePort;
    }

    Path trustFile() {
        return home.resolve("broker.pem");
    }

    Path passwordFile() {
        return home.resolve("password");
    }

    Admin admin() {
        return admin;
    }

    void create(String topic, int partitions) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.of((short) 1)))).all().get();
        Await.until(PATIENCE, () -> isThere(topic), () -> topic + " is not there");
    }

    private boolean isThere(String topic) {
        try {
            return admin.describeTopics(List.of(topic)).allTopicNames().get().containsKey(topic);
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void configure(String topic, String key, String value) throws Exception {
        Collection<AlterConfigOp> change =
                List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET));
        admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), change)).all().get();
    }

    @Override
    public void close() throws InterruptedException {
        admin.close(Duration.ofSeconds(1));
        process.destroyForcibly().waitFor();
    }

    private String configuration(int controllerPort) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.listener.names=CONTROLLER
                controller.quorum.bootstrap.servers=127.0.0.1:%1$d
                listeners=PLAIN://127.0.0.1:%2$d,SECURE://127.0.0.1:%3$d,CONTROLLER://127.0.0.1:%1$d
                inter.broker.listener.name=PLAIN
                listener.security.protocol.map=PLAIN:PLAINTEXT,SECURE:SASL_SSL,CONTROLLER:PLAINTEXT
                sasl.enabled.mechanisms=PLAIN
                listener.name.secure.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule \
                required user_hub="a \\\\"quoted\\\\\\\\ secret";
                listener.name.secure.ssl.keystore.location=%4$s/broker.p12
                listener.name.secure.ssl.keystore.password=keystore
                listener.name.secure.ssl.keystore.type=PKCS12
                log.dirs=%4$s/log
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                group.initial.rebalance.delay.ms=0
                """.formatted(controllerPort, port, securePort, home);
    }

    private void makeCertificate() throws IOException, InterruptedException {
        String store = home.resolve("broker.p12").toString();
        keytool("-genkeypair", "-alias", "broker", "-keyalg", "EC", "-dname", "CN=broker", "-ext", "san=ip:127.0.0.1",
                "-keystore", store, "-storepass", "keystore", "-storetype", "PKCS12");
        keytool("-exportcert", "-rfc", "-alias", "broker", "-keystore", store, "-storepass", "keystore",
                "-file", trustFile().toString());
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (process.waitFor() != 0) {
            throw new IOException(command + " ended with " + process.exitValue());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
