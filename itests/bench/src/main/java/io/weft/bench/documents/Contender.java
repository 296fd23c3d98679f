package io.weft.bench.documents;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** Stores documents as fast as it can, each of them durably before it begins the next on the same connection. */
interface Contender extends AutoCloseable {

    Round run(Duration time) throws InterruptedException, IOException, SQLException;

    @Override
    void close() throws IOException, SQLException;
}
