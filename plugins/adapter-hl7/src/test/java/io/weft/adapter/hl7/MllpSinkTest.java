package io.weft.adapter.hl7;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.hl7v2.AcknowledgmentCode;
import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.ErrorCode;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.HL7Service;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.protocol.ReceivingApplication;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.util.idgenerator.InMemoryIDGenerator;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import io.weft.adapter.AdapterState;
import io.weft.adapter.SinkAdapter;
import io.weft.delivery.DeliveryAnswer;
import io.weft.delivery.OutboundMessage;
import io.weft.tck.SinkAdapterContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The peer is HAPI's server. */
class MllpSinkTest extends SinkAdapterContract {

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final HapiContext hapi = new DefaultHapiContext();
    private volatile AcknowledgmentCode code = AcknowledgmentCode.AA;
    private volatile ErrorCode error = ErrorCode.APPLICATION_INTERNAL_ERROR;
    private volatile String claims = "";
    private volatile boolean silent;
    private HL7Service server;
    private int port;
    private MllpSink sink;

    @BeforeEach
    void open() throws Exception {
        hapi.setValidationContext(ValidationContextFactory.noValidation());
        // HAPI's own default keeps a file in the working folder.
        hapi.getParserConfiguration().setIdGenerator(new InMemoryIDGenerator());
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        serve();
        sink = sink(Map.of());
    }

    @AfterEach
    void close() throws Exception {
        over.countDown();
        sink.stop();
        server.stop();
        hapi.getExecutorService().shutdownNow();
    }

    private void serve() throws Exception {
        server = hapi.newServer(port, false);
        server.registerApplication(new Application());
        server.startAndWait();
    }

    @Override
    protected SinkAdapter sink() {
        return sink;
    }

    @Override
    protected List<Seen> seen() {
        return seen;
    }

    @Override
    protected OutboundMessage outbound() {
        return outbound("");
    }

    @Override
    protected void peer(PeerBehaviour behaviour) throws Exception {
        switch (behaviour) {
            case ACCEPTS -> {
                code = AcknowledgmentCode.AA;
                if (!server.isRunning()) {
                    serve();
                }
            }
            case REFUSES -> code = AcknowledgmentCode.AE;
            case FAILS_FOR_NOW -> code = AcknowledgmentCode.AR;
            case STAYS_SILENT -> silent = true;
            case IS_GONE -> server.stopAndWait();
        }
    }

    @ParameterizedTest
    @CsvSource({"AA, 0, Accepted", "CA, 0, Accepted", "AE, 101, Refused", "CE, 207, Refused", "AR, 207, Unanswered",
        "CR, 206, Unanswered", "AR, 200, Refused", "AR, 203, Refused"})
    void eachAnswerHasItsOwnMeaning(AcknowledgmentCode answered, int condition, String meaning) throws Exception {
        code = answered;
        error = condition == 0 ? ErrorCode.MESSAGE_ACCEPTED : ErrorCode.errorCodeFor(condition);

        assertEquals(meaning, sink.send(outbound()).getClass().getSimpleName());
        assertEquals(1, seen.size());
    }

    @Test
    void acceptanceGivesThePeersOwnControlId() throws Exception {
        DeliveryAnswer.Accepted accepted = assertInstanceOf(DeliveryAnswer.Accepted.class, sink.send(outbound()));

        assertTrue(!accepted.reference().isBlank());
    }

    @Test
    void anAcknowledgementOfAnotherMessageAcknowledgesNothing() throws Exception {
        claims = "another";
        assertInstanceOf(DeliveryAnswer.Unanswered.class, sink.send(outbound()));
        assertEquals(AdapterState.IMPAIRED, sink.state());

        claims = "";
        assertInstanceOf(DeliveryAnswer.Accepted.class, sink.send(outbound()));
        assertEquals(AdapterState.UP, sink.state());
    }

