package io.weft.adapter.hl7;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.Connection;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.util.Terser;
import io.weft.adapter.AdapterState;
import io.weft.adapter.Intake;
import io.weft.adapter.Outcome;
import io.weft.tck.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The answer contract, asked by HAPI's client where it can ask, and by a bare socket where it would not. */
class MllpSourceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String MESSAGE = "MSH|^~\\&|LIMS|QC|WEFT|SITE|20260301120000+0100||ORU^R01^ORU_R01|M-1|P|2.5\r"
            + "OBR|1||F-1|ASSAY\rOBX|1|NM|ASSAY^^L||99.2||||||F\r";

    private final MllpLoops loops = new MllpLoops();
    private final List<MllpSource> sources = new ArrayList<>();

    @AfterEach
    void stop() {
        sources.forEach(MllpSource::stop);
        loops.stop();
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void whateverIsCommittedIsAcceptedWithItsOwnControlId(Outcome outcome) throws Exception {
        ChosenIntake intake = new ChosenIntake().choosing(outcome);

        Terser answer = new Terser(askedByHapi(open(intake, Map.of()), MESSAGE));

        assertEquals("AA", answer.get("/MSA-1"));
        assertEquals("M-1", answer.get("/MSA-2"));
        assertEquals("WEFT", answer.get("/MSH-3"));
        assertEquals("QC", answer.get("/MSH-6"));
        assertEquals("R01", answer.get("/MSH-9-2"));
        assertArrayEquals(MESSAGE.getBytes(StandardCharsets.US_ASCII), intake.messages.get(0).payload());
        assertEquals("127.0.0.1", intake.messages.get(0).headers().get("peer"));
    }

    @Test
    void whatIsQuarantinedIsAnErrorWhereTheSiteSaysSo() throws Exception {
        ChosenIntake intake = new ChosenIntake().choosing(Outcome.QUARANTINED);

        Terser answer = new Terser(askedByHapi(open(intake, Map.of("quarantined", "AE")), MESSAGE));

        assertEquals("AE", answer.get("/MSA-1"));
        assertTrue(answer.get("/MSA-3").contains("UNKNOWN_CODE MSH-4: 'Q? ' is not in the list"), answer.get("/MSA-3"));
        assertEquals("207", answer.get("/ERR-3-1"));
        assertEquals(1, intake.messages.size());
    }

    @Test
    void nothingIsAcceptedWhileTheStoreIsDown() throws Exception {
        Terser answer = new Terser(askedByHapi(open(new ChosenIntake().down(), Map.of()), MESSAGE));

        assertEquals("AR", answer.get("/MSA-1"));
        assertEquals("M-1", answer.get("/MSA-2"));
        assertTrue(answer.get("/MSA-3").contains("the store is down"), answer.get("/MSA-3"));
    }

    @Test
    void nothingIsAcceptedBeforeThereIsAnIntake() throws Exception {
        assertEquals("AR", new Terser(askedByHapi(open(null, Map.of()), MESSAGE)).get("/MSA-1"));
    }

    /** For a sender that takes AR for its last word. */
    @Test
    void theConnectionEndsWithoutAnAnswerWhereTheSiteSaysSo() throws Exception {
        try (Peer peer = new Peer(open(new ChosenIntake().down(), Map.of("unavailable", "close")).port())) {
            assertEquals("", peer.sendFramed(MESSAGE).answer());
        }
    }

    @Test
    void anAnswerFollowsTheCommit() throws Exception {
        CountDownLatch commit = new CountDownLatch(1);
        ChosenIntake intake = new ChosenIntake(commit);
        MllpSource source = open(intake, Map.of("messageSeconds", "1"));
        java.net.Socket socket = new java.net.Socket("127.0.0.1", source.port());
        try (Peer peer = new Peer(socket)) {
            peer.sendFramed(MESSAGE);
            intake.entered.await();
            assertEquals(0, socket.getInputStream().available());
            commit.countDown();
            assertTrue(peer.answer().contains("\rMSA|AA|M-1\r"));
        }
    }

    @ParameterizedTest
    @CsvSource({"AL, NE, CA, ''", "NE, AL, AA, ''", "AL, AL, CA, AA", "SU, ER, CA, ''", "'', AL, AA, ''"})
    void enhancedModeAnswersWhatTheSenderAsksFor(String accept, String application, String first, String second)
            throws Exception {
        try (Peer peer = new Peer(open(new ChosenIntake(), Map.of()).port())) {
            peer.sendFramed(MESSAGE.replace("|2.5\r", "|2.5|||" + accept + "|" + application + "\r"));
            assertTrue(peer.answer().contains("\rMSA|" + first + "|M-1\r"));
            if (!second.isEmpty()) {
                assertTrue(peer.answer().contains("\rMSA|" + second + "|M-1\r"));
            }
            assertTrue(peer.sendFramed(MESSAGE).answer().contains("\rMSA|AA|M-1\r"), "and nothing stands between");
        }
    }

    @Test
    void whatHasNoHeaderIsKeptAndRejected() throws Exception {
        ChosenIntake intake = new ChosenIntake().choosing(Outcome.QUARANTINED);
        try (Peer peer = new Peer(open(intake, Map.of()).port())) {
            String answer = peer.sendFramed("PID|1||4711\r").answer();
            assertTrue(answer.contains("\rMSA|AR||no MSH"), answer);
            assertTrue(answer.contains("\rERR|||100|E|"), answer);
        }
        assertEquals(1, intake.messages.size());
    }

    @Test
    void messagesSentAtOnceAreAnsweredInTheirOrder() throws Exception {
        ChosenIntake intake = new ChosenIntake();
        try (Peer peer = new Peer(open(intake, Map.of()).port())) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 50; i++) {
                all.append('\u000b').append(MESSAGE.replace("M-1", "N-" + i)).append("\u001c\r").append(i % 2 == 0 ? "" : "\r\n");
            }
            peer.send(all.toString().getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 50; i++) {
                assertTrue(peer.answer().contains("\rMSA|AA|N-" + i + "\r"));
            }
        }
        assertEquals(50, intake.messages.size());
    }

    @Test
    void bytesReachIntakeAsTheyWereSentWhateverPiecesTheyCameIn() throws Exception {
        byte[] message = (MESSAGE.replace("|2.5\r", "|2.5||||||GB 18030-2000\r") + "NTE|1||批号\u001c岐\r")
                .getBytes(Charset.forName("GB18030"));
        ChosenIntake intake = new ChosenIntake();
        try (Peer peer = new Peer(open(intake, Map.of()).port())) {
            for (byte single : Mllp.frame(message)) {
                peer.send(new byte[] {single});
            }
            assertTrue(peer.answer().contains("|GB 18030-2000\rMSA|AA|M-1\r"));
        }
        assertArrayEquals(message, intake.messages.get(0).payload());
    }

    @Test
    void aMessageAboveTheBoundIsRejectedAndNotTaken() throws Exception {
        ChosenIntake intake = new ChosenIntake();
        try (Peer peer = new Peer(open(intake, Map.of("maximumBytes", "200")).port())) {
            assertTrue(peer.sendFramed(MESSAGE + "NTE|" + "x".repeat(500)).answer().contains("\rMSA|AR|M-1|not taken"));
            assertEquals("", peer.answer(), "what follows cannot be told apart");
        }
        assertEquals(0, intake.messages.size());
    }

    @Test
    void bytesOutsideAFrameEndTheConnection() throws Exception {
        try (Peer peer = new Peer(open(new ChosenIntake(), Map.of()).port())) {
            assertEquals("", peer.send("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII)).answer());
        }
    }

    @ParameterizedTest
    @CsvSource({"messageSeconds, \u000bMSH|", "idleSeconds, ''"})
    void whoeverKeepsTheHubWaitingIsClosed(String bound, String begun) throws Exception {
        try (Peer peer = new Peer(open(new ChosenIntake(), Map.of(bound, "1")).port())) {
            assertEquals("", peer.send(begun.getBytes(StandardCharsets.US_ASCII)).answer());
        }
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.0/24, ''", "'127.0.0.0/8,192.0.2.7', AA", "127.0.0.1, AA", "::1, ''"})
    void onlyAllowedAddressesAreServed(String allow, String code) throws Exception {
        MllpSource source = open(new ChosenIntake(), Map.of("allow", allow));
        try (Peer peer = new Peer(source.port())) {
            if (code.isEmpty()) {
                assertThrows(IOException.class, () -> {
                    if (peer.sendFramed(MESSAGE).answer().isEmpty()) {
                        throw new IOException("closed");
                    }
                });
            } else {
                assertTrue(peer.sendFramed(MESSAGE).answer().contains("\rMSA|" + code + "|"));
            }
        }
    }

    @Test
    void withAKeyTheListenerSpeaksTlsOnly(@TempDir Path folder) throws Exception {
        Path keystore = keystore(folder);
        Path password = Files.writeString(folder.resolve("password"), "changeit\n");
        MllpSource source = open(new ChosenIntake(), Map.of("keystore", keystore.toString(),
                "keystorePasswordFile", password.toString()));
        try (Peer peer = new Peer(trusting(keystore).getSocketFactory().createSocket("127.0.0.1", source.port()))) {
            assertTrue(peer.sendFramed(MESSAGE).answer().contains("\rMSA|AA|M-1\r"));
        }
        try (Peer plain = new Peer(source.port())) {
            assertFalse(plain.sendFramed(MESSAGE).answer().contains("MSA"));
        }
    }

    @Test
    void withATruststoreOnlyKnownCertificatesAreServed(@TempDir Path folder) throws Exception {
        Path keystore = keystore(folder);
        String password = Files.writeString(folder.resolve("password"), "changeit\n").toString();
        MllpSource source = open(new ChosenIntake(), Map.of("keystore", keystore.toString(), "keystorePasswordFile", password,
                "truststore", keystore.toString(), "truststorePasswordFile", password));
        SSLSocket stranger = (SSLSocket) trusting(keystore).getSocketFactory().createSocket("127.0.0.1", source.port());
        assertThrows(IOException.class, () -> {
            try (Peer peer = new Peer(stranger)) {
                if (peer.sendFramed(MESSAGE).answer().isEmpty()) {
                    throw new IOException("closed");
                }
            }
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "port; none; is not a whole number from 0 to 65535",
        "host; 0.0.0.0; is not loopback: set keystore and keystorePasswordFile, or plaintext = true",
        "allow; lims.example; is not an IP address or a range as 10.1.2.0/24",
        "allow; 10.1.2.0/40; is not an IP address or a range as 10.1.2.0/24",
        "quarantined; AF; is none of AA, AE",
        "unavailable; never; is none of AR, close",
        "keystore; /nowhere/key.p12; is not a readable file"})
    void aWrongConfigurationIsToldAndServesNothing(String key, String value, String rule) {
        MllpSource source = configured(new ChosenIntake(), Map.of(key, value));

        assertEquals(AdapterState.MISCONFIGURED, source.state());
        assertEquals(key + ": '" + value + "' " + rule, source.faults().get(0));
    }

    @Test
    void beyondLoopbackSomebodyMustBeNamed() {
        MllpSource source = configured(new ChosenIntake(), Map.of("host", "0.0.0.0", "plaintext", "true"));

        assertTrue(source.faults().get(0).startsWith("allow: '' must name"), source.faults().toString());
    }

    @Test
    void aPortThatIsTakenIsImpairmentUntilItIsFree() throws Exception {
        MllpSource source;
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            source = configured(new ChosenIntake(), Map.of("port", Integer.toString(other.getLocalPort())));
            Await.until(PATIENCE, () -> source.state() == AdapterState.IMPAIRED, () -> source.state().toString());
            assertTrue(source.faults().get(0).startsWith("port: '" + other.getLocalPort() + "' cannot be bound"));
        }
        Await.until(PATIENCE, () -> source.state() == AdapterState.UP, () -> source.faults().toString());
    }

    private MllpSource configured(Intake intake, Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(Map.of("service.pid", "io.weft.adapter.hl7~lims", "system", "lims",
                "port", "0"));
        properties.putAll(more);
        MllpSource source = new MllpSource(properties, loops, Clock.systemUTC()).offering(intake);
        sources.add(source);
        return source;
    }

    private MllpSource open(Intake intake, Map<String, Object> more) throws InterruptedException {
        MllpSource source = configured(intake, more);
        Await.until(PATIENCE, () -> source.state() == AdapterState.UP, () -> source.faults().toString());
        return source;
    }

    private static Message askedByHapi(MllpSource source, String message) throws Exception {
        try (HapiContext hapi = new DefaultHapiContext()) {
            Connection connection = hapi.newClient("127.0.0.1", source.port(), false);
            return connection.getInitiator().sendAndReceive(hapi.getPipeParser().parse(message));
        }
    }

    static Path keystore(Path folder) throws Exception {
        Path keystore = folder.resolve("key.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "weft", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=ip:127.0.0.1",
                "-storetype", "PKCS12", "-storepass", "changeit", "-keystore", keystore.toString())
                .redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, keytool.waitFor(), said);
        return keystore;
    }

    private static SSLContext trusting(Path keystore) throws Exception {
        KeyStore keys = KeyStore.getInstance(keystore.toFile(), "changeit".toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("weft", keys.getCertificate("weft"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
