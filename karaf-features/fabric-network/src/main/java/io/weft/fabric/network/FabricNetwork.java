package io.weft.fabric.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hyperledger.fabric.client.CommitException;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;

/**
 * One orderer and two organizations, each with a peer and a contract process, on 127.0.0.1, and a channel with the
 * contract. Its nodes outlive the program that started them, until {@link #stop()}.
 */
public final class FabricNetwork {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long POLL_MILLIS = 100;
    private static final long ANSWER_POLL_MILLIS = 10;
    private static final String NAME = "evidence";

    private final Layout layout;
    private final NetworkSettings settings;
    private final FabricPrograms programs;
    private final NodeCommands commands;
    private final Map<Node, NodeProcess> processes = new EnumMap<>(Node.class);
    private final Consumer<String> progress;

    private FabricNetwork(Layout layout, NetworkSettings settings, FabricPrograms programs, ContractProgram contract,
            Consumer<String> progress) throws IOException {
        this.layout = layout;
        this.settings = settings;
        this.programs = programs;
        this.progress = progress;
        this.commands = new NodeCommands(layout, settings, programs, contract, ContractPackage.id(layout.contractPackage()));
        for (Node node : Node.values()) {
            processes.put(node, new NodeProcess(node, layout));
        }
    }

    /**
     * Makes the network if the folder holds none, else starts what of it does not run. Returns when both organizations
     * endorse through either gateway.
     *
     * @param progress takes a line for each step
     * @throws FabricException if a step fails, or it is not ready in time
     */
    public static FabricNetwork start(Path folder, FabricPrograms programs, ContractProgram contract,
            Consumer<String> progress) throws IOException, InterruptedException, FabricException {
        Layout layout = new Layout(folder);
        if (Files.exists(layout.committed())) {
            FabricNetwork network = open(folder, programs, contract, progress);
            network.startNodes();
            network.awaitReady();
            return network;
        }
        if (Files.exists(layout.settings())) {
            progress.accept("the network in " + layout.folder() + " was not finished: starting anew");
            NetworkFolder.of(folder).delete();
        }
        NetworkFolder.checkFree(layout);
        Files.createDirectories(layout.folder());
        NetworkSettings settings = NetworkSettings.choose(NAME, NAME);
        settings.write(layout.settings());
        new Configuration(layout, settings, programs).write();
        progress.accept("keys, first block and configuration written");
        FabricNetwork network = new FabricNetwork(layout, settings, programs, contract, progress);
        network.startNodes();
        network.makeChannel();
        network.awaitReady();
        return network;
    }

    /** Opens a network that was made before, as it is. */
    public static FabricNetwork open(Path folder, FabricPrograms programs, ContractProgram contract,
            Consumer<String> progress) throws IOException, FabricException {
        Layout layout = new Layout(folder);
        if (!Files.exists(layout.committed())) {
            throw new FabricException("no network in " + layout.folder() + "; weft fabric up makes one");
        }
        return new FabricNetwork(layout, NetworkSettings.read(layout.settings()), programs, contract, progress);
    }

    /** The file of an organization's client that anchors. */
    public Path connection(int organization) {
        return layout.organization(organization).resolve("connection.properties");
    }

    /** The file of an organization's admin, who approves keys. */
    public Path admin(int organization) {
        return layout.organization(organization).resolve("admin.properties");
    }

    /** The folder with the root certificate of each organization, {@code <MSP ID>.pem}. */
    public Path organizations() {
        return layout.organizations();
    }

    /** The folder with the TLS identity of an organization's peer, {@code server.crt} and {@code server.key}. */
    public Path peerTls(int organization) {
        return layout.peerIdentity(organization).resolve("tls");
    }

    public Path log(Node node) {
        return layout.log(node.toString());
    }

    public int port(Node node) {
        return settings.port(node);
    }

    public NodeState state(Node node) throws IOException {
        return processes.get(node).state();
    }

    /** Ends a node as a power cut would. */
    public void kill(Node node) throws IOException, InterruptedException, FabricException {
        processes.get(node).kill();
    }

    /** Stops a node where it stands: it takes connections and answers nothing. */
    public void freeze(Node node) throws IOException, InterruptedException, FabricException {
        processes.get(node).freeze();
    }

    public void resume(Node node) throws IOException, InterruptedException, FabricException {
        processes.get(node).resume();
    }

    /** Starts a node that does not run, and waits until it listens. */
    public void restart(Node node) throws IOException, InterruptedException, FabricException {
        processes.get(node).start(commands.words(node), commands.environment(node));
        awaitPort(node, settings.port(node));
    }

    /** Stops all nodes; their data stays. */
    public void stop() throws IOException, InterruptedException, FabricException {
        NetworkFolder.of(layout.folder()).stop();
    }

