package io.weft.tamper.hub;

import io.weft.fabric.network.ContractProgram;
import io.weft.fabric.network.FabricException;
import io.weft.fabric.network.FabricNetwork;
import io.weft.fabric.network.FabricPrograms;
import io.weft.fabric.network.NetworkFolder;
import io.weft.fabric.receipt.PinnedOrganizations;
import io.weft.fabric.receipt.ReceiptVerifier;
import io.weft.ledger.check.HeldCheckpoints;
import io.weft.ledger.fabric.FabricSink;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The demo's channel, whose processes ended with the demo and are started again over what they hold. */
public final class Consortium implements AutoCloseable {

    /** Name of the demo's sink on the channel. */
    public static final String SINK = "fabric~demo";

    private static final String CHANNEL = "evidence";
    private static final String CONTRACT = "evidence";
    private static final int OWNER = 1;

    private final FabricNetwork network;
    private final FabricSink sink;

    private Consortium(FabricNetwork network, FabricSink sink) {
        this.network = network;
        this.sink = sink;
    }

    /** Whether Fabric's programs are on this machine. */
    public static boolean isPossible() {
        try {
            FabricPrograms.find(System.getenv());
            return true;
        } catch (FabricException e) {
            return false;
        }
    }

    /** Whether the demo had a channel. */
    public static boolean was(Path folder) {
        return NetworkFolder.of(folder).holdsNetwork();
    }

    public static Consortium again(Path folder) throws IOException, InterruptedException {
        try {
            FabricNetwork network = FabricNetwork.start(folder, FabricPrograms.find(System.getenv()), ContractProgram.inSourceTree(),
                    line -> { });
            network.awaitReady();
            return new Consortium(network, FabricSink.at(SINK, network.connection(OWNER), folder.resolve("no-anchors")));
        } catch (FabricException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The channel, asked by the owner's own peer. */
    public HeldCheckpoints sink() {
        return sink;
    }

    /** @param folder of the network */
    public static ReceiptVerifier verifier(Path folder) throws IOException {
        return new ReceiptVerifier(PinnedOrganizations.read(folder.resolve("organizations"), PinnedOrganizations.ORDERER_MSP), CHANNEL,
                CONTRACT);
    }

    public static List<byte[]> receipts(Connection database) throws SQLException {
        List<byte[]> receipts = new ArrayList<>();
        try (Statement statement = database.createStatement(); ResultSet row = statement.executeQuery(
                "select receipt from checkpoint_receipt where sink = '" + SINK + "' and octet_length(receipt) > 0 order by size")) {
            while (row.next()) {
                receipts.add(row.getBytes(1));
            }
        }
        database.rollback();
        return receipts;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        sink.close();
        try {
            network.stop();
        } catch (FabricException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