    /** MSH-16 AL: the accept acknowledgement says that the peer has it, the application's whether it will have it. */
    @Test
    void theApplicationsAnswerIsAwaitedWhereTheMessageAsksForIt() throws Exception {
        try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            MllpSink asking = sink(Map.of("port", Integer.toString(peer.getLocalPort())));
            OutboundMessage message = outbound("|||AL|AL");
            Thread answering = new Thread(() -> {
                try (Socket socket = peer.accept()) {
                    socket.getInputStream().read();
                    for (String said : List.of("CA", "AE")) {
                        socket.getOutputStream().write(Mllp.frame(("MSH|^~\\&|LIMS|QC|||20260301||ACK|X|P|2.5\rMSA|" + said
                                + "|" + id(message) + "|lot unknown\r").getBytes(StandardCharsets.US_ASCII)));
                    }
                    over.await();
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            answering.start();
            assertEquals(new DeliveryAnswer.Refused("AE lot unknown"), asking.send(message));
            over.countDown();
            answering.join();
            asking.stop();
        }
    }

    @Test
    void whatHasNoControlIdIsRefusedBeforeItIsSent() throws Exception {
        OutboundMessage json = new OutboundMessage(UUID.randomUUID(), "application/json", Map.of(), new byte[] {'{', '}'});

        assertInstanceOf(DeliveryAnswer.Refused.class, sink.send(json));
        assertEquals(List.of(), seen);
    }

    @Test
    void tlsTrustsOnlyTheTruststore(@TempDir Path folder) throws Exception {
        Path keystore = MllpSourceTest.keystore(folder);
        String password = Files.writeString(folder.resolve("password"), "changeit\n").toString();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(java.security.KeyStore.getInstance(keystore.toFile(), "changeit".toCharArray()), "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        try (ServerSocket peer = context.getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path other = MllpSourceTest.keystore(Files.createDirectory(folder.resolve("other")));
            MllpSink wary = sink(Map.of("port", Integer.toString(peer.getLocalPort()), "truststore", other.toString(),
                    "truststorePasswordFile", password));
            Thread answering = new Thread(() -> {
                try (Socket socket = peer.accept()) {
                    socket.getInputStream().read();
                } catch (IOException refused) {
                    // What the sink did not trust.
                }
            });
            answering.start();
            assertInstanceOf(DeliveryAnswer.Unanswered.class, wary.send(outbound()));
            answering.join();
            wary.stop();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "host; 192.0.2.1; is not loopback: set truststore and truststorePasswordFile, or plaintext = true",
        "timeoutSeconds; soon; is not a whole number from 1 to 600",
        "truststore; /nowhere/x; is not a readable file"})
    void aWrongConfigurationIsToldAndSendsNothing(String key, String value, String rule) throws Exception {
        MllpSink wrong = sink(Map.of(key, value));

        assertEquals(AdapterState.MISCONFIGURED, wrong.state());
        assertEquals(key + ": '" + value + "' " + rule, wrong.faults().get(0));
        assertInstanceOf(DeliveryAnswer.Unanswered.class, wrong.send(outbound()));
        assertEquals(List.of(), seen);
    }

    private MllpSink sink(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(Map.of("service.pid", "io.weft.adapter.hl7sink~lims",
                "system", "lims", "port", Integer.toString(port), "timeoutSeconds", "1"));
        properties.putAll(more);
        return new MllpSink(properties);
    }

    private static OutboundMessage outbound(String more) {
        UUID delivery = UUID.randomUUID();
        return new OutboundMessage(delivery, "application/hl7-v2", Map.of(), ("MSH|^~\\&|WEFT|SITE|LIMS|QC|20260301120000||"
                + "ORU^R01^ORU_R01|" + delivery + "|P|2.5" + more + "\rOBR|1||F-1\r").getBytes(StandardCharsets.US_ASCII));
    }

    private static String id(OutboundMessage message) {
        return message.delivery().toString();
    }

    private final class Application implements ReceivingApplication<Message> {

        @Override
        public Message processMessage(Message message, Map<String, Object> metadata) throws HL7Exception {
            try {
                seen.add(new Seen(new Terser(message).get("/MSH-10"),
                        ((String) metadata.get("raw-message")).getBytes(StandardCharsets.US_ASCII)));
                if (silent) {
                    over.await();
                }
                Message answer = message.generateACK(code, new HL7Exception("lot unknown", error));
                if (!claims.isEmpty()) {
                    new Terser(answer).set("/MSA-2", claims);
                }
                return answer;
            } catch (IOException | InterruptedException e) {
                throw new HL7Exception(e);
            }
        }

        @Override
        public boolean canProcess(Message message) {
            return true;
        }
    }
}
