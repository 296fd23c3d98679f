package io.weft.tamper.hub;

import io.weft.identity.Identifier;
import io.weft.identity.ThreadKey;
import io.weft.ledger.Log;
import io.weft.ledger.log.BundleExporter;
import io.weft.ledger.log.EvidenceLog;
import io.weft.thread.ThreadRequest;
import io.weft.thread.postgres.PostgresLogStore;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Proof bundles of some lots, exported as the hub does. */
public final class Bundles {

    private static final int LOTS = 12;

    private Bundles() {
    }

    public static List<byte[]> of(FilledHub hub, Connection database) throws Exception {
        BundleExporter exporter = new BundleExporter(hub.query(), log(hub));
        List<byte[]> bundles = new ArrayList<>();
        for (ThreadKey lot : lots(database)) {
            ByteArrayOutputStream bundle = new ByteArrayOutputStream();
            if (exporter.export(ThreadRequest.origin(lot), bundle) > 0) {
                bundles.add(bundle.toByteArray());
            }
        }
        return bundles;
    }

    /** The log as the stored tree has it now; it is never asked to advance. */
    static Log log(FilledHub hub) {
        return EvidenceLog.at(new PostgresLogStore(hub.sessions()), FilledHub.ORIGIN, hub.keyFile());
    }

    private static List<ThreadKey> lots(Connection database) throws Exception {
        List<ThreadKey> lots = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select distinct lot from lot_number order by lot limit " + LOTS)) {
            while (row.next()) {
                Optional<ThreadKey> lot = Identifier.of(row.getString(1)).thread();
                lot.ifPresent(lots::add);
            }
        }
        database.rollback();
        return lots;
    }
}
