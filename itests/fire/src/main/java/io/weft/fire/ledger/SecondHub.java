package io.weft.fire.ledger;

import io.weft.fire.hub.HubUnderFire;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A second hub over the same store, with the same key and the same sink: as when a site starts its standby and the first hub
 * was not gone. Both sequence, sign and anchor one log.
 */
final class SecondHub implements Outage {

    private static final Duration START_PATIENCE = Duration.ofSeconds(180);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Ledger ledger;
    private HubUnderFire second;
    private SinkWatch firstWatch;
    private SinkWatch secondWatch;

    SecondHub(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void prepare() throws IOException, InterruptedException, TimeoutException, SQLException {
        second = ledger.hub().second(ledger.archive(), ledger.folder().resolve("second"));
        second.start();
        second.awaitUp(START_PATIENCE);
    }

    @Override
    public void begin() throws IOException {
        ledger.anchor(second, ledger.consortium().connection());
        firstWatch = SinkWatch.start(ledger.hub(), POLL);
        secondWatch = SinkWatch.start(second, POLL);
    }

    @Override
    public void end() throws IOException {
        ledger.anchorNoMore(second);
        firstWatch.close();
        secondWatch.close();
    }

    /** Of the anchors that were seen on their way, whose are on the channel. */
    @Override
    public Map<String, Object> report() throws IOException {
        Set<String> committed = ledger.consortium().after(ledger.origin(), 0).stream().map(Anchor::transaction)
                .collect(Collectors.toSet());
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("anchoredByFirst", firstWatch.transactions().stream().filter(committed::contains).count());
        report.put("anchoredBySecond", secondWatch.transactions().stream().filter(committed::contains).count());
        report.put("faultsOfSecond", secondWatch.faults());
        return report;
    }

    @Override
    public void close() throws IOException {
        if (second != null) {
            second.close();
            second = null;
        }
    }
}
