package io.weft.fire.ledger;

import io.weft.fire.hub.HubUnderFire;
import io.weft.fire.hub.LogHealth;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * A hub that anchors on the consortium's channel, and keeps checkpoints in a folder as well.
 *
 * @param archive   of the distribution, for a second hub
 * @param folder    for the rest
 * @param hub       the one that takes the documents in
 * @param origin    of its log
 */
record Ledger(Path archive, Path folder, HubUnderFire hub, Consortium consortium, String origin) {

    /** The sink that anchors, as the hub names it. */
    static final String SINK = "fabric~fire";

    private static final String SINK_PID = "io.weft.ledger.sink.fabric-fire";
    private static final String FILE_SINK_PID = "io.weft.ledger.sink.file-fire";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Gives a hub that does not run yet the sink that is a folder. */
    static void keepCheckpoints(HubUnderFire hub) throws IOException {
        hub.configure(FILE_SINK_PID, Map.of("folder", hub.home().resolve("checkpoints"), "create", true));
    }

    /** @param connection file that names peer and identity */
    void anchor(HubUnderFire by, Path connection) throws IOException {
        by.configure(SINK_PID, Map.of("connection", connection));
    }

    void anchorNoMore(HubUnderFire by) throws IOException {
        by.remove(SINK_PID);
    }

    /** Where a hub keeps the anchor that it sends, before it does. */
    Path endorsed(HubUnderFire of) {
        return of.home().resolve("data/ledger-fabric/fire")
                .resolve(URLEncoder.encode(origin, StandardCharsets.UTF_8) + ".endorsed");
    }

    /** Size of the newest checkpoint in the store. */
    long checkpoint() throws SQLException, IOException {
        return size("select coalesce(max(size), 0) from checkpoint where origin = ?");
    }

    /** Size of the newest checkpoint whose receipt is in the store. */
    long anchored() throws SQLException, IOException {
        return size("select coalesce(max(size), 0) from checkpoint_receipt where origin = ? and sink = '" + SINK + "'");
    }

    private long size(String query) throws SQLException, IOException {
        try (Connection store = hub.store().connect(); PreparedStatement statement = store.prepareStatement(query)) {
            statement.setString(1, origin);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Waits until a checkpoint of at least that size is anchored and its receipt stored. */
    void awaitAnchored(long size) throws InterruptedException, TimeoutException {
        HubUnderFire.await("size " + size + " to be anchored", PATIENCE, () -> {
            try {
                return anchored() >= size;
            } catch (SQLException | IOException notYet) {
                return false;
            }
        });
    }

    /** Waits until the sink anchors something newer than now. */
    void awaitAnchoring() throws InterruptedException, TimeoutException, SQLException, IOException {
        awaitAnchored(anchored() + 1);
    }

    /** Waits until the newest checkpoint covers all, and every sink and the other organization's peer hold it. */
    void awaitAllAnchored() throws InterruptedException, TimeoutException {
        HubUnderFire.await("everything to be anchored", PATIENCE, () -> {
            try {
                LogHealth log = LogHealth.of(hub.administrator());
                return log.covered() && log.published() && consortium.head(origin) == log.checkpoint();
            } catch (IOException notYet) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        });
    }
}
