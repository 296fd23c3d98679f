package io.weft.route.ingest;

import io.weft.adapter.MessageId;
import io.weft.adapter.Outcome;
import io.weft.adapter.RawMessage;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.StoredMessage;
import io.weft.thread.ThreadQuery;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** From a receipt to the quarantined message as it came. */
final class Load implements Processor {

    private final ThreadQuery query;

    Load(ThreadQuery query) {
        this.query = query;
    }

    @Override
    public void process(Exchange exchange) throws StoreUnavailableException {
        UUID receipt = exchange.getMessage().getBody(UUID.class);
        StoredMessage stored = query.message(receipt)
                .orElseThrow(() -> new IllegalArgumentException("receipt: " + receipt + " is of no message"));
        if (stored.outcome() != Outcome.QUARANTINED) {
            throw new IllegalArgumentException("receipt: " + receipt + " is of a message that is "
                    + stored.outcome() + "; only a quarantined one can be replayed");
        }
        exchange.getMessage().setBody(raw(stored));
        exchange.setProperty(Store.REPLAY_OF, receipt);
        // A quarantined message told no event, so no event of an earlier replay can have the same identity.
        exchange.setProperty(Interpret.REPLAY, 1);
    }

    private RawMessage raw(StoredMessage stored) throws StoreUnavailableException {
        byte[] payload = query.payload(stored.receipt())
                .orElseThrow(() -> new IllegalStateException("message " + stored.receipt() + " has no payload"));
        return new RawMessage(stored.id().instance(), stored.system(), stored.format(), transportKey(stored.id()),
                stored.id().epoch(), stored.receivedAt(), Map.of(), payload);
    }

    private static Optional<String> transportKey(MessageId id) {
        return id.kind() == MessageId.Kind.TRANSPORT ? Optional.of(id.id()) : Optional.empty();
    }
}
