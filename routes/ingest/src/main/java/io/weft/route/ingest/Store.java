package io.weft.route.ingest;

import io.weft.adapter.Receipt;
import io.weft.thread.Intaken;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.ThreadStore;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Commits; what it leaves in the exchange is the answer. */
final class Store implements Processor {

    /** The quarantined message that this is the replay of; absent for a message that just came. */
    static final String REPLAY_OF = "weft.replayOf";

    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    /** One computes while the other waits for the disk; with more, groups become small and dear. */
    private static final int CONCURRENT_COMMITS = 2;

    private final ThreadStore store;
    private final GroupCommit<Intaken, Receipt> commits;

    Store(ThreadStore store, int groupSize) {
        this.store = store;
        this.commits = new GroupCommit<>(store::storeAll, groupSize, CONCURRENT_COMMITS);
    }

    @Override
    public void process(Exchange exchange) throws StoreUnavailableException, InterruptedException {
        Intaken intaken = exchange.getMessage().getBody(Intaken.class);
        UUID replayOf = exchange.getProperty(REPLAY_OF, UUID.class);
        Receipt receipt = replayOf == null ? commits.commit(intaken) : store.replayed(replayOf, intaken);
        tell(intaken, receipt);
        exchange.getMessage().setBody(receipt);
    }

    private static void tell(Intaken intaken, Receipt receipt) {
        try (MDC.MDCCloseable closed = MDC.putCloseable("weft.receipt", receipt.id().toString())) {
            switch (receipt.outcome()) {
                case MAPPED, IGNORED, DUPLICATE -> LOG.debug("{} from {}: {}", receipt.id(),
                        intaken.interpretation().message().instance(), receipt.outcome());
                case QUARANTINED -> LOG.info("{}, {} from {}, is quarantined: {}", receipt.id(),
                        intaken.interpretation().id().canonical(), intaken.interpretation().message().instance(),
                        receipt.reasons());
            }
        }
    }
}
