package io.weft.adapter;

/**
 * Identity of a message. The same identity with the same bytes is a duplicate of the first; with other bytes it is a
 * conflict.
 *
 * @param instance the adapter instance that received it
 * @param kind     where the id comes from
 * @param epoch    makes an id that wraps around unique again; empty where it does not
 * @param id       the id itself; for {@link Kind#DIGEST} lower-case hexadecimal SHA-256 of the bytes
 */
public record MessageId(String instance, Kind kind, String epoch, String id) {

    /** In order of preference. */
    public enum Kind {
        /** The envelope's own id: IDoc number, MSH-10, interchange and message number. */
        ENVELOPE,
        /** The transport's key: Idempotency-Key, topic id and offset. */
        TRANSPORT,
        /** SHA-256 of the bytes. */
        DIGEST
    }

    /** One line that two different identities never share: the four parts, each preceded by its length in characters. */
    public String canonical() {
        return part(instance) + part(kind.name()) + part(epoch) + part(id);
    }

    private static String part(String text) {
        return text.length() + ":" + text + ",";
    }
}
