package io.weft.itests.probe;

import java.net.URL;
import org.apache.camel.CamelContext;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Runs inside the hub, as a team's own route bundle would: the routes in its {@code routes.yaml}, in one context. */
public final class CamelProbe implements BundleActivator {

    private CamelContext context;

    @Override
    public void start(BundleContext bundle) throws Exception {
        context = new OsgiDefaultCamelContext(bundle);
        URL routes = bundle.getBundle().getEntry("routes.yaml");
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromBytes("routes.yaml", routes.openStream().readAllBytes()));
        context.start();
        // No route of the probe uses these: they would need a peer. Creating one loads what it needs.
        // Only now, as the context starts all that it has when it starts, and a started milo-server listens.
        for (String component : new String[] {"milo-client", "milo-server", "netty"}) {
            if (context.getComponent(component, true, false) == null) {
                throw new IllegalStateException("No Camel component " + component);
            }
        }
    }

    @Override
    public void stop(BundleContext bundle) {
        context.stop();
    }
}
