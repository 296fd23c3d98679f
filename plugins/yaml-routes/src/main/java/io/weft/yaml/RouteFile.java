package io.weft.yaml;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The routes of one file in a Camel context of their own, so that no file can disturb another. */
final class RouteFile {

    private static final int SHUTDOWN_SECONDS = 5;

    private final String name;
    private final Supplier<CamelContext> contexts;
    private final Path secrets;
    private CamelContext running;
    private byte[] text;

    /**
     * @param name    the file's name, also the context's
     * @param secrets folder of {@code <name>.properties}, whose values the routes name as {@code {{key}}}
     */
    RouteFile(String name, Supplier<CamelContext> contexts, Path secrets) {
        this.name = name;
        this.contexts = contexts;
        this.secrets = secrets;
    }

    /**
     * Replaces what runs by the routes of a text. The new routes are made ready beside the old ones, which stop only when
     * the new ones are about to take over, since both may want the same port.
     *
     * @throws Exception if the new routes cannot be read or started; the old ones run
     */
    synchronized void run(byte[] yaml) throws Exception {
        CamelContext prepared = prepare(yaml);
        stop();
        try {
            prepared.getRouteController().startAllRoutes();
        } catch (Exception e) {
            prepared.stop();
            resume(e);
            throw e;
        }
        running = prepared;
        text = yaml;
    }

    synchronized void stop() {
        if (running != null) {
            running.stop();
            running = null;
        }
    }

    /** Empty while no routes run. */
    synchronized Optional<CamelContext> running() {
        return Optional.ofNullable(running);
    }

    /** Whether one of the routes that run takes deliveries. */
    synchronized boolean takesDeliveries() {
        return running != null && running.getRoutes().stream()
                .anyMatch(route -> RouteSink.ENDPOINT.equals(route.getEndpoint().getEndpointUri()));
    }

    /** A started context with routes that do not run yet: their text, endpoints and expressions are right. */
    private CamelContext prepare(byte[] yaml) throws Exception {
        CamelContext context = contexts.get();
        try {
            context.getCamelContextExtension().setName(name);
            // The context of the version before has the same name and is still managed.
            context.getManagementNameStrategy().setNamePattern("#name#-#counter#");
            context.getShutdownStrategy().setTimeout(SHUTDOWN_SECONDS);
            context.setAutoStartup(false);
            context.getPropertiesComponent().setLocation("file:" + secrets.resolve(name + ".properties") + ";optional=true");
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromBytes(name + ".yaml", yaml));
            context.start();
            if (context.getRoutes().isEmpty()) {
                throw new IllegalArgumentException("the file holds no route");
            }
            return context;
        } catch (Exception e) {
            context.stop();
            throw e;
        }
    }

    private void resume(Exception cause) {
        if (text == null) {
            return;
        }
        try {
            running = prepare(text);
            running.getRouteController().startAllRoutes();
        } catch (Exception e) {
            cause.addSuppressed(e);
        }
    }
}
