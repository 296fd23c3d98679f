package io.weft.fire.ledger;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Something that is away for a while. It is closed in any case. */
interface Outage extends AutoCloseable {

    /** What takes its time and is no part of the outage. */
    default void prepare() throws IOException, InterruptedException, TimeoutException, SQLException {
    }

    void begin() throws IOException, InterruptedException;

    void end() throws IOException, InterruptedException;

    /** What else there is to tell, once the channel is drained. */
    default Map<String, Object> report() throws IOException {
        return Map.of();
    }

    /** Makes everything as it was before {@link #prepare()}, from wherever it stands. */
    @Override
    void close() throws IOException, InterruptedException;
}