    /** Both organizations' admins approve a log's key, the owner's first; returns when either peer knows it. */
    public void approveKey(int owner, String origin, String verifierKey)
            throws IOException, InterruptedException, FabricException {
        for (int organization : List.of(owner, 3 - owner)) {
            approve(organization, verifierKey.split("\\+", 2)[0], "approveKey", origin, verifierKey);
        }
    }

    /** Both organizations' admins revoke a log's key for anchors above the size; returns when either peer knows it. */
    public void approveRevocation(String origin, String keyId, long fromSize)
            throws IOException, InterruptedException, FabricException {
        for (int organization : List.of(1, 2)) {
            approve(organization, origin, "approveRevocation", origin, keyId, Long.toString(fromSize));
        }
    }

    /**
     * Waits until each organization's peer answers a query so. What is committed on one peer, where a submitted call
     * returns, comes to the other one some time later, and until then the two endorse different things.
     *
     * @param part what both answers must hold
     */
    public void awaitAnswer(String part, String function, String... arguments)
            throws IOException, InterruptedException, FabricException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int organization : List.of(1, 2)) {
            try (ChannelClient client = ChannelClient.open(connection(organization))) {
                while (!answers(client, part, function, arguments)) {
                    if (System.nanoTime() > deadline) {
                        throw new FabricException(function + " of peer" + organization + " does not tell " + part + " after "
                                + PATIENCE.toSeconds() + " s");
                    }
                    TimeUnit.MILLISECONDS.sleep(ANSWER_POLL_MILLIS);
                }
            } catch (GeneralSecurityException e) {
                throw new FabricException(connection(organization) + ": " + e.getMessage(), e);
            }
        }
    }

    private static boolean answers(ChannelClient client, String part, String function, String... arguments) {
        try {
            return client.evaluate(function, arguments).contains(part);
        } catch (GatewayException e) {
            // Not there yet; the caller's patience ends it.
            return false;
        }
    }

    private void approve(int organization, String keyName, String function, String... arguments)
            throws IOException, InterruptedException, FabricException {
        String key;
        try (ChannelClient client = ChannelClient.open(admin(organization))) {
            key = client.submit(function, arguments);
        } catch (GeneralSecurityException | GatewayException | CommitException e) {
            throw new FabricException("org" + organization + " did not approve: " + Refused.message(e), e);
        }
        awaitAnswer(key, "keys", keyName);
    }

    /** Waits until both organizations endorse, asked through either one's gateway. */
    public void awaitReady() throws IOException, InterruptedException, FabricException {
        for (Node node : List.of(Node.CONTRACT1, Node.CONTRACT2)) {
            awaitPort(node, settings.port(node));
        }
        for (int organization : List.of(1, 2)) {
            awaitReady(organization);
            progress.accept("both organizations endorse through peer" + organization);
        }
    }

    private void startNodes() throws IOException, InterruptedException, FabricException {
        for (Node node : Node.values()) {
            if (state(node) == NodeState.FROZEN) {
                resume(node);
            }
            processes.get(node).start(commands.words(node), commands.environment(node));
        }
        for (Node node : List.of(Node.ORDERER, Node.PEER1, Node.PEER2)) {
            awaitPort(node, settings.port(node));
        }
        progress.accept("orderer and peers listen");
    }

    private void makeChannel() throws IOException, InterruptedException, FabricException {
        ChannelSetup setup = new ChannelSetup(layout, settings, programs);
        awaitPort(Node.ORDERER, settings.adminPort());
        setup.joinOrderer();
        for (int organization : List.of(1, 2)) {
            setup.joinPeer(organization);
            setup.install(organization);
        }
        progress.accept("channel " + settings.channel() + " joined, contract installed");
        for (int organization : List.of(1, 2)) {
            setup.approve(organization, commands.packageId());
        }
        progress.accept("contract " + settings.contract() + " approved by both organizations");
        setup.commit();
        Files.createFile(layout.committed());
        progress.accept("contract committed");
    }

    private void awaitReady(int organization) throws IOException, InterruptedException, FabricException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (ChannelClient client = ChannelClient.open(connection(organization))) {
            while (true) {
                try {
                    client.endorse("head", "ready");
                    return;
                } catch (EndorseException e) {
                    if (System.nanoTime() > deadline) {
                        throw new FabricException("no endorsement of both organizations through peer" + organization
                                + " after " + PATIENCE.toSeconds() + " s: " + Refused.message(e), e);
                    }
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        } catch (GeneralSecurityException e) {
            throw new FabricException(connection(organization) + ": " + e.getMessage(), e);
        }
    }

    private void awaitPort(Node node, int port) throws IOException, InterruptedException, FabricException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!listens(port)) {
            if (state(node) == NodeState.STOPPED) {
                throw new FabricException(node + " ended while starting; see " + log(node));
            }
            if (System.nanoTime() > deadline) {
                throw new FabricException(node + " does not listen at 127.0.0.1:" + port + "; see " + log(node));
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
