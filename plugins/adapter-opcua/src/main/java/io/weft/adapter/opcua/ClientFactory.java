package io.weft.adapter.opcua;

import io.weft.adapter.opcua.Settings.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.milo.opcua.sdk.client.DiscoveryClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfig;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfigBuilder;
import org.eclipse.milo.opcua.sdk.client.identity.AnonymousProvider;
import org.eclipse.milo.opcua.sdk.client.identity.IdentityProvider;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransport;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfig;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfigBuilder;

/** Makes a client for the one endpoint of the server that has exactly the configured policy and mode. */
final class ClientFactory {

    private final String instance;
    private final Settings settings;
    private final ServerTrust trust;
    private final UInteger timeout;

    ClientFactory(String instance, Settings settings, ServerTrust trust) {
        this.instance = instance;
        this.settings = settings;
        this.trust = trust;
        this.timeout = Unsigned.uint(settings.timing().requestTimeout().toMillis());
    }

    /** Asks the server for its endpoints; completes on one of Milo's threads. */
    CompletableFuture<OpcUaClient> create() {
        trust.forget();
        return endpoints(settings.endpoint())
                .exceptionallyCompose(failure -> endpoints(discoveryUrl())
                        .exceptionallyCompose(ignored -> CompletableFuture.failedFuture(failure)))
                .thenApplyAsync(this::client, Stack.sharedExecutor());
    }

    private CompletableFuture<List<EndpointDescription>> endpoints(String url) {
        return DiscoveryClient.getEndpoints(url, this::configure);
    }

    /** Where a server answers without a secure channel, if it does not at the endpoint itself (Part 6, 7.1.2.3). */
    private String discoveryUrl() {
        return settings.endpoint() + (settings.endpoint().endsWith("/") ? "discovery" : "/discovery");
    }

    private OpcUaClient client(List<EndpointDescription> offered) {
        try {
            EndpointDescription endpoint = offered.stream()
                    .filter(candidate -> settings.securityPolicy().getUri().equals(candidate.getSecurityPolicyUri())
                            && settings.securityMode() == candidate.getSecurityMode())
                    .findFirst()
                    .orElseThrow(() -> new UaException(StatusCodes.Bad_SecurityPolicyRejected,
                            "the server offers no endpoint with " + settings.securityPolicy().name() + " and "
                                    + settings.securityMode()));
            OpcTcpClientTransportConfigBuilder transport = OpcTcpClientTransportConfig.newBuilder();
            configure(transport);
            return new OpcUaClient(configuration(reachable(endpoint)), new OpcTcpClientTransport(transport.build()));
        } catch (UaException | IOException | GeneralSecurityException e) {
            throw new CompletionException(e);
        }
    }

    /** Servers name themselves as they know themselves; the site says how they are reached. */
    private EndpointDescription reachable(EndpointDescription endpoint) {
        return EndpointUtil.updateUrl(endpoint, EndpointUtil.getHost(settings.endpoint()),
                EndpointUtil.getPort(settings.endpoint()));
    }

    private void configure(OpcTcpClientTransportConfigBuilder transport) {
        transport.setConnectTimeout(timeout).setAcknowledgeTimeout(timeout);
    }

    private OpcUaClientConfig configuration(EndpointDescription endpoint)
            throws IOException, GeneralSecurityException {
        OpcUaClientConfigBuilder builder = OpcUaClientConfig.builder()
                .setEndpoint(endpoint)
                .setApplicationName(LocalizedText.english("Weft " + instance))
                .setApplicationUri("urn:weft:" + instance.replace('~', ':'))
                .setProductUri("urn:weft")
                .setRequestTimeout(timeout)
                .setKeepAliveTimeout(timeout)
                .setCertificateValidator(trust)
                .setIdentityProvider(login());
        if (settings.securityPolicy() != SecurityPolicy.None) {
            ApplicationIdentity identity = ApplicationIdentity.loadOrCreate(settings.identityFolder(), instance);
            builder.setApplicationUri(identity.applicationUri())
                    .setKeyPair(identity.keys())
                    .setCertificate(identity.certificate())
                    .setCertificateChain(new X509Certificate[] {identity.certificate()});
        }
        return builder.build();
    }

    private IdentityProvider login() {
        if (settings.login() instanceof Login.Password login) {
            return new UsernameProvider(login.user(), () -> password(login.passwordFile()), trust);
        }
        return new AnonymousProvider();
    }

    private static byte[] password(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("passwordFile " + file + " cannot be read", e);
        }
    }
}
