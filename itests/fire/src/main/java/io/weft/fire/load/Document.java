package io.weft.fire.load;

/**
 * What is sent, with the key under which it is sent again until it is acknowledged.
 *
 * @param key    Idempotency-Key
 * @param events how many events it has to become
 */
public record Document(Door door, String key, byte[] body, int events) {
}
