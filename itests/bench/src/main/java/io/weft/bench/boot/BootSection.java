package io.weft.bench.boot;

import io.weft.bench.Effort;
import io.weft.bench.Figures;
import io.weft.bench.Medians;
import io.weft.bench.Progress;
import io.weft.bench.Section;
import io.weft.bench.hub.BenchHub;
import io.weft.bench.hub.ProcessMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** The first start of a fresh installation, its database included, and starts after that. */
public final class BootSection implements Section {

    private static final int RESTARTS = 3;

    @Override
    public String name() {
        return "boot";
    }

    @Override
    public void measure(BenchHub hub, Effort effort, Figures into, Progress progress)
            throws IOException, InterruptedException, TimeoutException {
        hub.start();
        into.put("bootSeconds", hub.bootSeconds());
        into.put("boot.idleRssMegabytes", ProcessMemory.residentMegabytes(hub.process()));
        List<Double> again = new ArrayList<>();
        for (int i = 0; i < Math.min(RESTARTS, effort.rounds()); i++) {
            again.add(hub.restart());
        }
        into.put("boot.againSeconds", Medians.of(again));
        progress.say("up %.1f s after the first start, %.1f s after the next", hub.bootSeconds(), Medians.of(again));
    }
}
