package io.weft.bench;

import io.weft.bench.hub.BenchHub;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;

/** One thing that the bench measures. It leaves the hub as it found it, but for what it stored. */
public interface Section {

    /** What {@code --only} calls it. */
    String name();

    /**
     * Measures, after it has warmed up what it measures.
     *
     * @param hub  not started until a section asks it to
     * @param into its figures, with baselines measured in the same minutes
     */
    void measure(BenchHub hub, Effort effort, Figures into, Progress progress)
            throws IOException, SQLException, InterruptedException, TimeoutException;
}
