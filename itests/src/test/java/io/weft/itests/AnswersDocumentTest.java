package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/answers.md names for each cell of the README's table of answers a test, and each of them is there. */
class AnswersDocumentTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final Pattern SUPERCLASS = Pattern.compile("\\bclass \\w+ extends (\\w+)");
    private static final int CELLS = 5;

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        Map<String, String> sources = sources();
        List<String> missing = new ArrayList<>();
        Matcher named = TEST.matcher(Files.readString(ROOT.resolve("docs/answers.md")));
        while (named.find()) {
            if (!has(sources, named.group(1), named.group(2))) {
                missing.add(named.group());
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void everyRowOfTheReadmeHasARowAndNoCellIsWithoutATest() throws IOException {
        Map<String, List<String>> held = rows(Files.readString(ROOT.resolve("docs/answers.md")));
        String readme = Files.readString(ROOT.resolve("README.md"));
        String section = readme.substring(readme.indexOf("## What a counterpart is answered"));
        rows(section.substring(0, section.indexOf("\n## ", 1))).keySet()
                .forEach(row -> assertTrue(held.containsKey(row), row + " has no row in docs/answers.md"));
        held.forEach((row, cells) -> cells.forEach(cell ->
                assertTrue(TEST.matcher(cell).find() || cell.strip().startsWith("the same, per outcome"), row + ": " + cell)));
    }

    /** By the first cell, the others. */
    private static Map<String, List<String>> rows(String text) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        text.lines().filter(line -> line.startsWith("|") && !line.startsWith("|-") && !line.startsWith("| |")).forEach(line -> {
            String[] cells = line.split("\\|");
            assertEquals(CELLS + 1, cells.length, line);
            rows.put(cells[1].strip(), List.of(cells).subList(2, cells.length));
        });
        return rows;
    }

    /** In the class itself, or in the contract that it extends. */
    private static boolean has(Map<String, String> sources, String type, String method) {
        String source = sources.get(type + ".java");
        if (source == null) {
            return false;
        }
        Matcher superclass = SUPERCLASS.matcher(source);
        return source.contains("void " + method + "(") || superclass.find() && has(sources, superclass.group(1), method);
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        for (String root : List.of("plugins", "itests")) {
            try (Stream<Path> paths = Files.walk(ROOT.resolve(root))) {
                for (Path path : paths.filter(path -> path.toString().matches(".*/src/.*(Test|IT|Contract)\\.java")).toList()) {
                    sources.put(path.getFileName().toString(), Files.readString(path));
                }
            }
        }
        return sources;
    }
}
