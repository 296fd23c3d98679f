package io.weft.route.anchor;

import io.weft.ledger.Log;
import org.apache.camel.CamelContext;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The anchor bundle: runs {@link AnchorRoutes} while the log is there. */
@Component(service = Anchor.class, immediate = true, configurationPid = "io.weft.route.anchor")
public final class Anchor {

    private static final int SHUTDOWN_SECONDS = 5;

    private final CamelContext context;

    /** Configuration of {@code io.weft.route.anchor}. */
    public @interface Configuration {

        /** How long an idle sequencer rests, milliseconds. */
        int advanceMillis() default 100;

        /** How often checkpoints are offered to the sinks, milliseconds. */
        int publishMillis() default 250;
    }

    @Activate
    public Anchor(BundleContext bundle, Configuration configuration, @Reference Log log) throws Exception {
        context = new OsgiDefaultCamelContext(bundle);
        context.getCamelContextExtension().setName("weft-anchor");
        context.getShutdownStrategy().setTimeout(SHUTDOWN_SECONDS);
        context.getPropertiesComponent()
                .addOverrideProperty("advanceMillis", Integer.toString(configuration.advanceMillis()));
        context.getPropertiesComponent()
                .addOverrideProperty("publishMillis", Integer.toString(configuration.publishMillis()));
        context.addRoutes(new AnchorRoutes(log));
        context.start();
    }

    @Deactivate
    void stop() {
        context.stop();
    }
}
