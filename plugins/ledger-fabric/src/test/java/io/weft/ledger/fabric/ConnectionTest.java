package io.weft.ledger.fabric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wrong connection file is told by key and file. */
final class ConnectionTest {

    @TempDir
    Path folder;

    private final Map<String, String> entries = new LinkedHashMap<>();

    @BeforeEach
    void right() throws IOException {
        StandInAuthority authority = new StandInAuthority(folder.resolve("pki"));
        authority.issue("client", "client");
        Path pins = Files.createDirectories(folder.resolve("organizations"));
        for (String organization : List.of("OrdererMSP", "Org1MSP", "Org2MSP")) {
            authority.issue(organization, "client");
            Files.copy(authority.certificate(organization), pins.resolve(organization + ".pem"));
        }
        entries.putAll(Map.of("endpoint", "127.0.0.1:1", "tlsRoots", "pki/root.pem", "clientTlsCertificate", "pki/client.pem",
                "clientTlsKey", "pki/client.key", "mspId", "Org1MSP", "certificate", "pki/client.pem"));
        entries.putAll(Map.of("privateKey", "pki/client.key", "channel", "evidence", "contract", "evidence",
                "organizations", "organizations", "ordererMsp", "OrdererMSP"));
    }

    @Test
    void pathsStartAtTheFilesOwnFolder() throws IOException {
        assertEquals(folder.resolve("pki/root.pem"), Connection.read(written()).tlsRoots());
        open();
    }

    @Test
    void aFileThatIsNotThereIsNamedWithItsKey() throws IOException {
        entries.put("certificate", "gone.pem");
        assertEquals("certificate: '" + folder.resolve("gone.pem") + "', named in '" + written() + "', is not there", fault());
        assertEquals("connection: '" + folder.resolve("none") + "' is not there",
                assertThrows(IOException.class, () -> Connection.read(folder.resolve("none"))).getMessage());
    }

    @Test
    void aKeyThatIsNotSetIsNamed() throws IOException {
        entries.remove("channel");
        assertEquals("channel: is not set in '" + written() + "'", fault());
    }

    @Test
    void anEndpointWithoutAPortIsNamed() throws IOException {
        entries.put("endpoint", "peer.example");
        assertEquals("endpoint: 'peer.example' in '" + written() + "' is not <host>:<port>", fault());
    }

    @Test
    void aFileOfAnotherKindIsNamedWithItsKey() {
        entries.put("clientTlsKey", "pki/client.pem");
        assertTrue(fault().startsWith("clientTlsKey: '" + folder.resolve("pki/client.pem") + "' is not what it should be: "));
    }

    @Test
    void pinsOfOneOrganizationAloneAreRefused() throws IOException {
        Files.delete(folder.resolve("organizations/Org2MSP.pem"));
        assertTrue(fault().startsWith("organizations: '" + folder.resolve("organizations") + "': "), this::fault);
    }

    private String fault() {
        return assertThrows(IOException.class, this::open).getMessage();
    }

    private void open() throws IOException {
        new GatewayChannel(Connection.read(written()), Deadlines.STANDARD).close();
    }

    private Path written() throws IOException {
        return Files.write(folder.resolve("connection.properties"),
                entries.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList());
    }
}
