package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/conformance.md: each file of the corpus once, known to the test that it names, and enough of them mapped. */
class ConformanceTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
    private static final Path CORPUS = Path.of(System.getProperty("weft.corpus", "missing"));
    private static final Pattern ROW =
            Pattern.compile("\\| `([^`]+)` \\| (mapped|ignored|quarantined) \\| (.+) \\| (\\S+) `(\\w+)` \\|");
    private static final Pattern RULE = Pattern.compile("rule `([^`]+)`");
    /** How far behind a file's name its expectation may stand in the test. */
    private static final int NEAR = 120;

    private record Row(String file, String outcome, String told, String module, String test) {
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/conformance.md"))) {
            if (line.startsWith("| `")) {
                Matcher row = ROW.matcher(line);
                assertTrue(row.matches(), line);
                rows.add(new Row(row.group(1), row.group(2), row.group(3), row.group(4), row.group(5)));
            }
        }
        return rows;
    }

    @Test
    void everyFileOfTheCorpusStandsThereOnce() throws Exception {
        assumeTrue(Files.isDirectory(CORPUS), "the corpus is not there (system property weft.corpus)");
        List<String> files = new ArrayList<>();
        for (String folder : List.of("b2mml", "edi", "epcis/XML", "hl7v2", "loggers")) {
            try (Stream<Path> walk = Files.walk(CORPUS.resolve(folder))) {
                walk.filter(Files::isRegularFile).map(file -> CORPUS.relativize(file).toString())
                        .filter(name -> !folder.startsWith("b2mml") && !folder.startsWith("epcis") || name.endsWith(".xml"))
                        .forEach(files::add);
            }
        }
        assertEquals(files.stream().sorted().toList(), rows().stream().map(Row::file).sorted().toList());
    }

    @Test
    void theNamedTestKnowsTheFileAndTheRuleThatIgnoresIt() throws Exception {
        for (Row row : rows()) {
            String source = source(row);
            String name = row.file().replaceFirst("^(epcis/XML|[a-z0-9]+)/", "");
            int at = source.indexOf('"' + name + '"');
            assertTrue(at >= 0, () -> row.test() + " of " + row.module() + " does not know " + name);
            Matcher rule = RULE.matcher(row.told());
            assertEquals(row.outcome().equals("ignored"), rule.find(), row.toString());
            if (row.outcome().equals("ignored")) {
                String near = source.substring(at, Math.min(source.length(), at + name.length() + NEAR));
                assertTrue(near.contains('"' + rule.group(1) + '"'), () -> name + ": not by rule " + rule.group(1));
            }
        }
    }

    private static String source(Row row) throws IOException {
        Path tests = ROOT.resolve("semantic-mappings").resolve(row.module()).resolve("src/test/java");
        try (Stream<Path> walk = Files.walk(tests)) {
            return Files.readString(walk.filter(file -> file.endsWith(row.test() + ".java")).findFirst().orElseThrow());
        }
    }

    @Test
    void ofTheFilesWithOurClassesFourInFiveAreMapped() throws Exception {
        long mapped = rows().stream().filter(row -> row.outcome().equals("mapped")).count();
        long ours = rows().stream().filter(row -> !row.outcome().equals("ignored")).count();
        assertTrue(mapped * 5 >= ours * 4, mapped + " of " + ours);
        assertTrue(Files.readString(ROOT.resolve("docs/conformance.md"))
                .contains("\n" + mapped + " of " + ours + " files with our classes are mapped"), "the sentence above the table");
    }
}
