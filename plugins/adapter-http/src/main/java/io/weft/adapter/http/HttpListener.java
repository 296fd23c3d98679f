package io.weft.adapter.http;

import io.weft.adapter.Adapter;
import io.weft.adapter.AdapterState;
import io.weft.http.HttpEndpoint;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.apache.camel.spi.ComponentResolver;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hub's HTTP listener: serves every {@link HttpEndpoint} that is registered. */
@Component(service = Adapter.class, immediate = true, configurationPid = "io.weft.http")
public final class HttpListener implements Adapter {

    private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<HttpEndpoint> endpoints = List.of();

    private final BundleContext bundle;
    private final ListenerSettings settings;
    private volatile Listener listener;
    private volatile List<String> faults;

    @Activate
    public HttpListener(BundleContext bundle, Map<String, Object> properties,
            @Reference(target = "(component=netty-http)") ComponentResolver nettyHttp) {
        this.bundle = bundle;
        this.settings = ListenerSettings.of(properties);
        this.faults = settings.faults();
    }

    @Activate
    void start() {
        if (faults.isEmpty()) {
            try {
                listener = new Listener(new OsgiDefaultCamelContext(bundle), settings,
                        new RememberedLogins(new JaasAuthenticator(settings.realm()), settings.remember(), Clock.systemUTC()),
                        () -> endpoints);
            } catch (Exception e) {
                LOG.error("{}:{} cannot be listened on", settings.host(), settings.port(), e);
                faults = List.of("port: '" + settings.port() + "' on " + settings.host() + " cannot be listened on: " + e);
            }
        }
        faults.forEach(fault -> LOG.error("io.weft.http: {}", fault));
    }

    @Deactivate
    void stop() {
        if (listener != null) {
            listener.close();
        }
    }

    @Override
    public String instance() {
        return "http-listener";
    }

    @Override
    public String system() {
        return "weft";
    }

    @Override
    public AdapterState state() {
        return listener == null ? AdapterState.MISCONFIGURED : AdapterState.UP;
    }

    @Override
    public List<String> faults() {
        return faults;
    }
}
