package io.weft.bench.documents;

import io.weft.bench.hub.Store;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Inserts the rows that the hub's store writes for an order, and nothing else: no HTTP, no mapping, no look for duplicates.
 * A prepared statement per table, its rows in one batch, and a commit per order, on each of some connections.
 */
final class InsertingBaseline implements Contender {

    private static final String DATABASE = "bench_documents";

    private final StoredDocument document;
    private final List<Inserts> connections = new ArrayList<>();
    private final Workers workers;
    private final Numbers numbers;
    private final AtomicLong receipts = new AtomicLong(System.currentTimeMillis() << 16);

    InsertingBaseline(Store store, StoredDocument document, int connections, Numbers numbers)
            throws IOException, SQLException {
        this.document = document;
        this.numbers = numbers;
        store.createEmpty(DATABASE);
        for (int i = 0; i < connections; i++) {
            this.connections.add(new Inserts(store.connect(DATABASE), document));
        }
        this.workers = new Workers(connections);
    }

    private record Inserts(Connection connection, List<PreparedStatement> statements) {

        Inserts(Connection connection, StoredDocument document) throws SQLException {
            this(connection, new ArrayList<>());
            connection.setAutoCommit(false);
            for (StoredDocument.TableRows table : document.tables()) {
                statements.add(connection.prepareStatement(table.insert()));
            }
        }

        void insert(StoredDocument.Renumbered order) throws SQLException {
            List<StoredDocument.TableRows> tables = order.document().tables();
            for (int table = 0; table < tables.size(); table++) {
                PreparedStatement statement = statements.get(table);
                for (List<Object> row : tables.get(table).rows()) {
                    for (int column = 0; column < row.size(); column++) {
                        statement.setObject(column + 1,
                                order.value(tables.get(table).columns().get(column), row.get(column)));
                    }
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            connection.commit();
        }
    }

    @Override
    public Round run(Duration time) throws InterruptedException, IOException {
        return workers.run(time, (worker, n) -> connections.get(worker).insert(document.as(n, receipt())), numbers).round();
    }

    /** Ordered by time as the store's own, so that the indexes grow alike. */
    private UUID receipt() {
        return new UUID(receipts.getAndIncrement(), 0x8000_0000_0000_0000L);
    }

    @Override
    public void close() throws SQLException {
        workers.close();
        for (Inserts inserts : connections) {
            inserts.connection.close();
        }
    }
}
