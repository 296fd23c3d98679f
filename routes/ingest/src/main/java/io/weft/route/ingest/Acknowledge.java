package io.weft.route.ingest;

import io.weft.adapter.Intake;
import io.weft.adapter.IntakeUnavailableException;
import io.weft.adapter.Outcome;
import io.weft.adapter.RawMessage;
import io.weft.adapter.Receipt;
import io.weft.event.CanonicalJson;
import io.weft.event.Rejection;
import io.weft.mapping.Acknowledger;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.StoredMessage;
import io.weft.thread.ThreadQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Takes in what a counterpart has to be told about its message, after the commit that decided and before the source is
 * answered. If that fails the source is not answered and sends again: the repeat is a duplicate, and is acknowledged as
 * the first would have been. The statement's own key is the receipt with its outcome, so that it is told once.
 */
final class Acknowledge {

    /** Before the name of the system that is told: what the hub says about it, and to it. */
    static final String SYSTEM = "weft~";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Supplier<List<Acknowledger>> acknowledgers;
    private final ThreadQuery query;

    Acknowledge(Supplier<List<Acknowledger>> acknowledgers, ThreadQuery query) {
        this.acknowledgers = acknowledgers;
        this.query = query;
    }

    void tell(RawMessage message, Receipt receipt, Intake intake) throws IntakeUnavailableException {
        List<Acknowledger> present = acknowledgers.get();
        if (present.isEmpty()) {
            return;
        }
        if (receipt.outcome() == Outcome.DUPLICATE) {
            StoredMessage first = first(receipt);
            state(asOf(first.receivedAt(), message), receipt.id(), first.outcome(), first.reasons(), present, intake);
        } else {
            state(message, receipt.id(), receipt.outcome(), receipt.reasons(), present, intake);
        }
    }

    private static void state(RawMessage message, UUID receipt, Outcome outcome, List<Rejection> reasons,
            List<Acknowledger> present, Intake intake) throws IntakeUnavailableException {
        for (Acknowledger acknowledger : present) {
            Optional<Map<String, ?>> statement = acknowledger.acknowledgement(message, outcome, reasons);
            if (statement.isPresent()) {
                intake.accept(new RawMessage("acknowledgement~" + message.system(), SYSTEM + message.system(), "json",
                        Optional.of(receipt + " " + outcome), "", message.receivedAt(), Map.of(),
                        CanonicalJson.write(statement.get())));
            }
        }
    }

    /** What is stated is the same as the first time, so the time is too. */
    private static RawMessage asOf(Instant receivedAt, RawMessage message) {
        return new RawMessage(message.instance(), message.system(), message.format(), message.transportKey(),
                message.epoch(), receivedAt, message.headers(), message.payload());
    }

    private StoredMessage first(Receipt receipt) throws IntakeUnavailableException {
        try {
            return query.message(receipt.id()).orElseThrow(
                    () -> new IllegalStateException("the first of duplicate " + receipt.id() + " is not there"));
        } catch (StoreUnavailableException e) {
            throw new IntakeUnavailableException("the store is down: " + e.getMessage(), RETRY_AFTER, e);
        }
    }
}
