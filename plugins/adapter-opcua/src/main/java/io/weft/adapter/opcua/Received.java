package io.weft.adapter.opcua;

import io.weft.adapter.RawMessage;
import io.weft.event.Reading;
import java.time.Instant;

/** A value on its way to intake. */
sealed interface Received {

    Instant at();

    /** @param at hub clock */
    record Number(Reading reading, Instant at) implements Received {
    }

    record Other(RawMessage message) implements Received {
        @Override
        public Instant at() {
            return message.receivedAt();
        }
    }
}
