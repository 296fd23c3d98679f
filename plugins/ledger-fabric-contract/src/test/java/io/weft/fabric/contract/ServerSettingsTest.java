package io.weft.fabric.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerSettingsTest {

    private final Map<String, String> environment = new HashMap<>(Map.of("CHAINCODE_SERVER_ADDRESS", "127.0.0.1:7052",
            "CHAINCODE_TLS_KEY", "server.key", "CHAINCODE_TLS_CERT", "server.crt", "CHAINCODE_CLIENT_CA_CERT", "ca.crt"));

    @Test
    void everyServerAsksItsClientsForACertificate() {
        var properties = ServerSettings.of(environment).properties();
        assertTrue(properties.isTlsEnabled());
        assertEquals("ca.crt", properties.getTrustCertCollectionFile());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CHAINCODE_SERVER_ADDRESS", "CHAINCODE_TLS_KEY", "CHAINCODE_TLS_CERT", "CHAINCODE_CLIENT_CA_CERT"})
    void withoutOneOfThemItDoesNotStart(String name) {
        environment.remove(name);
        var refused = assertThrows(IllegalArgumentException.class, () -> ServerSettings.of(environment));
        assertEquals(name + ": is not set in the environment", refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"7052", ":7052", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:http"})
    void anAddressIsHostAndPort(String address) {
        environment.put("CHAINCODE_SERVER_ADDRESS", address);
        assertThrows(IllegalArgumentException.class, () -> ServerSettings.of(environment));
    }
}
