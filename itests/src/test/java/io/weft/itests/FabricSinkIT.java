package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.itests.hub.Await;
import io.weft.itests.hub.Hub;
import io.weft.itests.hub.Ports;
import io.weft.itests.hub.SharedHub;
import io.weft.launcher.HubClient;
import io.weft.site.wms.Epcis;
import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The bundle that anchors, in the hub it ships with: a file is all it needs, and a channel that is away disturbs nobody. */
@ExtendWith(SharedHub.class)
class FabricSinkIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String FILE = "io.weft.ledger.sink.fabric-away.cfg";
    private static final String SINK = "fabric~away";

    @TempDir
    Path folder;

    private final Hub hub;
    private final HubClient client;

    FabricSinkIT(SharedHub.Shared shared) {
        this.hub = shared.hub();
        this.client = shared.client();
    }

    @AfterEach
    void tidy() {
        if (hub.configuration().exists(FILE)) {
            hub.configuration().delete(FILE);
        }
        Await.until(SINK + " to be gone", LIMIT, () -> fault().equals("not there"), () -> "");
    }

    @Test
    void aChannelThatIsAwayIsABacklogAndIntakeGoesOn() throws Exception {
        int port = Ports.free();
        hub.configuration().write(FILE, Map.of("connection", connection(port).toString(), "intervalMillis", "200"));
        capture();
        String away = "the channel cannot be read: peer 127.0.0.1:" + port + " cannot be reached: ";
        Await.until("the fault", LIMIT, () -> fault().contains(away), this::fault);
        capture();
        assertTrue(hub.shell("weft:doctor").contains("sink " + SINK + ": size "));
        assertTrue(hub.shell("weft:status").contains("sink " + SINK + ": published to size 0, "));
        assertEquals("UP", Rest.json(client, "/health").get("status"));
        assertEquals(1, hub.log().stream().filter(line -> line.contains("ERROR") && line.contains(away)).count());
    }

    @Test
    void aFileThatIsMissingAndAValueThatIsWrongAreNamedWithTheirKeys() throws Exception {
        Path file = folder.resolve("gone.properties");
        hub.configuration().write(FILE, Map.of("connection", file.toString()));
        capture();
        Await.until("the fault", LIMIT, () -> fault().endsWith("connection: '" + file + "' is not there"), this::fault);
        hub.configuration().write(FILE, Map.of("connection", file.toString(), "intervalMillis", "soon"));
        Await.until("the fault", LIMIT, () -> fault().contains("intervalMillis: 'soon' is not a number"), this::fault);
    }

    private void capture() throws Exception {
        Map<String, Object> event = Epcis.event("ObjectEvent", "urn:uuid:" + UUID.randomUUID(), Instant.now());
        event.put("action", "OBSERVE");
        event.put("bizStep", "inspecting");
        event.put("quantityList", List.of(Map.of("epcClass", "https://id.gs1.org/01/09521321000018/10/IT-ANCHORED")));
        HubClient.Answer answer = client.post("/capture", "application/json", Map.of(), Epcis.document(List.of(event)));
        assertEquals(202, answer.status());
        assertFalse(answer.text().contains("QUARANTINED"), answer::text);
    }

    private String fault() {
        try {
            Map<?, ?> log = (Map<?, ?>) Rest.json(client, "/health").get("log");
            return ((List<?>) log.get("sinks")).stream().map(sink -> (Map<?, ?>) sink)
                    .filter(sink -> SINK.equals(sink.get("name"))).map(sink -> (String) sink.get("fault")).findFirst()
                    .orElse("not there");
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** All that a connection needs, and nobody at the endpoint. */
    private Path connection(int port) throws Exception {
        Path pins = Files.createDirectories(folder.resolve("organizations"));
        for (String organization : List.of("OrdererMSP", "Org1MSP", "Org2MSP")) {
            issue(pins.resolve(organization + ".pem"), pins.resolve(organization + ".key"));
        }
        issue(folder.resolve("client.pem"), folder.resolve("client.key"));
        return Files.write(folder.resolve("connection.properties"), List.of("endpoint=127.0.0.1:" + port,
                "tlsRoots=client.pem", "clientTlsCertificate=client.pem", "clientTlsKey=client.key", "mspId=Org1MSP",
                "certificate=client.pem", "privateKey=client.key", "channel=evidence", "contract=evidence",
                "organizations=organizations", "ordererMsp=OrdererMSP"));
    }

    private static void issue(Path certificate, Path key) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair keys = generator.generateKeyPair();
        X500Principal name = new X500Principal("OU=client,CN=" + certificate.getFileName());
        Instant now = Instant.now();
        write(certificate, new JcaX509v3CertificateBuilder(name, BigInteger.ONE, Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(Duration.ofDays(1))), name, keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        write(key, new JcaPKCS8Generator(keys.getPrivate(), null));
    }

    private static void write(Path file, Object pem) throws IOException {
        try (Writer out = Files.newBufferedWriter(file); JcaPEMWriter writer = new JcaPEMWriter(out)) {
            writer.writeObject(pem);
        }
    }
}
