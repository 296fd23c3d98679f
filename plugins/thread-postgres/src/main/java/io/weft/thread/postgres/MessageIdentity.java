package io.weft.thread.postgres;

import io.weft.adapter.MessageId;

/** The parts of a message's identity as the database holds them. */
record MessageIdentity(String instance, String kind, String epoch, String id) {

    static MessageIdentity of(MessageId id) {
        return new MessageIdentity(StorableText.key(id.instance()), id.kind().name(), StorableText.key(id.epoch()),
                StorableText.key(id.id()));
    }
}
