package io.weft.route.decide;

import io.weft.decision.Decided;
import io.weft.decision.DecisionStore;
import io.weft.decision.Facts;
import io.weft.thread.StoreUnavailableException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits decisions together with the cursor. */
final class Commit implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(Commit.class);

    private final DecisionStore store;
    private final String policy;

    Commit(DecisionStore store, String policy) {
        this.store = store;
        this.policy = policy;
    }

    @Override
    public void process(Exchange exchange) throws StoreUnavailableException {
        Facts facts = exchange.getProperty(DecideOnLots.FACTS, Facts.class);
        Decided decided = exchange.getMessage().getBody(Decided.class);
        if (store.commit(policy, facts, decided)) {
            decided.events().forEach(event -> LOG.info("{} decides {}", policy, event.event()));
        } else {
            LOG.warn("{} was decided elsewhere from {}; reading its facts again", policy, facts.from());
        }
    }
}
