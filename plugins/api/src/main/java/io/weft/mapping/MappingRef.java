package io.weft.mapping;

/**
 * Which mapping, in which version; stands in the envelope beside each event that it made.
 *
 * @param version {@code major.minor.patch}, compared number by number
 */
public record MappingRef(String id, String version) {

    @Override
    public String toString() {
        return id + "@" + version;
    }
}
