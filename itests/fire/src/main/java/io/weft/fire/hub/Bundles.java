package io.weft.fire.hub;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What a running hub tells of its bundles over JMX (OSGi Compendium, chapter 124). */
public final class Bundles implements AutoCloseable {

    private final JMXConnector connector;

    private Bundles(JMXConnector connector) {
        this.connector = connector;
    }

    static Bundles connect(int registryPort, int jmxPort, String user, String password) throws IOException {
        String url = "service:jmx:rmi://127.0.0.1:" + jmxPort + "/jndi/rmi://127.0.0.1:" + registryPort + "/karaf-root";
        return new Bundles(JMXConnectorFactory.connect(new JMXServiceURL(url),
                Map.of(JMXConnector.CREDENTIALS, new String[] {user, password})));
    }

    /** {@code "<symbolic name> <version> <state>"} to the time of the last change, milliseconds since the epoch. */
    public Map<String, Long> lastModified() throws IOException {
        try {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            ObjectName name = server.queryNames(new ObjectName("osgi.core:type=bundleState,*"), null).stream()
                    .findFirst().orElseThrow(() -> new IOException("the hub has no bundleState MBean"));
            TabularData table = (TabularData) server.invoke(name, "listBundles", new Object[0], new String[0]);
            Map<String, Long> times = new TreeMap<>();
            Collection<?> rows = table.values();
            for (Object each : rows) {
                CompositeData row = (CompositeData) each;
                times.put(row.get("SymbolicName") + " " + row.get("Version") + " " + row.get("State"),
                        (Long) row.get("LastModified"));
            }
            return times;
        } catch (JMException e) {
            throw new IOException("the hub does not tell its bundles", e);
        }
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
