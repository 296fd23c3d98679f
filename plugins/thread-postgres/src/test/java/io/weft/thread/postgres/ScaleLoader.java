package io.weft.thread.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Loads a data set into a migrated database. The tables' indexes are taken away before and made again after, from their own
 * definitions, so that all are there as in production.
 */
final class ScaleLoader {

    private static final int BATCHES_AT_ONCE = 600;
    private static final int RECORDS_OF_A_BATCH = 30;
    private static final int WORKERS = 2;

    private final TestDatabase database;
    private final Sessions sessions;
    private final ScaleData data;

    /** @param drop SQL that takes it away, and {@code make} again */
    private record Index(String drop, String make) {
    }

    ScaleLoader(TestDatabase database, ScaleData data) {
        this.database = database;
        this.sessions = database.sessions();
        this.data = data;
    }

    void load() throws Exception {
        List<Index> indexes = sessions.read(ScaleLoader::indexes);
        run(indexes.stream().map(Index::drop).toList());
        ScaleTables tables = new ScaleTables();
        long first = data.common(tables).nextRecord();
        send(tables);
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Callable<Long>> parts = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                long from = data.batches() * worker / WORKERS;
                long to = data.batches() * (worker + 1) / WORKERS;
                parts.add(() -> load(first, from, to));
            }
            for (Future<Long> part : workers.invokeAll(parts)) {
                part.get();
            }
        } finally {
            workers.shutdown();
        }
        run(List.of("set local maintenance_work_mem = '512MB'"), indexes.stream().map(Index::make).toList());
        run(finish(first + data.batches() * RECORDS_OF_A_BATCH));
        vacuum();
    }

    private long load(long first, long from, long to) throws Exception {
        ScaleTables tables = new ScaleTables();
        for (long batch = from; batch < to; batch++) {
            data.batch(new ScaleData.Telling(tables, first + batch * RECORDS_OF_A_BATCH), batch);
            if ((batch - from) % BATCHES_AT_ONCE == BATCHES_AT_ONCE - 1) {
                send(tables);
            }
        }
        send(tables);
        return to - from;
    }

    private void send(ScaleTables tables) throws Exception {
        sessions.writing(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local synchronous_commit = off");
            }
            tables.send(connection);
            return tables;
        });
    }

    private static List<Index> indexes(Connection connection) throws SQLException {
        List<Index> indexes = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select c.oid::regclass::text, i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid),
                       k.conname, pg_get_constraintdef(k.oid)
                  from pg_class c join pg_index i on i.indrelid = c.oid
                  left join pg_constraint k on k.conindid = i.indexrelid
                 where c.relname in ('event', 'event_key', 'containment', 'leaf', 'identity_link', 'lot_number', 'statement')
                 order by 1, 2""");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                String constraint = row.getString(4);
                indexes.add(constraint == null
                        ? new Index("drop index " + row.getString(2), row.getString(3).replace(" ON ONLY ", " ON "))
                        : new Index("alter table " + row.getString(1) + " drop constraint " + constraint,
                                "alter table " + row.getString(1) + " add constraint " + constraint + " " + row.getString(5)));
            }
        }
        return indexes;
    }

    /** Series of every device, the log's head, and where the numbers of further records begin. */
    private static List<String> finish(long records) {
        return List.of("insert into item (instance, item) select 'opcua~scale', 'L' || n from generate_series(0, "
                        + (ScaleData.LOGGERS - 1) + ") n",
                "insert into series (item, revision, device, measure, unit, mapping_id, mapping_version, described_at) select id, 1, '"
                        + ScaleData.logger(0).replaceFirst("0$", "") + "' || substr(item, 2), 'TEMPERATURE', 'CEL', 'scale', '1.0.0',"
                        + " now() from item where item like 'L%'",
                "insert into item (instance, item) select 'opcua~scale', 'R' || r || '-' || s from generate_series(0, "
                        + (ScaleData.ROOMS - 1) + ") r, generate_series(0, 3) s",
                "insert into series (item, revision, device, measure, unit, mapping_id, mapping_version, described_at) select id, 1, '"
                        + ScaleData.sensor(0, 0).replaceFirst("0-0$", "") + "' || substr(item, 2), 'TEMPERATURE', 'CEL', 'scale', '1.0.0',"
                        + " now() from item where item like 'R%'",
                "insert into log (origin, size, frontier) values ('weft.scale', " + records + ", '{}')",
                "select setval('record_number', " + records + ")");
    }

    private void run(List<String> statements) throws Exception {
        run(List.of(), statements);
    }

    /** Each in a transaction of its own. */
    private void run(List<String> settings, List<String> statements) throws Exception {
        for (String sql : statements) {
            sessions.writing(connection -> {
                try (Statement statement = connection.createStatement()) {
                    for (String setting : settings) {
                        statement.execute(setting);
                    }
                    statement.execute(sql);
                }
                return sql;
            });
        }
    }

    /** What autovacuum does by itself, some minutes after so many rows came. */
    private void vacuum() throws Exception {
        try (Connection connection = database.open(); Statement statement = connection.createStatement()) {
            statement.execute("vacuum (analyze)");
        }
    }
}
