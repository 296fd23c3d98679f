package io.weft.thread.postgres;

import io.weft.adapter.Outcome;
import io.weft.adapter.Receipt;
import io.weft.delivery.NewDelivery;
import io.weft.event.Rejection;
import io.weft.thread.EvidencedEvent;
import io.weft.thread.Intaken;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is to be written for one message. */
sealed interface Planned {

    Receipt receipt();

    /**
     * A message that was not there.
     *
     * @param payloadDigest SHA-256 of the bytes
     * @param conflicting   whether another message has its identity
     * @param outcome       all but {@link Outcome#DUPLICATE}
     * @param businessKey   to be taken by this message
     * @param fresh         those of its events that nobody told before; empty unless it is mapped
     * @param deliveries    of the fresh events
     */
    record First(Intaken intaken, UUID id, byte[] payloadDigest, boolean conflicting, Outcome outcome,
            List<Rejection> reasons, Optional<BusinessKey> businessKey, List<EvidencedEvent> fresh,
            List<NewDelivery> deliveries) implements Planned {

        @Override
        public Receipt receipt() {
            return new Receipt(id, outcome, reasons);
        }
    }

    /** @param first receipt of the message that it repeats */
    record Repeat(Intaken intaken, UUID arrival, UUID first) implements Planned {

        @Override
        public Receipt receipt() {
            return new Receipt(first, Outcome.DUPLICATE, List.of());
        }
    }
}
