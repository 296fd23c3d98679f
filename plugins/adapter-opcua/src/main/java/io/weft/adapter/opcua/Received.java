package io.weft.adapter.opcua;

import io.weft.adapter.RawMessage;
import io.weft.event.Reading;
import java.time.Instant;

/** A value on its way to intake. */
sealed interface Received {

    Instant at();

    /** @param at hub clock */
    record Number(Reading reading, Instant at) implements Received {

        /** Without a value it may bear the server's time of an item that its source never set, or be the edge of a gap. */
        boolean hasValue() {
            return reading.value().isPresent();
        }
    }

    record Other(RawMessage message) implements Received {
        @Override
        public Instant at() {
            return message.receivedAt();
        }
    }
}
