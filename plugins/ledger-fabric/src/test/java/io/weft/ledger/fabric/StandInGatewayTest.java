package io.weft.ledger.fabric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.fabric.network.ChannelClient;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.fabric.StandInGateway.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole client over its real protocol, before a gateway that fails as told and the real contract behind it. */
final class StandInGatewayTest {

    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final Deadlines DEADLINES = new Deadlines(SHORT, SHORT, SHORT, SHORT);

    @TempDir
    static Path common;

    private static StandInPeer peer;
    private static StandInGateway gateway;
    private static Path connection;

    @TempDir
    Path folder;

    private TestLog log;
    private FabricSink sink;

    @BeforeAll
    static void open() throws Exception {
        StandInAuthority authority = new StandInAuthority(common.resolve("pki"));
        peer = new StandInPeer(authority, common.resolve("contract.log"));
        gateway = new StandInGateway(authority, peer);
        Path pins = Files.createDirectories(common.resolve("organizations"));
        for (String organization : List.of("OrdererMSP", "Org1MSP", "Org2MSP")) {
            authority.issue(organization, "client");
            Files.copy(authority.certificate(organization), pins.resolve(organization + ".pem"));
        }
        authority.issue("client", "client");
        authority.issue("admin", "admin");
        connection = connection(authority, "Org1MSP", "client");
        connection(authority, "Org1MSP", "admin");
        connection(authority, "Org2MSP", "admin");
    }

    @AfterAll
    static void close() throws Exception {
        gateway.close();
        peer.close();
    }

    @BeforeEach
    void begin() throws Exception {
        log = new TestLog(folder);
        for (String organization : List.of("Org1MSP", "Org2MSP")) {
            try (ChannelClient admin = ChannelClient.open(common.resolve(organization + "-admin.properties"))) {
                admin.submit("approveKey", log.origin(), log.log().verifierKey());
            }
        }
        sink = sink();
        publish(log.grow(2));
    }

    @AfterEach
    void end() {
        sink.close();
    }

    /** Whatever is said of a submitted transaction: sent again or not, it is one transaction. */
    @ParameterizedTest
    @CsvSource({"DROPPED, 2", "ACCEPTED_AND_DROPPED, 2", "ORDERED_YET_UNAVAILABLE, 1", "ORDERED_AND_SILENT, 1",
        "STATUS_SILENT, 1", "STATUS_UNAVAILABLE, 1"})
    void whateverIsSaidOfWhatWasSentItIsOneTransaction(Fault fault, int sent) throws Exception {
        int before = gateway.submitted().size();
        Checkpoint checkpoint = log.grow(3);
        gateway.faults(fault);
        fault(checkpoint);
        assertTrue(sink.underWay().startsWith("size 5 UNKNOWN in transaction "), sink.underWay());
        String record = publish(checkpoint);
        var envelopes = gateway.submitted().subList(before, gateway.submitted().size());
        assertEquals(sent, envelopes.size());
        assertEquals(1, new HashSet<>(envelopes).size());
        assertTrue(record.contains("\"size\":5,") && record.contains("\"previousSize\":2,"), record);
        assertTrue(publish(log.grow(1)).contains("\"previousSize\":5,"));
    }

    @ParameterizedTest
    @CsvSource({"DROPPED", "STATUS_SILENT"})
    void afterARestartAsWell(Fault fault) throws Exception {
        Checkpoint checkpoint = log.grow(3);
        gateway.faults(fault);
        fault(checkpoint);
        var sent = gateway.submitted().get(gateway.submitted().size() - 1);
        sink.close();
        sink = sink();
        assertEquals(Optional.of(checkpoint), sink.next(List.of(checkpoint, log.grow(1))));
        publish(checkpoint);
        assertEquals(sent, gateway.submitted().get(gateway.submitted().size() - 1));
    }

    @Test
    void anEndorsementThatDoesNotMatchOnceIsNoFault() throws Exception {
        gateway.faults(Fault.MISMATCH);
        assertTrue(publish(log.grow(3)).contains("\"size\":5,"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "OTHER_TRANSACTION | the gateway answered with another transaction than was asked for; it was not signed",
        "OTHER_CALL | the gateway answered with another call than was asked for; it was not signed"})
    void whatWasNotAskedForIsNotSigned(Fault fault, String told) throws Exception {
        int before = gateway.submitted().size();
        Checkpoint checkpoint = log.grow(3);
        gateway.faults(fault);
        assertEquals(told, fault(checkpoint));
        assertEquals(before, gateway.submitted().size());
        publish(checkpoint);
    }

    @ParameterizedTest
    @CsvSource({"EVALUATE_SILENT, the channel cannot be read", "ENDORSE_SILENT, not endorsed"})
    void whoDoesNotAnswerIsNotWaitedForBeyondTheDeadline(Fault fault, String state) throws Exception {
        Checkpoint checkpoint = log.grow(3);
        gateway.faults(fault);
        assertEquals(state + ": peer 127.0.0.1:" + gateway.port() + ", or who it asks, gave no answer within 3 s",
                fault(checkpoint));
        publish(checkpoint);
    }

    @Test
    void aRefusalIsToldInTheContractsOwnWords() throws Exception {
        TestLog unknown = new TestLog(folder.resolve("unknown"));
        Checkpoint checkpoint = unknown.grow(2);
        String fault = assertThrows(IOException.class, () -> sink.publish(checkpoint, unknown.log())).getMessage();
        assertTrue(fault.startsWith("not endorsed: WEFT-KEY_UNKNOWN: no key "), fault);
    }

    private FabricSink sink() {
        return new FabricSink("fabric~a", folder.resolve("sink"), new Cadence(Duration.ZERO, System::nanoTime),
                () -> new WithoutReceipts(new GatewayChannel(Connection.read(connection), DEADLINES)));
    }

    private String publish(Checkpoint checkpoint) throws Exception {
        return new String(sink.publish(checkpoint, log.log()), StandardCharsets.UTF_8);
    }

    private String fault(Checkpoint checkpoint) {
        return assertThrows(IOException.class, () -> sink.publish(checkpoint, log.log())).getMessage();
    }

    private static Path connection(StandInAuthority authority, String organization, String who) throws IOException {
        Path file = common.resolve(organization + "-" + who + ".properties");
        return Files.write(file, List.of("endpoint=127.0.0.1:" + gateway.port(), "tlsRoots=" + authority.root(),
                "clientTlsCertificate=" + authority.certificate("client"), "clientTlsKey=" + authority.key("client"),
                "mspId=" + organization, "certificate=" + authority.certificate(who), "privateKey=" + authority.key(who),
                "channel=evidence", "contract=evidence", "organizations=organizations", "ordererMsp=OrdererMSP"));
    }
}
