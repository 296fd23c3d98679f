package io.weft.engine;

import io.weft.adapter.RawMessage;
import io.weft.engine.function.CodeLists;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One example of a mapping folder: {@code examples/<name>/}.
 *
 * @param input        content of the one file {@code input.*}
 * @param expected     content of {@code expected.json}, or of {@code expected.*} for direction out
 * @param expectedFile name of that file, without its folder
 * @param codeLists    of {@code example.yaml}, else of {@code examples/codelists.yaml}
 * @param transportKey of {@code example.yaml}
 */
record Example(String name, byte[] input, byte[] expected, String expectedFile, CodeLists codeLists,
        Optional<String> transportKey) {

    private static final String FOLDER = "examples/";
    private static final String SHARED_LISTS = FOLDER + "codelists.yaml";

    static List<Example> of(MappingFolder folder) throws MappingRefusedException {
        CodeLists shared = lists(SHARED_LISTS, folder.text(SHARED_LISTS));
        List<String> names = folder.names().stream().filter(file -> file.startsWith(FOLDER))
                .map(file -> file.substring(FOLDER.length())).filter(file -> file.indexOf('/') > 0)
                .map(file -> file.substring(0, file.indexOf('/'))).distinct().toList();
        List<Example> examples = new java.util.ArrayList<>();
        for (String name : names) {
            examples.add(of(folder, name, shared));
        }
        return examples;
    }

    private static Example of(MappingFolder folder, String name, CodeLists shared) throws MappingRefusedException {
        String place = FOLDER + name + "/";
        CodeLists codeLists = shared;
        Optional<String> transportKey = Optional.empty();
        Optional<String> settings = folder.text(place + "example.yaml");
        if (settings.isPresent()) {
            Yaml yaml = Yaml.read(place + "example.yaml", settings.get()).allow("codelists", "transportKey", "description");
            transportKey = yaml.optionalText("transportKey");
            Optional<Yaml> own = yaml.section("codelists");
            if (own.isPresent()) {
                codeLists = CodeLists.firstOf(lists(place + "example.yaml", own.get()), shared);
            }
        }
        String expected = only(folder, place, "expected.");
        return new Example(name, folder.file(only(folder, place, "input.")).orElseThrow(),
                folder.file(expected).orElseThrow(), expected.substring(place.length()), codeLists, transportKey);
    }

    private static String only(MappingFolder folder, String place, String start) throws MappingRefusedException {
        List<String> files = folder.names().stream().filter(file -> file.startsWith(place + start)).toList();
        if (files.size() != 1) {
            throw new MappingRefusedException(place + ": there must be one file " + start + "*, not " + files.size());
        }
        return files.get(0);
    }

    private static CodeLists lists(String file, Optional<String> text) throws MappingRefusedException {
        return text.isEmpty() ? CodeLists.NONE : lists(file, Yaml.read(file, text.get()));
    }

    private static CodeLists lists(String file, Yaml yaml) throws MappingRefusedException {
        Map<String, Map<String, String>> entries = new LinkedHashMap<>();
        for (String list : yaml.keys()) {
            Yaml codes = yaml.section(list).orElseThrow(() -> yaml.refused(list, "must have entries"));
            Map<String, String> values = new LinkedHashMap<>();
            for (String entry : codes.keys()) {
                values.put(entry, codes.optionalText(entry).orElse(""));
            }
            entries.put(list, values);
        }
        try {
            return EffectiveCodeLists.of(entries);
        } catch (IllegalArgumentException e) {
            throw new MappingRefusedException(file + ": " + e.getMessage(), e);
        }
    }

    RawMessage message(String format) {
        return new RawMessage("example", "example", format, transportKey, "", Instant.EPOCH, Map.of(), input);
    }
}
