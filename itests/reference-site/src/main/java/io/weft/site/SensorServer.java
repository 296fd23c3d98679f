package io.weft.site;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigLimits;
import org.eclipse.milo.opcua.sdk.server.identity.AnonymousIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.IdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.UsernameIdentityValidator;
import org.eclipse.milo.opcua.stack.core.security.CertificateFactory;
import org.eclipse.milo.opcua.stack.core.security.DefaultApplicationGroup;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateStore;
import org.eclipse.milo.opcua.stack.core.security.MemoryTrustListManager;
import org.eclipse.milo.opcua.stack.core.security.RsaSha256CertificateFactory;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateBuilder;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateGenerator;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;

/**
 * A real OPC UA server on the loopback address that publishes variables of one namespace.
 *
 * <p>It may be stopped and started again: port, certificate, variables and their history stay, sessions and subscriptions
 * do not, as with a device that loses power.
 */
public final class SensorServer implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final String PATH = "/weft";
    private static final int BIND_ATTEMPTS = 5;

    private final Settings settings;
    private final KeyPair keyPair;
    private final X509Certificate certificate;
    private final Map<String, Definition> definitions = new LinkedHashMap<>();
    private final Map<String, Predicate<Boolean>> switches = new LinkedHashMap<>();
    private int port;
    private OpcUaServer server;
    private PublishingNamespace namespace;

    private record Definition(NodeId dataType, DataValue last, Optional<ValueHistory> history) {
    }

    /**
     * @param applicationUri                of the server; its certificate names it
     * @param namespaceUri                  of the variables
     * @param folder                        browse name of the folder under Objects that holds the variables
     * @param trustFolder                   certificates (DER or PEM) of the clients that may connect securely
     * @param login                         who may activate a session
     * @param offersNone                    whether there is an endpoint without security beside the secure one
     * @param minimumPublishingMilliseconds faster publishing intervals are revised to this one
     * @param minimumSamplingMilliseconds   faster sampling intervals are revised to this one
     * @param history                       values kept of each variable for HistoryRead; with 0 the server offers none
     */
    public record Settings(String applicationUri, String namespaceUri, String folder, Path trustFolder, Login login,
            boolean offersNone, double minimumPublishingMilliseconds, double minimumSamplingMilliseconds,
            int history) {

        /** Basic256Sha256 with SignAndEncrypt only, and the fastest intervals that the stack allows. */
        public static Settings secure(String applicationUri, String namespaceUri, String folder, Path trustFolder,
                Login login) {
            return new Settings(applicationUri, namespaceUri, folder, trustFolder, login, false, 10, 0, 0);
        }

        public Settings withHistory(int values) {
            return new Settings(applicationUri, namespaceUri, folder, trustFolder, login, offersNone,
                    minimumPublishingMilliseconds, minimumSamplingMilliseconds, values);
        }
    }

    /** Who may activate a session. */
    public sealed interface Login {

        record Anonymous() implements Login {
        }

        record Password(String user, String password) implements Login {
            @Override
            public String toString() {
                return "Password[user=" + user + "]";
            }
        }
    }

    public SensorServer(Settings settings) {
        this.settings = settings;
        try {
            keyPair = SelfSignedCertificateGenerator.generateRsaKeyPair(2048);
            certificate = new SelfSignedCertificateBuilder(keyPair)
                    .setCommonName(settings.folder())
                    .setOrganization("Reference site")
                    .setApplicationUri(settings.applicationUri())
                    .addDnsName("localhost")
                    .addIpAddress(HOST)
                    .build();
        } catch (Exception e) {
            throw new IllegalStateException("no certificate could be made for " + settings.applicationUri(), e);
        }
    }

    /** Starts on a free port, or after a stop on the same port as before. */
    public synchronized void start() throws IOException {
        if (server != null) {
            throw new IllegalStateException(endpoint() + " is started already");
        }
        boolean portIsChosen = port != 0;
        for (int attempt = 1; server == null; attempt++) {
            if (!portIsChosen) {
                port = freePort();
            }
            OpcUaServer candidate = new OpcUaServer(configuration(),
                    profile -> new OpcTcpServerTransport(OpcTcpServerTransportConfig.newBuilder().build()));
            PublishingNamespace variables =
                    new PublishingNamespace(candidate, settings.namespaceUri(), settings.folder());
            variables.startup();
            switches.forEach(variables::addSwitch);
            definitions.forEach((name, definition) ->
                    variables.addVariable(name, definition.dataType(), definition.last(), definition.history()));
            await(candidate);
            if (candidate.getBoundEndpoints().isEmpty()) {
                variables.shutdown();
                candidate.shutdown();
                if (portIsChosen || attempt == BIND_ATTEMPTS) {
                    throw new IOException("port " + port + " of " + HOST + " cannot be bound");
                }
            } else {
                server = candidate;
                namespace = variables;
            }
        }
    }

    /** Ends all sessions and subscriptions without a word to the clients. */
    public synchronized void stop() {
        if (server != null) {
            namespace.shutdown();
            server.shutdown().join();
            server = null;
            namespace = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    public synchronized String endpoint() {
        return "opc.tcp://" + HOST + ":" + port + PATH;
    }

    public synchronized int sessions() {
        return server == null ? 0 : server.getSessionManager().getAllSessions().size();
    }

    public synchronized int subscriptions() {
        return server == null ? 0 : server.getSubscriptions().size();
    }

    public synchronized long monitoredItems() {
        return server == null ? 0 : server.getMonitoredItemCount().get();
    }

    /** Writes the server's certificate in DER, for the client's trust folder. */
    public void writeCertificate(Path file) throws IOException {
        try {
            Files.write(file, certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IOException("the certificate cannot be encoded", e);
        }
    }

    /** @return the NodeId with its namespace URI, as clients name the variable */
    public String item(String name) {
        return "nsu=" + settings.namespaceUri() + ";s=" + name;
    }

    /** Adds a variable before or after the start. */
    public synchronized void addVariable(String name, NodeId dataType, DataValue initial) {
        Optional<ValueHistory> history =
                settings.history() > 0 ? Optional.of(new ValueHistory(settings.history())) : Optional.empty();
        definitions.put(name, new Definition(dataType, initial, history));
        if (namespace != null) {
            namespace.addVariable(name, dataType, initial, history);
        }
    }

    /**
     * Adds a Boolean that clients may write; before the start.
     *
     * @param equipment does what is asked; false refuses it ({@code Bad_InvalidState})
     */
    public synchronized void addSwitch(String name, Predicate<Boolean> equipment) {
        switches.put(name, equipment);
    }

    /**
     * Publishes a value to every monitored item of the variable.
     *
     * @throws IllegalArgumentException if there is no such variable
     * @throws IllegalStateException    if the server is stopped
     */
    public void publish(String name, DataValue value) {
        PublishingNamespace started;
        synchronized (this) {
            if (namespace == null) {
                throw new IllegalStateException(endpoint() + " is stopped");
            }
            started = namespace;
            definitions.computeIfPresent(name, (key, old) -> new Definition(old.dataType(), value, old.history()));
        }
        started.publish(name, value);
    }

    private OpcUaServerConfig configuration() {
        DefaultCertificateManager certificates =
                new DefaultCertificateManager(new MemoryCertificateQuarantine(), applicationGroup());
        return OpcUaServerConfig.builder()
                .setApplicationName(LocalizedText.english(settings.folder()))
                .setApplicationUri(settings.applicationUri())
                .setProductUri("urn:weft:reference-site")
                .setEndpoints(endpoints())
                .setIdentityValidator(identityValidator())
                .setCertificateManager(certificates)
                .setLimits(limits())
                .build();
    }

    private OpcUaServerConfigLimits limits() {
        return new OpcUaServerConfigLimits() {
            @Override
            public Double getMinPublishingInterval() {
                return settings.minimumPublishingMilliseconds();
            }

            @Override
            public Double getDefaultPublishingInterval() {
                return settings.minimumPublishingMilliseconds();
            }

            @Override
            public Double getMinSupportedSampleRate() {
                return settings.minimumSamplingMilliseconds();
            }
        };
    }

    private IdentityValidator identityValidator() {
        if (settings.login() instanceof Login.Password login) {
            return new UsernameIdentityValidator(challenge -> login.user().equals(challenge.getUsername())
                    && login.password().equals(challenge.getPassword()));
        }
        return AnonymousIdentityValidator.INSTANCE;
    }

    private Set<EndpointConfig> endpoints() {
        Set<EndpointConfig> endpoints = new LinkedHashSet<>();
        endpoints.add(endpoint(PATH, SecurityPolicy.Basic256Sha256, MessageSecurityMode.SignAndEncrypt));
        // Clients ask for the endpoints before they have a secure channel (OPC UA Part 4, 5.5.4).
        String unsecured = settings.offersNone() ? PATH : PATH + "/discovery";
        endpoints.add(endpoint(unsecured, SecurityPolicy.None, MessageSecurityMode.None));
        return endpoints;
    }

    private EndpointConfig endpoint(String path, SecurityPolicy policy, MessageSecurityMode mode) {
        return EndpointConfig.newBuilder()
                .setTransportProfile(TransportProfile.TCP_UASC_UABINARY)
                .setBindAddress(HOST)
                .setHostname(HOST)
                .setBindPort(port)
                .setPath(path)
                .setCertificate(certificate)
                .setSecurityPolicy(policy)
                .setSecurityMode(mode)
                .addTokenPolicy(settings.login() instanceof Login.Password
                        ? OpcUaServerConfig.USER_TOKEN_POLICY_USERNAME
                        : OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS)
                .build();
    }

    private DefaultApplicationGroup applicationGroup() {
        CertificateFactory factory = new RsaSha256CertificateFactory() {
            @Override
            protected KeyPair createRsaSha256KeyPair() {
                return keyPair;
            }

            @Override
            protected X509Certificate[] createRsaSha256CertificateChain(KeyPair ignored) {
                return new X509Certificate[] {certificate};
            }
        };
        try {
            return DefaultApplicationGroup.createAndInitialize(new MemoryTrustListManager(),
                    new MemoryCertificateStore(), factory, new TrustedCertificates(settings.trustFolder()));
        } catch (Exception e) {
            throw new IllegalStateException("the server's certificate cannot be used", e);
        }
    }

    private static void await(OpcUaServer server) throws IOException {
        try {
            server.startup().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the OPC UA server was starting", e);
        } catch (ExecutionException e) {
            throw new IOException("the OPC UA server cannot start", e.getCause());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }
}
