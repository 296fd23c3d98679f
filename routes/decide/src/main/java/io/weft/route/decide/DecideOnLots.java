package io.weft.route.decide;

import io.weft.decision.Decided;
import io.weft.decision.Decision;
import io.weft.decision.DecisionPolicy;
import io.weft.decision.DecisionStore;
import io.weft.decision.Facts;
import io.weft.decision.Verdict;
import io.weft.delivery.DeliveryPlan;
import io.weft.delivery.NewDelivery;
import io.weft.event.EventId;
import io.weft.event.InvalidEventException;
import io.weft.identity.ThreadKey;
import io.weft.thread.EvidencedEvent;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.ThreadQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Asks the policy about every lot that the facts touch. */
final class DecideOnLots implements Processor {

    /** The facts that a verdict rests on, for the commit of their cursor. */
    static final String FACTS = "weft.facts";

    private final DecisionPolicy policy;
    private final String name;
    private final DecisionStore store;
    private final ThreadQuery query;
    private final EvidencedDecision evidence;
    private final Supplier<List<DeliveryPlan>> plans;

    DecideOnLots(DecisionPolicy policy, String name, DecisionStore store, ThreadQuery query,
            EvidencedDecision evidence, Supplier<List<DeliveryPlan>> plans) {
        this.policy = policy;
        this.name = name;
        this.store = store;
        this.query = query;
        this.evidence = evidence;
        this.plans = plans;
    }

    @Override
    public void process(Exchange exchange) throws StoreUnavailableException, InvalidEventException {
        Facts facts = exchange.getMessage().getBody(Facts.class);
        Map<ThreadKey, byte[]> states = new LinkedHashMap<>();
        List<EvidencedEvent> events = new ArrayList<>();
        Map<EventId, byte[]> grounds = new HashMap<>();
        Touched touched = Touched.by(facts.facts(), query);
        List<ThreadKey> concerned = touched.lots().stream().filter(policy::concerns).toList();
        Map<ThreadKey, byte[]> before = concerned.isEmpty() ? Map.of() : store.states(name, concerned);
        for (ThreadKey lot : concerned) {
            Verdict verdict = policy.decide(new StoredLotHistory(lot, Optional.ofNullable(before.get(lot)),
                    touched.exposures().get(lot), touched, query));
            if (!Arrays.equals(verdict.state(), before.get(lot))) {
                states.put(lot, verdict.state());
            }
            for (Decision decision : verdict.decisions()) {
                EvidencedEvent event = evidence.of(decision, policy.ref());
                events.add(event);
                grounds.put(event.event().id(), decision.grounds());
            }
        }
        exchange.setProperty(FACTS, facts);
        exchange.getMessage().setBody(new Decided(states, events, deliveries(events), grounds));
    }

    private List<NewDelivery> deliveries(List<EvidencedEvent> events) {
        List<NewDelivery> deliveries = new ArrayList<>();
        for (DeliveryPlan plan : plans.get()) {
            for (EvidencedEvent event : events) {
                deliveries.addAll(plan.plan(event.mapped(), EvidencedDecision.SYSTEM));
            }
        }
        return deliveries;
    }
}
