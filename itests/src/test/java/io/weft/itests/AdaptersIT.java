package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.itests.hub.Await;
import io.weft.itests.hub.Hub;
import io.weft.itests.hub.SharedHub;
import io.weft.launcher.HubClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Adapters of files, SFTP, Kafka and databases as the distribution carries them. */
@ExtendWith(SharedHub.class)
class AdaptersIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Hub hub;
    private final HubClient client;

    @TempDir
    private Path folder;

    AdaptersIT(SharedHub.Shared shared) {
        this.hub = shared.hub();
        this.client = shared.client();
    }

    @Test
    void aLoggersExportIsPickedUpMappedAndPutAwayAndADamagedOneIsQuarantined() throws Exception {
        hub.configuration().write("io.weft.adapter.file-loggers.cfg", Map.of("directory", folder.toString(),
                "system", "loggers", "format", "berlinger-txt", "complete", "rename", "pollMillis", "100"));
        put("good.txt", LoggerExport.TEXT);
        put("cut.txt", LoggerExport.TEXT.substring(0, LoggerExport.TEXT.indexOf("Sig:")));
        Await.until("both files to be put away", LIMIT, () -> count("done") == 1 && count("quarantine") == 1,
                () -> String.join("\n", hub.log()));
        List<Map<String, Object>> messages = Rest.json(client, "/messages", "messages").stream()
                .filter(message -> "file~loggers".equals(message.get("instance"))).toList();
        assertEquals(List.of("MAPPED", "QUARANTINED"),
                messages.stream().map(message -> message.get("outcome").toString()).sorted().toList());
        hub.configuration().delete("io.weft.adapter.file-loggers.cfg");
    }

    /** Each finds its client library in the framework, tries, and says what is wrong. */
    @Test
    void aCounterpartThatIsAwayIsNamed() throws Exception {
        int port = freePort();
        Path secret = Files.writeString(folder.resolve("password"), "secret");
        Path hosts = Files.writeString(folder.resolve("known_hosts"), "");
        hub.configuration().write("io.weft.adapter.sftp-away.cfg", Map.of("host", "127.0.0.1", "port", "" + port,
                "user", "hub", "passwordFile", secret.toString(), "knownHostsFile", hosts.toString(), "directory", "/",
                "system", "carrier", "format", "json"));
        hub.configuration().write("io.weft.adapter.kafka-away.cfg", Map.of("bootstrapServers", "127.0.0.1:" + port,
                "securityProtocol", "SASL_PLAINTEXT", "user", "hub", "passwordFile", secret.toString(),
                "topics", "orders", "group", "weft", "system", "wms", "format", "json", "timeoutSeconds", "2"));
        hub.configuration().write("io.weft.adapter.jdbc-away.cfg", Map.of("url", "jdbc:postgresql://127.0.0.1:" + port + "/x",
                "user", "hub", "passwordFile", secret.toString(), "select", "select id, payload from outbox",
                "mark", "update outbox set taken = true where id = :id", "idColumn", "id", "payloadColumn", "payload",
                "system", "lims", "format", "json"));
        for (String kind : List.of("sftp", "kafka", "jdbc")) {
            Await.until(kind + " to be impaired", LIMIT, () -> isImpaired(kind + "~away", port),
                    () -> Stream.of(kind + "~away").map(this::shown).toList().toString());
            hub.configuration().delete("io.weft.adapter." + kind + "-away.cfg");
        }
    }

    private boolean isImpaired(String instance, int port) throws IOException {
        Map<String, Object> adapter = Rest.adapter(client, instance);
        return "IMPAIRED".equals(adapter.get("state")) && adapter.get("faults").toString().contains(":" + port);
    }

    private String shown(String instance) {
        try {
            return Rest.adapter(client, instance).toString();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void put(String name, String text) throws IOException {
        Path draft = Files.writeString(folder.resolve("." + name), text);
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private long count(String put) throws IOException {
        if (!Files.isDirectory(folder.resolve(put))) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder.resolve(put))) {
            return files.count();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** As a logger writes it. */
    private static final class LoggerExport {

        private static final String TEXT = """
                Device: Q-tag Test 1
                Fw Vers: 4.0p0
                Conf:
                 Serial: 990000000024
                 Zone: 0.00
                 Temp unit: C
                 Logging Interval: 5
                Hist:
                 TS Actv: 2026-03-01 00:00
                 TS Report Creation: 2026-03-01 01:00
                 1:
                  Date: 2026-03-01
                  Min T: +4.0, TS Min T: 00:00
                  Max T: +6.0, TS Max T: 00:05
                  Avrg T: +5.0
                Data:
                \tyyyy-MM-dd hh:mm\tT\tOut of limits
                \t2026-03-01 00:00\t4.0
                \t2026-03-01 00:05\t6.0
                Sig: 00112233445566778899aabbccddeeff
                """;
    }
}
