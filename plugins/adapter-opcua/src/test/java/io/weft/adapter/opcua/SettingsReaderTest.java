package io.weft.adapter.opcua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {

    @TempDir
    Path folder;

    private final Map<String, Object> properties = new HashMap<>(Map.of(
            "service.pid", "io.weft.adapter.opcua~x",
            "system", "cold-store",
            "endpoint", "opc.tcp://127.0.0.1:4840/weft",
            "anonymous", "true",
            "items", "nsu=urn:plant;s=T0"));

    @Test
    void theDefaultsAreSecureAndTrustNobody() {
        Settings settings = valid();
        assertEquals(SecurityPolicy.Basic256Sha256, settings.securityPolicy());
        assertEquals(MessageSecurityMode.SignAndEncrypt, settings.securityMode());
        assertTrue(settings.trustFolder().isEmpty());
        assertTrue(settings.hostNameVerified());
    }

    @Test
    void eachFaultIsALineThatNamesKeyValueAndRule() {
        properties.put("endpoint", "http://plant");
        properties.put("publishingInterval", "fast");
        properties.put("samplingIntervall", "100");
        properties.remove("system");
        assertEquals(List.of(
                "samplingIntervall: '100' is no key of this adapter",
                "system: '' must be given",
                "endpoint: 'http://plant' must be opc.tcp://host:port/path",
                "publishingInterval: 'fast' must be a number from 1 to 86400000"), faults());
    }

    @Test
    void nobodyLogsInWithoutSayingHow() {
        properties.remove("anonymous");
        assertEquals(List.of("user: '' must be given, or anonymous=true, and not both"), faults());
    }

    @Test
    void aPasswordIsNotSentOverAnOpenChannel() throws Exception {
        properties.put("anonymous", "false");
        properties.put("user", "hub");
        properties.put("passwordFile", Files.writeString(folder.resolve("password"), "x").toString());
        properties.put("securityPolicy", "None");
        assertEquals(List.of("user: 'hub' must not be given with securityPolicy None: the channel is not encrypted"),
                faults());
    }

    @Test
    void brokenAndMisspeltPoliciesAreRefused() {
        for (String policy : List.of("none", "Basic256", "Basic128Rsa15", "")) {
            properties.put("securityPolicy", policy);
            if (policy.isEmpty()) {
                assertEquals(SecurityPolicy.Basic256Sha256, valid().securityPolicy());
            } else {
                assertEquals(1, faults().size(), policy);
            }
        }
    }

    @Test
    void aQueueThatCannotHoldAPublishingIntervalIsRefused() {
        properties.put("publishingInterval", "1000");
        properties.put("samplingInterval", "100");
        properties.put("queueSize", "9");
        assertEquals(List.of("queueSize: '9' must hold all samples of a publishing interval: at least 10"), faults());
    }

    @Test
    void identifiersMayHoldCommasAndComeFromAFile() throws Exception {
        properties.put("items", "nsu=urn:plant;s=Zone 1, north ,nsu=urn:plant;i=7");
        properties.put("itemsFile",
                Files.writeString(folder.resolve("items"), "# a comment\n\nnsu=urn:plant;s=A,s=B\n").toString());
        assertEquals(List.of("nsu=urn:plant;s=Zone 1, north", "nsu=urn:plant;i=7", "nsu=urn:plant;s=A,s=B"),
                valid().items());
    }

    @Test
    void anItemThatIsNoNodeIdIsNamed() {
        properties.put("items", "Zone1/Temperature");
        assertEquals(List.of(
                "items: 'Zone1/Temperature' must be a NodeId such as nsu=urn:plant;s=Zone1/Temperature"), faults());
    }

    private Settings valid() {
        return assertInstanceOf(SettingsReader.Result.Valid.class, SettingsReader.read(properties, folder)).settings();
    }

    private List<String> faults() {
        return assertInstanceOf(SettingsReader.Result.Invalid.class, SettingsReader.read(properties, folder)).faults();
    }
}
