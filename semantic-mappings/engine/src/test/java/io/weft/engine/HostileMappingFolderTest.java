package io.weft.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders, zips and manifests that anyone may have written. */
class HostileMappingFolderTest {

    private static final String MANIFEST = """
            id: hostile.mapping
            version: 1.0.0
            direction: in
            format: json
            match: 'true'
            template: %s
            classes: [4]
            """;

    @TempDir
    private Path directory;

    private static String refusal(String manifest) {
        return assertThrows(MappingRefusedException.class, () -> assertTimeout(Duration.ofSeconds(10), () ->
                MappingCompiler.standard().compile(MappingFolder.of("hostile",
                        Map.of("mapping.yaml", manifest.getBytes(StandardCharsets.UTF_8)))))).getMessage();
    }

    @Test
    void aliasesThatMultiplyAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [".formatted(i, i)).append(("*a" + (i - 1) + ", ").repeat(9)).append("x]\n");
        }

        String refusal = refusal(bomb.toString());

        assertTrue(refusal.startsWith("mapping.yaml: is not YAML: ") && refusal.contains("aliases"), refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id: &id [*id]", "? &key [*key]\n: value", "id: &id {<<: *id}", "source: &s {zone: Z}\ncopy: *s"})
    void noCollectionIsAnAlias(String manifest) {
        assertTrue(refusal(manifest).startsWith("mapping.yaml: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? "})
    void nestingIsBounded(String opening) {
        String refusal = refusal("id: " + (opening.equals("- ") || opening.equals("? ") ? "\n " : "")
                + opening.repeat(250_000 / opening.length()));

        assertTrue(refusal.startsWith("mapping.yaml: "), refusal);
    }

    @Test
    void aManifestIsBounded() {
        assertEquals("mapping.yaml: has more than 262144 characters",
                refusal(MANIFEST.formatted("a.jslt") + "#".repeat(262_144)));
    }

    /** What a zip calls its files is never a path on disk, neither to write nor to read. */
    @ParameterizedTest
    @ValueSource(strings = {"../outside.jslt", "../../outside.jslt", "/outside.jslt", "a/../../outside.jslt", "..\\outside.jslt"})
    void namesThatClimbLeadNowhere(String name) throws IOException, MappingRefusedException {
        Path zip = Files.createDirectory(directory.resolve("inner")).resolve("mapping.zip");
        Files.write(zip, zipped("mapping.yaml", MANIFEST.formatted("template.jslt"), name, "climbed"));

        MappingFolder folder = MappingFolder.read(zip);

        assertEquals(List.of("inner", "inner/mapping.zip"), everything());
        assertTrue(folder.names().contains(name), folder.names().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside.jslt", "/outside.jslt", "sub/../../outside.jslt"})
    void aTemplateOutsideItsFolderIsNotThere(String template) throws IOException {
        Files.writeString(directory.resolve("outside.jslt"), "{\"events\": []}");
        Path folder = Files.createDirectory(directory.resolve("mapping"));
        Files.createDirectory(folder.resolve("sub"));
        Files.writeString(folder.resolve("mapping.yaml"), MANIFEST.formatted(template));

        String refusal = assertThrows(MappingRefusedException.class,
                () -> MappingCompiler.standard().compile(MappingFolder.read(folder))).getMessage();

        assertTrue(refusal.contains(template), refusal);
    }

    /** One of them would be served, and a reader of the zip may see the other. */
    @Test
    void aNameThatStandsTwiceIsRefused() throws IOException {
        byte[] zip = zipped("mapping.yaml", MANIFEST.formatted("a.jslt"), "mapping.yamX", MANIFEST.formatted("b.jslt"));
        Path twice = directory.resolve("twice.zip");
        Files.write(twice, new String(zip, StandardCharsets.ISO_8859_1).replace("mapping.yamX", "mapping.yaml")
                .getBytes(StandardCharsets.ISO_8859_1));

        String refusal = assertThrows(MappingRefusedException.class, () -> MappingFolder.read(twice)).getMessage();

        assertTrue(refusal.contains("mapping.yaml"), refusal);
    }

    private List<String> everything() throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(path -> !path.equals(directory)).map(path -> directory.relativize(path).toString())
                    .sorted().collect(Collectors.toList());
        }
    }

    private static byte[] zipped(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
