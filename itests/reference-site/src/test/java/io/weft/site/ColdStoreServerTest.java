package io.weft.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateBuilder;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColdStoreServerTest {

    private static final String USER = "hub";
    private static final String PASSWORD = "cold-store-test";
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    @TempDir
    Path trustFolder;

    /** A sampling server would report the last of a burst only; then no count against the hub would mean anything. */
    @Test
    void eachValueOfABurstReachesAClientThatSamplesSlowly() throws Exception {
        int burst = 200;
        try (ColdStoreServer coldStore = ColdStoreServer.start(2, trustFolder, USER, PASSWORD)) {
            OpcUaClient client = trusted(coldStore);
            try {
                BlockingQueue<DataValue> received = subscribe(client, coldStore.item(1, ColdStoreServer.Measure.TEMPERATURE));
                assertTrue(received.poll(5, TimeUnit.SECONDS).statusCode().isBad(), "there is no value yet");

                PublishedReadings own = new PublishedReadings();
                for (int second = 0; second < burst; second++) {
                    coldStore.publishTemperature(1, START.plusSeconds(second), 2 + second / 100.0);
                }
                for (int i = 0; i < burst; i++) {
                    DataValue value = received.poll(5, TimeUnit.SECONDS);
                    own.add(coldStore.item(1, ColdStoreServer.Measure.TEMPERATURE), value.sourceTime().utcTime(),
                            BigDecimal.valueOf((Double) value.value().value()));
                }

                assertEquals(coldStore.account(), own.account());
                assertEquals(burst, own.account().readings());
            } finally {
                client.disconnect();
            }
        }
    }

    @Test
    void aClientThatTheFolderDoesNotHoldIsRefused() throws Exception {
        try (ColdStoreServer coldStore = ColdStoreServer.start(1, trustFolder, USER, PASSWORD)) {
            Identity stranger = Identity.make();
            OpcUaClient client = client(coldStore, stranger, PASSWORD);
            try {
                assertThrows(UaException.class, client::connect);
            } finally {
                client.disconnect();
            }
            assertEquals(0, coldStore.sessions());
        }
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        try (ColdStoreServer coldStore = ColdStoreServer.start(1, trustFolder, USER, PASSWORD)) {
            Identity known = Identity.make();
            Files.write(trustFolder.resolve("hub.der"), known.certificate().getEncoded());
            OpcUaClient client = client(coldStore, known, "guess");
            try {
                assertThrows(UaException.class, client::connect);
            } finally {
                client.disconnect();
            }
        }
    }

    @Test
    void theSameSourceTimeTwiceIsNotPublishedAsTwoReadings() {
        PublishedReadings published = new PublishedReadings();
        published.add("nsu=urn:a;s=t", 10, BigDecimal.ONE);
        assertThrows(IllegalArgumentException.class, () -> published.add("nsu=urn:a;s=t", 10, BigDecimal.TEN));
        assertEquals(1, published.account().readings());
    }

    @Test
    void theHashForgetsOrderAndTrailingZerosAndNothingElse() {
        PublishedReadings one = new PublishedReadings();
        one.add("a", 1, new BigDecimal("5.0"));
        one.add("b", 1, new BigDecimal("6"));
        PublishedReadings other = new PublishedReadings();
        other.add("b", 1, new BigDecimal("6.00"));
        other.add("a", 1, new BigDecimal("5"));
        assertEquals(one.account(), other.account());

        other.add("a", 2, BigDecimal.ZERO);
        one.add("a", 2, new BigDecimal("0.001"));
        assertTrue(!one.account().hash().equals(other.account().hash()));
    }

    private OpcUaClient trusted(ColdStoreServer coldStore) throws Exception {
        Identity known = Identity.make();
        Files.write(trustFolder.resolve("hub.der"), known.certificate().getEncoded());
        OpcUaClient client = client(coldStore, known, PASSWORD);
        client.connect();
        return client;
    }

    private static OpcUaClient client(ColdStoreServer coldStore, Identity identity, String password) throws Exception {
        return OpcUaClient.create(coldStore.endpoint(),
                endpoints -> endpoints.stream()
                        .filter(e -> SecurityPolicy.Basic256Sha256.getUri().equals(e.getSecurityPolicyUri()))
                        .findFirst(),
                transport -> { },
                config -> config.setApplicationUri("urn:weft:site:test")
                        .setKeyPair(identity.keys())
                        .setCertificate(identity.certificate())
                        .setCertificateChain(new X509Certificate[] {identity.certificate()})
                        .setCertificateValidator((chain, uri, hosts) -> { })
                        .setIdentityProvider(new UsernameProvider(USER, password)));
    }

    private static BlockingQueue<DataValue> subscribe(OpcUaClient client, String item) throws UaException {
        BlockingQueue<DataValue> received = new LinkedBlockingQueue<>();
        OpcUaSubscription subscription = new OpcUaSubscription(client, 100.0);
        subscription.create();
        OpcUaMonitoredItem monitored = OpcUaMonitoredItem.newDataItem(
                ExpandedNodeId.parse(item).toNodeIdOrThrow(client.getNamespaceTable()));
        monitored.setSamplingInterval(1000);
        monitored.setQueueSize(Unsigned.uint(1000));
        monitored.setDataValueListener((source, value) -> received.add(value));
        subscription.addMonitoredItems(List.of(monitored));
        subscription.createMonitoredItems().forEach(result -> assertTrue(result.isGood()));
        return received;
    }

    private record Identity(KeyPair keys, X509Certificate certificate) {

        static Identity make() throws Exception {
            KeyPair keys = SelfSignedCertificateGenerator.generateRsaKeyPair(2048);
            return new Identity(keys, new SelfSignedCertificateBuilder(keys).setCommonName("test")
                    .setApplicationUri("urn:weft:site:test").build());
        }
    }
}
