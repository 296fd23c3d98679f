package io.weft.errors.hub;

import io.weft.engine.EffectiveCodeLists;
import io.weft.engine.EngineInterpreter;
import io.weft.engine.Formats;
import io.weft.engine.MappingCompiler;
import io.weft.engine.MappingFolder;
import io.weft.engine.MappingRefusedException;
import io.weft.engine.Serving;
import io.weft.engine.format.IdocXmlDecoder;
import io.weft.engine.function.ModelUnits;
import io.weft.format.edi.EdifactDecoder;
import io.weft.mapping.Interpreter;
import io.weft.mapping.SemanticMapping;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The mappings that the hub is delivered with, compiled by its engine. */
final class Mappings {

    private static final List<String> NAMES = List.of("purchase-order", "despatch-advice", "goods-receipt");

    private Mappings() {
    }

    /** @param lists entries by list, as in {@code etc/io.weft.codelist-<list>.cfg} */
    static Interpreter interpreter(Map<String, Map<String, String>> lists) throws IOException, MappingRefusedException {
        Formats formats = new Formats(List.of(new IdocXmlDecoder(), new EdifactDecoder()), List.of());
        MappingCompiler compiler = new MappingCompiler(ModelUnits.ofClassPath(), EffectiveCodeLists.of(lists), formats);
        List<SemanticMapping> mappings = new ArrayList<>();
        for (String name : NAMES) {
            mappings.add((SemanticMapping) compiler.compile(folder(name)));
        }
        Serving serving = Serving.of(formats, mappings, Map.of());
        return new EngineInterpreter(() -> serving);
    }

    private static MappingFolder folder(String name) throws IOException, MappingRefusedException {
        Map<String, byte[]> files = new HashMap<>();
        for (String file : List.of("mapping.yaml", name + ".jslt")) {
            String path = "/mapping/" + name + "/" + file;
            try (InputStream in = Mappings.class.getResourceAsStream(path)) {
                if (in == null) {
                    throw new IOException(path + " is not on the class path");
                }
                files.put(file, in.readAllBytes());
            }
        }
        return MappingFolder.of(name, files);
    }
}
