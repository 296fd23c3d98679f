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

/** From a receipt to the message as it came. */
final class Load implements Processor {

    /** The message as it is kept. */
    static final String STORED = "weft.stored";

    private final ThreadQuery query;
    private final Outcome wanted;

    /** @param wanted what the message must be to be replayed here */
    Load(ThreadQuery query, Outcome wanted) {
        this.query = query;
        this.wanted = wanted;
    }

    @Override
    public void process(Exchange exchange) throws StoreUnavailableException {
        UUID receipt = exchange.getMessage().getBody(UUID.class);
        StoredMessage stored = query.message(receipt)
                .orElseThrow(() -> new IllegalArgumentException("receipt: " + receipt + " is of no message"));
        if (stored.outcome() != wanted) {
            throw new IllegalArgumentException("receipt: " + receipt + " is of a message that is " + stored.outcome()
                    + "; only one that is " + wanted + " can be replayed this way");
        }
        exchange.getMessage().setBody(raw(stored));
        exchange.setProperty(Store.REPLAY_OF, receipt);
        exchange.setProperty(STORED, stored);
        exchange.setProperty(Interpret.REPLAY, stored.replay() + 1);
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
