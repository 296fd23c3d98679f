package io.weft.fire.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** The hub reaches its peer by way of a {@link LossyGateway}. */
final class LostAnswers implements Outage {

    private final Ledger ledger;
    private LossyGateway gateway;

    LostAnswers(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void prepare() throws IOException, InterruptedException, TimeoutException, SQLException {
        gateway = LossyGateway.start(ledger.consortium().connection(), ledger.consortium().gatewayTls());
        Path connection = ledger.folder().resolve("lossy.properties");
        Files.write(connection, Files.readAllLines(ledger.consortium().connection()).stream()
                .map(line -> line.startsWith("endpoint=") ? "endpoint=127.0.0.1:" + gateway.port() : line).toList());
        ledger.anchor(ledger.hub(), connection);
        gateway.awaitUsed();
        ledger.awaitAnchoring();
    }

    @Override
    public void begin() {
        gateway.lose(true);
    }

    @Override
    public void end() {
        gateway.lose(false);
    }

    /** How many of which were lost, and how many of those transactions the channel holds. */
    @Override
    public Map<String, Object> report() throws IOException {
        Map<String, LossyGateway.Loss> lost = gateway.lost();
        Set<String> committed = ledger.consortium().after(ledger.origin(), 0).stream().map(Anchor::transaction)
                .collect(Collectors.toSet());
        Map<String, Object> kinds = new LinkedHashMap<>();
        for (LossyGateway.Loss loss : LossyGateway.Loss.values()) {
            List<String> transactions = lost.keySet().stream().filter(transaction -> lost.get(transaction) == loss).toList();
            kinds.put(loss.name().toLowerCase(Locale.ROOT).replace('_', ' '), Map.of("lost", transactions.size(),
                    "committed", transactions.stream().filter(committed::contains).count()));
        }
        return Map.of("answersLost", kinds);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (gateway != null) {
            ledger.anchor(ledger.hub(), ledger.consortium().connection());
            gateway.close();
            gateway = null;
        }
    }
}
