package io.weft.engine;

import io.weft.mapping.Decoder;
import io.weft.mapping.MappingRef;
import io.weft.mapping.SemanticMapping;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which mapping serves what, at one moment: of each id the version that the site pins, else the newest. A message is
 * interpreted by one such picture from beginning to end. Immutable.
 */
public final class Serving {

    private final Formats formats;
    private final Map<String, SemanticMapping> served;
    private final List<SemanticMapping> valid;

    private Serving(Formats formats, Map<String, SemanticMapping> served, List<SemanticMapping> valid) {
        this.formats = formats;
        this.served = served;
        this.valid = valid;
    }

    /**
     * @param mappings every valid version; of two with one id and version the later in this order serves
     * @param pins     version by mapping id; an id whose pinned version is not among the mappings is not served
     */
    public static Serving of(Formats formats, Collection<SemanticMapping> mappings, Map<String, String> pins) {
        Map<String, SemanticMapping> served = new TreeMap<>();
        for (SemanticMapping mapping : mappings) {
            MappingRef ref = mapping.ref();
            String pin = pins.get(ref.id());
            if (pin == null || pin.equals(ref.version())) {
                served.merge(ref.id(), mapping, Serving::newer);
            }
        }
        return new Serving(formats, served, List.copyOf(mappings));
    }

    private static SemanticMapping newer(SemanticMapping first, SemanticMapping second) {
        Optional<Version> one = Version.of(first.ref().version());
        Optional<Version> other = Version.of(second.ref().version());
        if (other.isEmpty()) {
            return first;
        }
        return one.isEmpty() || one.get().compareTo(other.get()) <= 0 ? second : first;
    }

    Optional<Decoder> decoder(String format) {
        return formats.decoder(format);
    }

    List<SemanticMapping> forFormat(String format) {
        List<SemanticMapping> mappings = new ArrayList<>(2);
        for (SemanticMapping mapping : served.values()) {
            if (mapping.format().equals(format)) {
                mappings.add(mapping);
            }
        }
        return mappings;
    }

    /** @param name an id, or id and version as {@link MappingRef#toString()} writes them */
    Optional<SemanticMapping> named(String name) {
        if (served.containsKey(name)) {
            return Optional.of(served.get(name));
        }
        return valid.stream().filter(mapping -> mapping.ref().toString().equals(name)).findFirst();
    }

    List<MappingRef> references() {
        return served.values().stream().map(SemanticMapping::ref).toList();
    }
}
