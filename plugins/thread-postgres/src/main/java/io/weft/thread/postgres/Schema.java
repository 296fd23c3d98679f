package io.weft.thread.postgres;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the database to the schema of this version; safe when several hubs start at once. */
final class Schema {

    private Schema() {
    }

    static void migrate(DataSource dataSource) {
        migrate(dataSource, "latest");
    }

    /** @param version the migration that is the last */
    static void migrate(DataSource dataSource, String version) {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:io/weft/thread/postgres/migration")
                .table("schema_history")
                .target(version)
                .connectRetries(0)
                .load()
                .migrate();
    }
}
