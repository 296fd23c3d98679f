package io.weft.route.decide;

import io.weft.decision.DecisionStore;
import io.weft.decision.Facts;
import io.weft.thread.StoreUnavailableException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** What was committed since the policy's cursor; no body if nothing was. */
final class NextFacts implements Processor {

    private final DecisionStore store;
    private final String policy;
    private final int maximum;

    NextFacts(DecisionStore store, String policy, int maximum) {
        this.store = store;
        this.policy = policy;
        this.maximum = maximum;
    }

    @Override
    public void process(Exchange exchange) throws StoreUnavailableException {
        Facts facts = store.next(policy, maximum);
        boolean some = !facts.from().equals(facts.to());
        exchange.setProperty(Exchange.SCHEDULER_POLLED_MESSAGES, some);
        exchange.getMessage().setBody(some ? facts : null);
    }
}
