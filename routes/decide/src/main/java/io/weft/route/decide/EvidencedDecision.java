package io.weft.route.decide;

import io.weft.adapter.MessageId;
import io.weft.adapter.RawMessage;
import io.weft.decision.Decision;
import io.weft.event.Digests;
import io.weft.event.Event;
import io.weft.event.EventHash;
import io.weft.event.EventId;
import io.weft.event.InvalidEventException;
import io.weft.ledger.proof.EventEvidence;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingRef;
import io.weft.thread.EvidencedEvent;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Makes a decision an event with its evidence; the text that it rests on stands for the raw message. */
final class EvidencedDecision {

    static final String SYSTEM = "weft";
    static final String INSTANCE = "decide";
    static final String FORMAT = "weft-decision";

    private static final int SECRET_BYTES = 32;

    private final EventHash hash;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    EvidencedDecision(EventHash hash, Clock clock) {
        this.hash = hash;
        this.clock = clock;
    }

    /** @throws InvalidEventException if the policy's event breaks a rule of EPCIS: the policy is wrong */
    EvidencedEvent of(Decision decision, MappingRef policy) throws InvalidEventException {
        RawMessage message = new RawMessage(INSTANCE, SYSTEM, FORMAT, Optional.empty(), "", clock.instant(), Map.of(),
                decision.grounds());
        MessageId id = new MessageId(INSTANCE, MessageId.Kind.DIGEST, "",
                Digests.hex(Digests.sha256(decision.grounds())));
        Event event = Event.of(decision.epcis(), EventId.derived(id.canonical(), 0, 0));
        MappedEvent mapped = new MappedEvent(event, decision.classes());
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new EvidencedEvent(mapped, hash.hash(event), hash.version(),
                EventEvidence.of(secret, mapped, message, id, policy));
    }
}
