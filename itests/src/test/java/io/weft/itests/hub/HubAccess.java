package io.weft.itests.hub;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.UUID;

/**
 * How to reach one hub.
 *
 * @param sshPort the shell's
 * @param registryPort of the RMI registry, where JMX clients look first
 * @param jmxPort of the JMX connector itself
 * @param httpPort of the one HTTP listener
 * @param user member of group {@code admin}
 * @param password in clear; the hub keeps only its digest
 */
public record HubAccess(int sshPort, int registryPort, int jmxPort, int httpPort, String user, String password) {

    /** Takes ports that are free now, and a new password. */
    static HubAccess generate() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        // All are held open at once, so that they differ.
        try (ServerSocket ssh = new ServerSocket(0, 1, loopback);
                ServerSocket registry = new ServerSocket(0, 1, loopback);
                ServerSocket jmx = new ServerSocket(0, 1, loopback);
                ServerSocket http = new ServerSocket(0, 1, loopback)) {
            return new HubAccess(
                    ssh.getLocalPort(),
                    registry.getLocalPort(),
                    jmx.getLocalPort(),
                    http.getLocalPort(),
                    "itest",
                    UUID.randomUUID().toString());
        }
    }

    void writeTo(HubConfiguration configuration) {
        configuration.set("org.apache.karaf.shell.cfg", "sshPort", Integer.toString(sshPort));
        configuration.set("org.apache.karaf.management.cfg", "rmiRegistryPort", Integer.toString(registryPort));
        configuration.set("org.apache.karaf.management.cfg", "rmiServerPort", Integer.toString(jmxPort));
        configuration.set("io.weft.http.cfg", "port", Integer.toString(httpPort));
        configuration.set("users.properties", user, password + ",_g_:admin");
    }

    /** The root of the REST interface, with a slash at its end. */
    public URI httpAddress() {
        return URI.create("http://127.0.0.1:" + httpPort + "/");
    }

    String jmxUrl() {
        return "service:jmx:rmi://127.0.0.1:" + jmxPort + "/jndi/rmi://127.0.0.1:" + registryPort + "/karaf-root";
    }
}
