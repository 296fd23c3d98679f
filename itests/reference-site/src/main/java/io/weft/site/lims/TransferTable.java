package io.weft.site.lims;

import io.weft.database.embedded.EmbeddedPostgres;
import io.weft.site.hub.SentList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/** The table of the LIMS's own PostgreSQL in which an instrument leaves what it measured, for the hub to take. */
public final class TransferTable implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;
    private final SentList sent;

    public TransferTable(Path home, SentList sent) throws IOException, InterruptedException {
        this.postgres = EmbeddedPostgres.start(home.toAbsolutePath(), 0, PATIENCE);
        this.sent = sent;
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute("create table result_out (id bigint generated always as identity primary key,"
                    + " message text not null, taken timestamptz, outcome text, receipt text)");
        } catch (SQLException e) {
            postgres.close();
            throw new IOException("the transfer table cannot be made", e);
        }
    }

    /** The hub's keys: where the table is, what is new in it, and how a row is marked. */
    public Map<String, Object> source() {
        return Map.of("url", postgres.url(EmbeddedPostgres.DATABASE), "user", EmbeddedPostgres.USER,
                "passwordFile", postgres.passwordFile().toAbsolutePath(),
                "select", "select id, message from result_out where taken is null order by id for update skip locked",
                "mark", "update result_out set taken = now(), outcome = :outcome, receipt = :receipt where id = :id",
                "idColumn", "id", "payloadColumn", "message", "pollMillis", 200);
    }

    /** Adds one message, text in ASCII. */
    public byte[] add(byte[] message) throws IOException {
        sent.add(message);
        try (Connection connection = connect(); PreparedStatement insert =
                connection.prepareStatement("insert into result_out (message) values (?)")) {
            insert.setString(1, new String(message, StandardCharsets.US_ASCII));
            insert.execute();
            return message;
        } catch (SQLException e) {
            throw new IOException("the transfer table takes no row", e);
        }
    }

    private Connection connect() throws SQLException, IOException {
        return DriverManager.getConnection(postgres.url(EmbeddedPostgres.DATABASE), EmbeddedPostgres.USER,
                Files.readString(postgres.passwordFile()).strip());
    }

    @Override
    public void close() throws IOException {
        try {
            postgres.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
