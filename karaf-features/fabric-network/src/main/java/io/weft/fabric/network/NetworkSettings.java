package io.weft.fabric.network;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** What was chosen when the network was made; the ports stand in the channel's first block, so they stay. */
record NetworkSettings(String channel, String contract, Map<Node, Integer> ports, int adminPort) {

    // Below the range from which systems take ports for outgoing connections: nobody takes one between down and up.
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 30_000;

    NetworkSettings {
        ports = Collections.unmodifiableMap(new EnumMap<>(ports));
    }

    static NetworkSettings choose(String channel, String contract) {
        Set<Integer> taken = new HashSet<>();
        Map<Node, Integer> ports = new EnumMap<>(Node.class);
        for (Node node : Node.values()) {
            ports.put(node, freePort(taken));
        }
        return new NetworkSettings(channel, contract, ports, freePort(taken));
    }

    int port(Node node) {
        return ports.get(node);
    }

    void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("channel", channel);
        properties.setProperty("contract", contract);
        properties.setProperty("port.admin", Integer.toString(adminPort));
        ports.forEach((node, port) -> properties.setProperty("port." + node, Integer.toString(port)));
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "A network of weft fabric up");
        }
    }

    static NetworkSettings read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<Node, Integer> ports = new EnumMap<>(Node.class);
        for (Node node : Node.values()) {
            ports.put(node, Integer.valueOf(properties.getProperty("port." + node)));
        }
        return new NetworkSettings(properties.getProperty("channel"), properties.getProperty("contract"), ports,
                Integer.parseInt(properties.getProperty("port.admin")));
    }

    private static int freePort(Set<Integer> taken) {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (taken.add(port) && isFree(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
