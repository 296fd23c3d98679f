package io.weft.engine;

import io.weft.engine.function.SourceStyle;
import io.weft.event.EvidenceClass;
import io.weft.mapping.MappingRef;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads {@code mapping.yaml}. A key or value that is not understood refuses the mapping: nothing is guessed. */
final class ManifestReader {

    private static final Pattern ID = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");
    private static final Pattern VERSION = Pattern.compile("(0|[1-9][0-9]{0,5})(\\.(0|[1-9][0-9]{0,5})){2}");

    private final Yaml yaml;

    private ManifestReader(Yaml yaml) {
        this.yaml = yaml;
    }

    static MappingManifest read(MappingFolder folder) throws MappingRefusedException {
        String text = folder.text(MappingFolder.MANIFEST).orElseThrow();
        return new ManifestReader(Yaml.read(MappingFolder.MANIFEST, text)).manifest();
    }

    private MappingManifest manifest() throws MappingRefusedException {
        yaml.allow("id", "version", "direction", "format", "match", "template", "source", "ignore", "businessKey",
                "searchKeys", "classes");
        MappingManifest manifest = new MappingManifest(
                new MappingRef(matching("id", ID), matching("version", VERSION)),
                direction(), yaml.text("format"), yaml.optionalText("match"), yaml.text("template"), source(), ignore(),
                yaml.optionalText("businessKey"), yaml.optionalText("searchKeys"), classes());
        switch (manifest.direction()) {
            case IN -> requireInbound(manifest);
            case OUT -> requireOutbound(manifest);
        }
        return manifest;
    }

    private void requireInbound(MappingManifest manifest) throws MappingRefusedException {
        if (manifest.match().isEmpty()) {
            throw yaml.refused("match", "must be given: which messages of the format are meant");
        }
        if (manifest.classes().isEmpty()) {
            throw yaml.refused("classes", "must name every class of key data that the events may bear");
        }
    }

    private void requireOutbound(MappingManifest manifest) throws MappingRefusedException {
        if (!manifest.ignore().isEmpty() || manifest.businessKey().isPresent() || manifest.searchKeys().isPresent()) {
            throw yaml.refused("ignore, businessKey, searchKeys", "are for direction 'in'");
        }
    }

    private String matching(String key, Pattern pattern) throws MappingRefusedException {
        String value = yaml.text(key);
        if (!pattern.matcher(value).matches()) {
            throw yaml.refused(key, "'" + value + "' must have the form " + pattern);
        }
        return value;
    }

    private MappingManifest.Direction direction() throws MappingRefusedException {
        String value = yaml.text("direction");
        return switch (value) {
            case "in" -> MappingManifest.Direction.IN;
            case "out" -> MappingManifest.Direction.OUT;
            default -> throw yaml.refused("direction", "'" + value + "' must be 'in' or 'out'");
        };
    }

    private SourceStyle source() throws MappingRefusedException {
        Optional<Yaml> section = yaml.section("source");
        if (section.isEmpty()) {
            return new SourceStyle(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        Yaml source = section.get().allow("zone", "charset", "decimal", "sign", "options");
        return new SourceStyle(zone(source), charset(source), decimal(source), sign(source), options(source));
    }

    /** Which there are is the decoder's to say. */
    private static Map<String, String> options(Yaml source) throws MappingRefusedException {
        Optional<Yaml> section = source.section("options");
        Map<String, String> options = new TreeMap<>();
        if (section.isPresent()) {
            for (String name : section.get().keys()) {
                options.put(name, section.get().verbatim(name));
            }
        }
        return Map.copyOf(options);
    }

    private static Optional<ZoneId> zone(Yaml source) throws MappingRefusedException {
        Optional<String> name = source.optionalText("zone");
        try {
            return name.map(ZoneId::of);
        } catch (DateTimeException e) {
            throw source.refused("zone", "'" + name.get() + "' is no zone of the IANA time zone database");
        }
    }

    private static Optional<Charset> charset(Yaml source) throws MappingRefusedException {
        Optional<String> name = source.optionalText("charset");
        try {
            return name.map(Charset::forName);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw source.refused("charset", "'" + name.get() + "' is not known");
        }
    }

    private static Optional<Character> decimal(Yaml source) throws MappingRefusedException {
        Optional<String> mark = source.optionalText("decimal");
        if (mark.isPresent() && !mark.get().equals(".") && !mark.get().equals(",")) {
            throw source.refused("decimal", "'" + mark.get() + "' must be '.' or ','");
        }
        return mark.map(text -> text.charAt(0));
    }

    private static Optional<SourceStyle.Sign> sign(Yaml source) throws MappingRefusedException {
        Optional<String> sign = source.optionalText("sign");
        if (sign.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(switch (sign.get()) {
            case "leading" -> SourceStyle.Sign.LEADING;
            case "trailing" -> SourceStyle.Sign.TRAILING;
            default -> throw source.refused("sign", "'" + sign.get() + "' must be 'leading' or 'trailing'");
        });
    }

    private List<MappingManifest.IgnoreRule> ignore() throws MappingRefusedException {
        List<MappingManifest.IgnoreRule> rules = new ArrayList<>();
        for (Object element : yaml.list("ignore")) {
            Yaml rule = yaml.element("ignore", rules.size(), element).allow("rule", "when");
            rules.add(new MappingManifest.IgnoreRule(rule.text("rule"), rule.text("when")));
        }
        return List.copyOf(rules);
    }

    private Set<EvidenceClass> classes() throws MappingRefusedException {
        Set<EvidenceClass> classes = EnumSet.noneOf(EvidenceClass.class);
        for (Object element : yaml.list("classes")) {
            if (!(element instanceof Integer number) || number < 1 || number > EvidenceClass.values().length) {
                throw yaml.refused("classes", "'" + element + "' is none of 1 to " + EvidenceClass.values().length);
            }
            classes.add(EvidenceClass.of(number));
        }
        return java.util.Collections.unmodifiableSet(classes);
    }
}
