package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds each module's README against its code: the same PIDs, the same keys, the same defaults; and no dead links. */
class ReadmeTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)\\s]*)?\\)");
    private static final Pattern PID = Pattern.compile("\"(io\\.weft(?:\\.[a-z0-9-]+)+)\"");
    private static final Pattern CONFIGURATION =
            Pattern.compile("@interface \\w+ \\{(.*?)^ {0,4}\\}", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern ELEMENT = Pattern.compile("(?:int|long|boolean|double|String) (\\w+)\\(\\)(?: default ([^;]+))?;");

    /** A module that is configured or extended, with all its main sources as one text. */
    private record Module(Path folder, String readme, String source) {

        static Module read(Path folder) {
            Path readme = folder.resolve("README.md");
            return new Module(folder, Files.exists(readme) ? text(readme) : "", sources(folder));
        }

        String name() {
            return ROOT.relativize(folder).toString();
        }

        /** Rows of the README's tables that have a column {@code key}. */
        List<Row> rows() {
            List<Row> rows = new ArrayList<>();
            int keyColumn = -1;
            for (String line : readme.lines().toList()) {
                List<String> cells = line.startsWith("|") ? cells(line) : List.of();
                if (cells.contains("key")) {
                    keyColumn = cells.indexOf("key");
                } else if (cells.isEmpty()) {
                    keyColumn = -1;
                } else if (keyColumn >= 0 && cells.size() > keyColumn + 1) {
                    rows.add(new Row(codes(cells.get(keyColumn)), cells.get(keyColumn + 1)));
                }
            }
            return rows;
        }

        /** As a literal, an annotation's element, the beginning of a family of keys, or the least number of a reference. */
        boolean has(String key) {
            String beginning = key.contains("<") ? key.substring(0, key.indexOf('<')) : key;
            String minimum = ".cardinality.minimum";
            if (key.endsWith(minimum)) {
                return source.contains("name = \"" + key.substring(0, key.length() - minimum.length()) + "\"");
            }
            return beginning.isEmpty()
                    || source.contains('"' + beginning + '"')
                    || source.contains(" " + beginning.replace('.', '_') + "()")
                    || key.startsWith("felix.fileinstall.");
        }
    }

    private record Row(List<String> keys, String standard) {
    }

    @TestFactory
    Stream<DynamicTest> everyModuleHasAReadme() {
        return modules().map(module -> dynamicTest(module.name(), () -> assertEquals(false, module.readme().isBlank())));
    }

    @TestFactory
    Stream<DynamicTest> everyPidIsDocumented() {
        return modules().map(module -> dynamicTest(module.name(), () -> assertEquals(List.of(),
                pids(module).filter(pid -> !module.readme().contains(pid)).toList())));
    }

    @Test
    void theIndexOfTheTopReadmeHasEveryPid() {
        String index = text(ROOT.resolve("README.md"));
        assertEquals(List.of(), modules().flatMap(ReadmeTest::pids).filter(pid -> !index.contains("`" + pid)).toList());
    }

    /** FileInstall takes the text before a file name's first hyphen for the factory PID: no file could configure such a one. */
    @Test
    void noPidHasAHyphen() {
        assertEquals(List.of(), modules().flatMap(ReadmeTest::pids).filter(pid -> pid.contains("-")).toList());
    }

    @TestFactory
    Stream<DynamicTest> everyDocumentedKeyIsInTheCode() {
        return modules().map(module -> dynamicTest(module.name(), () -> assertEquals(List.of(),
                module.rows().stream().flatMap(row -> row.keys().stream()).filter(key -> !module.has(key)).toList())));
    }

    @TestFactory
    Stream<DynamicTest> everyTypedKeyIsDocumentedWithItsDefault() {
        return modules().map(module -> dynamicTest(module.name(), () -> {
            List<String> wrong = new ArrayList<>();
            CONFIGURATION.matcher(module.source()).results()
                    .flatMap(type -> ELEMENT.matcher(type.group(1)).results())
                    .filter(element -> !element.group(1).equals("service_pid"))
                    .filter(element -> !documented(module, element))
                    .forEach(element -> wrong.add(element.group()));
            assertEquals(List.of(), wrong);
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyShippedKeyIsDocumented() {
        return modules().map(module -> dynamicTest(module.name(), () -> {
            List<String> documented = module.rows().stream().flatMap(row -> row.keys().stream()).toList();
            assertEquals(List.of(), shippedKeys(module.folder().resolve("src/main/cfg")).stream()
                    .filter(key -> documented.stream().noneMatch(row -> covers(row, key))).toList());
        }));
    }

    @Test
    void noLinkIsDead() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path page : pages()) {
            LINK.matcher(text(page)).results().map(link -> link.group(1))
                    .filter(link -> !link.contains("://"))
                    .filter(link -> !Files.exists(page.resolveSibling(link)))
                    .forEach(link -> dead.add(ROOT.relativize(page) + ": " + link));
        }
        assertEquals(List.of(), dead);
    }

    /** A row may name several keys, and then their defaults in the same order. */
    private static boolean documented(Module module, MatchResult element) {
        String key = element.group(1).replace('_', '.');
        String standard = element.group(2) == null ? "" : element.group(2).replaceAll("[\"_]", "");
        return module.rows().stream().anyMatch(row -> row.keys().contains(key)
                && (standard.isEmpty() || Arrays.asList(row.standard().split("[`,\\s]+")).contains(standard)));
    }

    /** {@code item.<any>} covers {@code item.1}, {@code felix.fileinstall.*} covers {@code felix.fileinstall.poll}. */
    private static boolean covers(String documented, String key) {
        int open = Math.max(documented.indexOf('<'), documented.indexOf('*'));
        return open < 0 ? documented.equals(key) : key.startsWith(documented.substring(0, open));
    }

    /** PIDs are the literals of our name space in the classes that name them as one. */
    private static Stream<String> pids(Module module) {
        return PID.matcher(module.source()).results()
                .filter(literal -> module.source().substring(Math.max(0, literal.start() - 40), literal.start())
                        .matches("(?s).*(configurationPid = |PID = |PINS = )"))
                .map(literal -> literal.group(1)).distinct();
    }

    private static TreeSet<String> shippedKeys(Path folder) throws IOException {
        TreeSet<String> keys = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Properties properties = new Properties();
                    try (var in = Files.newInputStream(file)) {
                        properties.load(in);
                    }
                    keys.addAll(properties.stringPropertyNames());
                }
            }
        }
        return keys;
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(code -> code.group(1)).toList();
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1).split("(?<!\\\\)\\|")).map(String::strip).toList();
    }

    private static Stream<Module> modules() {
        return Stream.of("plugins", "routes", "semantic-mappings").map(ROOT::resolve).flatMap(ReadmeTest::list)
                .filter(folder -> Files.exists(folder.resolve("pom.xml"))).sorted().map(Module::read);
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> paths = Files.walk(ROOT)) {
            return paths.filter(path -> path.toString().endsWith(".md"))
                    .filter(path -> ROOT.relativize(path).toString().matches("(?!(.*/)?(target|data|\\.[^/]*)/).*"))
                    .toList();
        }
    }

    private static String sources(Path module) {
        try (Stream<Path> paths = Files.walk(module.resolve("src/main"))) {
            StringBuilder text = new StringBuilder();
            paths.filter(path -> path.toString().endsWith(".java")).sorted().forEach(path -> text.append(text(path)));
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
