package io.weft.errors.hub;

import io.weft.adapter.RawMessage;
import io.weft.adapter.Receipt;
import io.weft.errors.Fact;
import io.weft.errors.delivery.Document;
import io.weft.errors.fault.Sent;
import io.weft.event.EventHash;
import io.weft.ledger.proof.EventEvidence;
import io.weft.mapping.Interpretation;
import io.weft.mapping.Interpreter;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingResult;
import io.weft.thread.EvidencedEvent;
import io.weft.thread.Intaken;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.ThreadStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The steps of the route {@code ingest-message}, in groups of one commit: interpret, give evidence, store. */
final class Intake {

    private static final int SECRET_BYTES = 32;

    private final Interpreter interpreter;
    private final EventHash hash;
    private final ThreadStore store;
    private final SecureRandom random = new SecureRandom();

    Intake(Interpreter interpreter, EventHash hash, ThreadStore store) {
        this.interpreter = interpreter;
        this.hash = hash;
        this.store = store;
    }

    /** @return in the order of the messages */
    List<Receipt> take(List<Sent> messages) throws StoreUnavailableException {
        List<Intaken> group = new ArrayList<>();
        messages.forEach(sent -> group.add(intaken(raw(sent))));
        return store.storeAll(group);
    }

    private Intaken intaken(RawMessage message) {
        Interpretation interpretation = interpreter.interpret(message, 0);
        List<EvidencedEvent> events = new ArrayList<>();
        if (interpretation.result() instanceof MappingResult.Mapped mapped) {
            for (MappedEvent event : mapped.events()) {
                byte[] secret = new byte[SECRET_BYTES];
                random.nextBytes(secret);
                events.add(new EvidencedEvent(event, hash.hash(event.event()), hash.version(), EventEvidence.of(secret, event,
                        message, interpretation.id(), interpretation.mapping().orElseThrow())));
            }
        }
        return new Intaken(interpretation, events, List.of());
    }

    private static RawMessage raw(Sent sent) {
        boolean despatch = sent.kind() == Document.Kind.DESPATCH;
        return new RawMessage(despatch ? "file~supplier" : "http~erp", despatch ? "supplier" : "erp",
                despatch ? "edifact" : "idoc-xml", Optional.empty(), "", sent.at().atZone(Fact.ZONE).toInstant(), Map.of(),
                sent.bytes());
    }
}
