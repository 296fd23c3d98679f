package io.weft.itests.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A TCP socket on which a process listens, as the Linux kernel tells it (proc(5), {@code /proc/net/tcp}).
 *
 * @param address the wildcard address if it listens on all
 */
public record Listener(InetAddress address, int port) implements Comparable<Listener> {

    private static final String LISTEN = "0A";

    /** Those of one process, by port. */
    public static Set<Listener> of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        Set<Listener> listeners = new TreeSet<>();
        try {
            Set<String> inodes = socketInodes(process.resolve("fd"));
            for (String table : Set.of("net/tcp", "net/tcp6")) {
                try (Stream<String> lines = Files.lines(process.resolve(table))) {
                    lines.skip(1)
                            .map(line -> line.strip().split("\\s+"))
                            .filter(field -> field[3].equals(LISTEN) && inodes.contains(field[9]))
                            .map(field -> parse(field[1]))
                            .forEach(listeners::add);
                }
            }
            return listeners;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the sockets of process " + pid, e);
        }
    }

    public boolean isLoopback() {
        return address.isLoopbackAddress();
    }

    @Override
    public int compareTo(Listener other) {
        int byPort = Integer.compare(port, other.port);
        return byPort != 0 ? byPort : address.getHostAddress().compareTo(other.address.getHostAddress());
    }

    @Override
    public String toString() {
        return new InetSocketAddress(address, port).toString();
    }

    private static Set<String> socketInodes(Path descriptors) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> links = Files.list(descriptors)) {
            for (Path link : links.collect(Collectors.toSet())) {
                String target = target(link);
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        }
        return inodes;
    }

    private static String target(Path link) throws IOException {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (NoSuchFileException closedMeanwhile) {
            return "";
        }
    }

    /** {@code 0100007F:1F90}: each 32-bit word of the address in the machine's byte order, the port as a number. */
    private static Listener parse(String field) {
        int colon = field.indexOf(':');
        ByteBuffer words = ByteBuffer.wrap(HexFormat.of().parseHex(field.substring(0, colon)));
        ByteBuffer address = ByteBuffer.allocate(words.capacity()).order(ByteOrder.nativeOrder());
        while (words.hasRemaining()) {
            address.putInt(words.getInt());
        }
        try {
            return new Listener(
                    InetAddress.getByAddress(address.array()), Integer.parseInt(field.substring(colon + 1), 16));
        } catch (IOException e) {
            throw new UncheckedIOException("Not an address: " + field, e);
        }
    }
}
