package io.weft.database.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One PostgreSQL server as a child of this hub, on 127.0.0.1 alone. It outlives a hub that is killed and is adopted by the
 * next one; a server that dies is started again on the same port. {@link #close()} leaves no process behind.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /** The one role; a superuser of its own server. */
    public static final String USER = "weft";

    /** The database that initdb makes. */
    public static final String DATABASE = "postgres";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration RESTART_PAUSE = Duration.ofSeconds(1);

    private final Cluster cluster;
    private final Duration timeout;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final int port;
    private final boolean adopted;
    private final Thread supervisor;
    private volatile boolean closing;

    private EmbeddedPostgres(Cluster cluster, Duration timeout, FileChannel lockFile, FileLock lock, int port,
            boolean adopted) {
        this.cluster = cluster;
        this.timeout = timeout;
        this.lockFile = lockFile;
        this.lock = lock;
        this.port = port;
        this.adopted = adopted;
        this.supervisor = new Thread(this::supervise, "weft-postgres-supervisor");
        this.supervisor.setDaemon(true);
    }

    /**
     * Starts the server of a folder, or adopts the one that still runs there; returns when it accepts connections.
     *
     * @param home    made if it is not there; holds programs, data, password and log
     * @param port    0 for any free port
     * @param timeout for each start and stop
     * @throws IOException naming the folder, if another hub uses it or the server does not start
     */
    public static EmbeddedPostgres start(Path home, int port, Duration timeout) throws IOException, InterruptedException {
        Files.createDirectories(home);
        Path realHome = home.toRealPath();
        Files.setPosixFilePermissions(realHome, PosixFilePermissions.fromString("rwx------"));
        FileChannel lockFile = FileChannel.open(
                realHome.resolve("hub.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = lock(lockFile, realHome);
            Cluster cluster = Cluster.prepare(realHome, Binaries.unpack(realHome), timeout);
            Optional<Postmaster> running = Postmaster.of(cluster.data());
            int chosen = running.map(Postmaster::port).orElse(port == 0 ? freePort() : port);
            if (running.isPresent()) {
                LOG.info("adopted PostgreSQL {} on port {}", running.get().pid(), chosen);
            } else {
                cluster.start(chosen);
                LOG.info("started PostgreSQL in {} on port {}", realHome, chosen);
            }
            awaitAccepting(chosen, timeout);
            EmbeddedPostgres postgres =
                    new EmbeddedPostgres(cluster, timeout, lockFile, lock, chosen, running.isPresent());
            postgres.supervisor.start();
            return postgres;
        } catch (IOException | InterruptedException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    private static FileLock lock(FileChannel lockFile, Path home) throws IOException {
        try {
            FileLock lock = lockFile.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException("home: '" + home + "' is used by another database of this process", e);
        }
        throw new IOException("home: '" + home + "' is used by another hub");
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public Path passwordFile() {
        return cluster.passwordFile();
    }

    public int port() {
        return port;
    }

    /** Whether the server was already running when this hub came. */
    public boolean adopted() {
        return adopted;
    }

    /** The server's process, unless it is down at this moment. */
    public Optional<ProcessHandle> process() throws IOException {
        return Postmaster.of(cluster.data()).flatMap(postmaster -> ProcessHandle.of(postmaster.pid()));
    }

    private void supervise() {
        while (!closing) {
            try {
                Optional<ProcessHandle> process = process();
                if (process.isPresent()) {
                    process.get().onExit().join();
                } else if (!closing) {
                    restart();
                }
            } catch (InterruptedException e) {
                return;
            } catch (IOException e) {
                LOG.error("PostgreSQL on port {} is down and does not start: {}", port, e.getMessage());
                pause();
            }
        }
    }

    private synchronized void restart() throws IOException, InterruptedException {
        if (closing) {
            return;
        }
        LOG.warn("PostgreSQL on port {} is gone, starting it again", port);
        cluster.start(port);
    }

    private void pause() {
        try {
            Thread.sleep(RESTART_PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitAccepting(int port, Duration timeout) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return;
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("port: '" + port + "' accepts no connection within " + timeout, e);
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Stops the server; it has ended when this returns. Connections that are open are cut. */
    @Override
    public void close() throws IOException, InterruptedException {
        closing = true;
        supervisor.interrupt();
        try {
            stop();
        } finally {
            lock.release();
            lockFile.close();
        }
    }

    private synchronized void stop() throws IOException, InterruptedException {
        Optional<ProcessHandle> process = process();
        if (process.isPresent()) {
            cluster.stop();
            try {
                process.get().onExit().get(timeout.toSeconds(), TimeUnit.SECONDS);
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                throw new IOException("PostgreSQL " + process.get().pid() + " has not ended within " + timeout, e);
            }
        }
    }

    /** What the server must be started with; the command line wins over every file, so no edit can weaken it. */
    static List<String> settings(int port) {
        return List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "password_encryption=scram-sha-256",
                "max_connections=100",
                "shared_buffers=" + SharedBuffers.setting(),
                "max_wal_size=4GB");
    }
}
