package io.weft.mapping;

import java.util.Optional;

/**
 * How one mapping folder stands.
 *
 * @param source  where it comes from: the file name in {@code mappings/}, or bundle and path
 * @param mapping what that source offers at present; empty if it never offered a valid version
 * @param digest  SHA-256 of the files last seen, lower-case hexadecimal; empty if they could not be read
 * @param state   of the files last seen
 * @param reason  why the files last seen are not offered: example and field, or file, key and rule; else empty
 */
public record MappingStatus(String source, Optional<MappingRef> mapping, String digest, State state, String reason) {

    /** How the files last seen stand. */
    public enum State {
        /** Valid, and the version of its id that serves. */
        SERVING,
        /** Valid, but another version of its id is newer or pinned. */
        STANDBY,
        /** Waits for the decoder or encoder that it names. */
        WAITING,
        /** Not valid; what the source offered before is still offered. */
        REFUSED
    }
}
