package io.weft.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** One mapping of a YAML 1.2 file: every key is known, every value has its type, or the file is refused. */
final class Yaml {

    private static final int MAXIMUM_CHARACTERS = 256 * 1024;

    private final String file;
    private final String path;
    private final Map<String, Object> members;

    private Yaml(String file, String path, Map<String, Object> members) {
        this.file = file;
        this.path = path;
        this.members = members;
    }

    static Yaml read(String file, String text) throws MappingRefusedException {
        // the parser's own limit does not count comments at the end
        if (text.length() > MAXIMUM_CHARACTERS) {
            throw new MappingRefusedException(file + ": has more than " + MAXIMUM_CHARACTERS + " characters");
        }
        LoadSettings settings = LoadSettings.builder().setLabel(file).setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(0).setCodePointLimit(MAXIMUM_CHARACTERS).build();
        try {
            return of(file, "", new Load(settings).loadFromString(text));
        } catch (StackOverflowError e) {
            throw new MappingRefusedException(file + ": is nested too deep to be read", e);
        } catch (YamlEngineException e) {
            throw new MappingRefusedException(file + ": is not YAML: " + e.getMessage().strip().replace('\n', ' '), e);
        }
    }

    private static Yaml of(String file, String path, Object value) throws MappingRefusedException {
        if (!(value instanceof Map<?, ?> map)) {
            throw new MappingRefusedException(file + ": " + (path.isEmpty() ? "" : path + " ") + "must be a mapping of keys");
        }
        Map<String, Object> members = new LinkedHashMap<>();
        for (Map.Entry<?, ?> member : map.entrySet()) {
            members.put(String.valueOf(member.getKey()), member.getValue());
        }
        return new Yaml(file, path, members);
    }

    Yaml allow(String... keys) throws MappingRefusedException {
        Set<String> known = Set.of(keys);
        for (String key : members.keySet()) {
            if (!known.contains(key)) {
                throw refused(key, "is no key of this file; known are " + new java.util.TreeSet<>(known));
            }
        }
        return this;
    }

    Set<String> keys() {
        return members.keySet();
    }

    String text(String key) throws MappingRefusedException {
        return optionalText(key).orElseThrow(() -> refused(key, "must be given"));
    }

    Optional<String> optionalText(String key) throws MappingRefusedException {
        Object value = members.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Map || value instanceof List) {
            throw refused(key, "must be a text");
        }
        return Optional.of(value.toString()).filter(text -> !text.isBlank());
    }

    /** A text that may be nothing but white space, as a delimiter is. */
    String verbatim(String key) throws MappingRefusedException {
        Object value = members.get(key);
        if (value == null || value instanceof Map || value instanceof List) {
            throw refused(key, "must be a text");
        }
        return value.toString();
    }

    Optional<Yaml> section(String key) throws MappingRefusedException {
        Object value = members.get(key);
        return value == null ? Optional.empty() : Optional.of(of(file, place(key), value));
    }

    List<?> list(String key) throws MappingRefusedException {
        Object value = members.getOrDefault(key, List.of());
        if (value instanceof List<?> list) {
            return list;
        }
        throw refused(key, "must be a list");
    }

    Yaml element(String key, int index, Object value) throws MappingRefusedException {
        return of(file, place(key) + "[" + index + "]", value);
    }

    MappingRefusedException refused(String key, String rule) {
        return new MappingRefusedException(file + ": " + place(key) + " " + rule);
    }

    private String place(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
