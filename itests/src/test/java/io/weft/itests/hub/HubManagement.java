package io.weft.itests.hub;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What a running hub tells of itself over JMX: the OSGi JMX Management Model (OSGi Compendium, chapter 124). */
public final class HubManagement implements AutoCloseable {

    private final JMXConnector connector;
    private final MBeanServerConnection server;

    private HubManagement(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
    }

    /**
     * @throws IOException if the hub does not (yet) answer
     * @throws SecurityException if it refuses the credentials
     */
    public static HubManagement connect(HubAccess access) throws IOException {
        Map<String, ?> environment =
                Map.of(JMXConnector.CREDENTIALS, new String[] {access.user(), access.password()});
        return new HubManagement(JMXConnectorFactory.connect(new JMXServiceURL(access.jmxUrl()), environment));
    }

    /** All installed bundles, by id. */
    public List<BundleStatus> bundles() throws IOException {
        return rows("bundleState", "listBundles").stream()
                .map(BundleStatus::of)
                .sorted((left, right) -> Long.compare(left.id(), right.id()))
                .toList();
    }

    /** Stops one route of one Camel context, as an operator does from the console. */
    public void stopRoute(String context, String route) throws IOException {
        invoke(context, route, "stop");
    }

    /** Starts it again. */
    public void startRoute(String context, String route) throws IOException {
        invoke(context, route, "start");
    }

    /** Camel puts the bundle's name before the context's. */
    private void invoke(String context, String route, String operation) throws IOException {
        String pattern = "org.apache.camel:context=*" + context + ",type=routes,name=\"" + route + "\"";
        try {
            Set<ObjectName> names = server.queryNames(new ObjectName(pattern), null);
            if (names.size() != 1) {
                throw new IOException("JMX: " + pattern + " is " + names);
            }
            server.invoke(names.iterator().next(), operation, new Object[0], new String[0]);
        } catch (JMException e) {
            throw new IOException("JMX: " + pattern + "." + operation, e);
        }
    }

    /** For whatever else a test wants to know. */
    public MBeanServerConnection server() {
        return server;
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }

    /** Empty while the MBean is not there, which early in a start it is not. */
    private List<CompositeData> rows(String type, String operation) throws IOException {
        try {
            for (ObjectName name : server.queryNames(new ObjectName("osgi.core:type=" + type + ",*"), null)) {
                TabularData table = (TabularData) server.invoke(name, operation, new Object[0], new String[0]);
                return values(table).stream().map(CompositeData.class::cast).toList();
            }
            return List.of();
        } catch (JMException | RuntimeMBeanException e) {
            throw new IOException("JMX: " + type + "." + operation, e);
        }
    }

    private static Collection<?> values(TabularData table) {
        return table.values();
    }
}
