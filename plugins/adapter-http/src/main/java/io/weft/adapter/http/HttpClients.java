package io.weft.adapter.http;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.apache.camel.spi.ComponentResolver;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.util.Timeout;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** One Camel context and one pool of connections for all sinks. */
@Component(service = HttpClients.class)
public final class HttpClients {

    private static final long CONNECT_MILLIS = 5_000;
    private static final int CONNECTIONS_PER_TARGET = 20;

    private final CamelContext context;

    @Activate
    public HttpClients(BundleContext bundle, @Reference(target = "(component=http)") ComponentResolver http) {
        this(new OsgiDefaultCamelContext(bundle));
    }

    HttpClients(CamelContext context) {
        this.context = context;
        context.getCamelContextExtension().setName("weft-httpsinks");
        context.start();
    }

    /**
     * A target of its own. Redirects and repeats are left to whoever knows what was sent: a repeat is the delivery
     * route's to time, and a redirect would carry the credentials elsewhere.
     */
    Endpoint target(HttpSinkSettings settings) throws Exception {
        HttpComponent component = context.getComponent(settings.url().getScheme(), HttpComponent.class);
        component.setConnectTimeout(CONNECT_MILLIS);
        component.setConnectionsPerRoute(CONNECTIONS_PER_TARGET);
        String options = "bridgeEndpoint=true&throwExceptionOnFailure=false&disableStreamCache=true&httpMethod=POST";
        String separator = settings.url().getRawQuery() == null ? "?" : "&";
        HttpEndpoint endpoint =
                (HttpEndpoint) component.createEndpoint(settings.url() + separator + options);
        RequestConfig bounds = RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.ofSeconds(settings.timeoutSeconds()))
                .setResponseTimeout(Timeout.ofSeconds(settings.timeoutSeconds()))
                .build();
        endpoint.setHttpClientConfigurer(
                builder -> builder.disableAutomaticRetries().disableRedirectHandling().disableCookieManagement()
                        .setDefaultRequestConfig(bounds));
        return endpoint;
    }

    @Deactivate
    void stop() {
        context.stop();
    }
}
