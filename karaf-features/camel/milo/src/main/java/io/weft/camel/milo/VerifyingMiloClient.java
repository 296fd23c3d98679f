package io.weft.camel.milo;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Endpoint;
import org.apache.camel.component.milo.client.MiloClientComponent;
import org.apache.camel.component.milo.client.MiloClientEndpoint;
import org.apache.camel.spi.annotations.Component;

/**
 * The component {@code milo-client} with one parameter more: {@code trustFolder}, certificates (DER or PEM) of the servers
 * that it may talk to; without it, to none over a secure channel. The policy is Basic256Sha256 unless
 * {@code allowedSecurityPolicies} names others.
 */
@Component("milo-client")
public final class VerifyingMiloClient extends MiloClientComponent {

    private static final String DEFAULT_POLICY = "Basic256Sha256";

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        Optional<Path> trustFolder =
                Optional.ofNullable(getAndRemoveParameter(parameters, "trustFolder", String.class)).map(Path::of);
        VerifiedConfiguration configuration = new VerifiedConfiguration(getConfiguration(), trustFolder);
        configuration.setEndpointUri(remaining);
        if (configuration.getAllowedSecurityPolicies().isEmpty()) {
            configuration.setAllowedSecurityPolicies(DEFAULT_POLICY);
        }
        MiloClientEndpoint endpoint =
                new MiloClientEndpoint(uri, this, configuration.getEndpointUri(), getMiloClientConnectionManager());
        endpoint.setConfiguration(configuration);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
