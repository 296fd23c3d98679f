package io.weft.fire.ledger;

import io.weft.fabric.network.ChannelClient;
import io.weft.fabric.network.ContractProgram;
import io.weft.fabric.network.FabricException;
import io.weft.fabric.network.FabricNetwork;
import io.weft.fabric.network.FabricPrograms;
import io.weft.fabric.network.NetworkFolder;
import io.weft.fabric.network.Node;
import io.weft.fabric.network.NodeState;
import io.weft.fabric.receipt.PinnedOrganizations;
import io.weft.fabric.receipt.ReceiptVerifier;
import io.weft.fire.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.client.ChaincodeEvent;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.GatewayException;

/** A Fabric network of two organizations: organization 1 owns the log, and organization 2 is asked what the channel holds. */
final class Consortium implements AutoCloseable {

    private static final String NAME = "evidence";
    private static final int OWNER = 1;
    private static final int OTHER = 2;
    private static final int PAGE = 100;

    private final FabricNetwork network;

    private Consortium(FabricNetwork network) {
        this.network = network;
    }

    /** One line that names what is missing to start one; empty if nothing is. */
    static Optional<String> missing() {
        try {
            FabricPrograms.find(System.getenv());
            ContractProgram.inSourceTree();
            return Optional.empty();
        } catch (FabricException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Starts a new network where an earlier one may have been. */
    static Consortium start(Path folder, Progress progress) throws IOException, InterruptedException {
        try {
            if (NetworkFolder.of(folder).holdsNetwork()) {
                NetworkFolder.of(folder).delete();
            }
            return new Consortium(FabricNetwork.start(folder, FabricPrograms.find(System.getenv()),
                    ContractProgram.inSourceTree(), line -> progress.step("  " + line)));
        } catch (FabricException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** What the owner's client connects with. */
    Path connection() {
        return network.connection(OWNER);
    }

    /** The folder with the TLS identity of the peer that the owner's client connects to. */
    Path gatewayTls() {
        return network.peerTls(OWNER);
    }

    ReceiptVerifier verifier() throws IOException {
        return new ReceiptVerifier(PinnedOrganizations.read(network.organizations(), PinnedOrganizations.ORDERER_MSP), NAME, NAME);
    }

    /** Both organizations let the log's key in. */
    void approve(String verifierKey) throws IOException, InterruptedException {
        try {
            network.approveKey(OWNER, verifierKey.substring(0, verifierKey.indexOf('+')), verifierKey);
        } catch (FabricException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    void kill(Node node) throws IOException, InterruptedException {
        try {
            network.kill(node);
        } catch (FabricException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    void freeze(Node node) throws IOException, InterruptedException {
        try {
            network.freeze(node);
        } catch (FabricException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Lets a node go on, or starts it and waits until it listens; nothing if it runs. */
    void bringBack(Node node) throws IOException, InterruptedException {
        try {
            NodeState state = network.state(node);
            if (state == NodeState.FROZEN) {
                network.resume(node);
            } else if (state == NodeState.STOPPED) {
                network.restart(node);
            }
        } catch (FabricException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Waits until both organizations endorse through either gateway. */
    void awaitReady() throws IOException, InterruptedException {
        try {
            network.awaitReady();
        } catch (FabricException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The size that the channel holds a log at. */
    long head(String origin) throws IOException {
        return ask(client -> Anchor.headSize(client.evaluate("head", origin)));
    }

    /** The anchor that the head stands for; empty if there is none. */
    Optional<Anchor> last(String origin) throws IOException {
        return ask(client -> {
            long size = Anchor.headSize(client.evaluate("head", origin));
            return size == 0 ? Optional.empty()
                    : Optional.of(Anchor.parse(client.evaluate("anchored", origin, Long.toString(size))));
        });
    }

    /** The anchors above a size, in order. */
    List<Anchor> after(String origin, long size) throws IOException {
        return ask(client -> {
            List<Anchor> anchors = new ArrayList<>();
            long last = size;
            List<Anchor> page;
            do {
                page = Anchor.page(client.evaluate("page", origin, Long.toString(last), Integer.toString(PAGE)));
                anchors.addAll(page);
                last = page.isEmpty() ? last : page.get(page.size() - 1).size();
            } while (page.size() == PAGE);
            return anchors;
        });
    }

    /** What the blocks tell from the first one on: an anchor for each valid transaction, up to the one of that size. */
    List<Anchor> told(String origin, long upTo) throws IOException {
        return ask(client -> {
            List<Anchor> anchors = new ArrayList<>();
            try (CloseableIterator<ChaincodeEvent> events = client.events(0)) {
                while (events.hasNext()) {
                    ChaincodeEvent event = events.next();
                    if (!event.getEventName().equals("anchored")) {
                        continue;
                    }
                    Anchor anchor = Anchor.parse(new String(event.getPayload(), StandardCharsets.UTF_8));
                    if (anchor.origin().equals(origin)) {
                        anchors.add(anchor);
                        if (anchor.size() == upTo) {
                            break;
                        }
                    }
                }
            }
            return anchors;
        });
    }

    private interface Question<T> {

        T put(ChannelClient client) throws IOException, GatewayException;
    }

    private <T> T ask(Question<T> question) throws IOException {
        try (ChannelClient client = ChannelClient.open(network.connection(OTHER))) {
            return question.put(client);
        } catch (GatewayException | GeneralSecurityException e) {
            throw new IOException("the channel cannot be read: " + e.getMessage(), e);
        }
    }

    /** Stops all nodes; the folder stays for a look at it. */
    @Override
    public void close() throws IOException {
        try {
            network.stop();
        } catch (FabricException e) {
            throw new IOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
