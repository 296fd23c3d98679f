package io.weft.thread.postgres;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;

/** What is stored under the identities that some messages bring, and what is about to be. */
final class Known {

    private final Map<MessageIdentity, Map<ByteBuffer, UUID>> messages = new HashMap<>();
    private final Map<BusinessKey, UUID> businessKeys = new HashMap<>();
    private final Map<EventRef, ByteBuffer> events = new HashMap<>();
    private final Queue<Long> records = new ArrayDeque<>();

    void message(MessageIdentity identity, byte[] payloadDigest, UUID receipt) {
        messages.computeIfAbsent(identity, absent -> new HashMap<>()).put(ByteBuffer.wrap(payloadDigest), receipt);
    }

    void businessKey(BusinessKey key, UUID receipt) {
        businessKeys.put(key, receipt);
    }

    void event(EventRef event, byte[] contentDigest) {
        events.put(event, ByteBuffer.wrap(contentDigest));
    }

    void record(long number) {
        records.add(number);
    }

    /** The number of a new record; there are as many as there were events asked for. */
    long record() {
        return records.remove();
    }

    boolean hasMessage(MessageIdentity identity) {
        return messages.containsKey(identity);
    }

    /** Receipt of the message with that identity and those bytes. */
    Optional<UUID> message(MessageIdentity identity, byte[] payloadDigest) {
        return Optional.ofNullable(messages.getOrDefault(identity, Map.of()).get(ByteBuffer.wrap(payloadDigest)));
    }

    /** Receipt of the message that brought the business key. */
    Optional<UUID> businessKey(BusinessKey key) {
        return Optional.ofNullable(businessKeys.get(key));
    }

    boolean hasEvent(EventRef event) {
        return events.containsKey(event);
    }

    boolean sameEvent(EventRef event, byte[] contentDigest) {
        return ByteBuffer.wrap(contentDigest).equals(events.get(event));
    }
}
