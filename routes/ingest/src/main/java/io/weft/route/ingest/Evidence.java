package io.weft.route.ingest;

import io.weft.event.EventHash;
import io.weft.ledger.proof.EventEvidence;
import io.weft.mapping.Interpretation;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingRef;
import io.weft.mapping.MappingResult;
import io.weft.thread.EvidencedEvent;
import io.weft.thread.Intaken;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** From what a message means to events with their evidence, each under a secret of its own. */
final class Evidence implements Processor {

    private static final int SECRET_BYTES = 32;

    private final EventHash hash;
    private final SecureRandom random = new SecureRandom();

    Evidence(EventHash hash) {
        this.hash = hash;
    }

    @Override
    public void process(Exchange exchange) {
        Interpretation interpretation = exchange.getMessage().getBody(Interpretation.class);
        List<EvidencedEvent> events = new ArrayList<>();
        if (interpretation.result() instanceof MappingResult.Mapped mapped) {
            MappingRef mapping = interpretation.mapping()
                    .orElseThrow(() -> new IllegalStateException("a mapped message names its mapping"));
            for (MappedEvent event : mapped.events()) {
                events.add(evidence(event, interpretation, mapping));
            }
        }
        exchange.getMessage().setBody(new Intaken(interpretation, events, List.of()));
    }

    private EvidencedEvent evidence(MappedEvent event, Interpretation interpretation, MappingRef mapping) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        EventEvidence evidence =
                EventEvidence.of(secret, event, interpretation.message(), interpretation.id(), mapping);
        return new EvidencedEvent(event, hash.hash(event.event()), hash.version(), evidence);
    }
}
