package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows of the house: all point to plugins/api, which needs only the JDK and OSGi's annotations. */
class ArchitectureTest {

    private static final String API = "plugins/api";

    /** What points elsewhere, and is meant to. Each is a published package of the module it points to. */
    private static final Map<String, Set<String>> OTHER_ARROWS = Map.of(
            // Units and schemas belong to the one model, which every mapping speaks.
            "semantic-mappings/engine", Set.of("semantic-mappings/model"),
            // The log's second signature; weft verify needs it without the log.
            "plugins/ledger-log", Set.of("plugins/ledger-mldsa"),
            // One source of the witness has libraries of its own.
            "plugins/witness-fabric", Set.of("plugins/witness"),
            // Whoever uses Milo holds the service that keeps its shared threads.
            "plugins/adapter-opcua", Set.of("karaf-features/libs/milo"),
            // The sink holds the jar that gathers and verifies its receipts.
            "plugins/ledger-fabric", Set.of("plugins/ledger-fabric-receipt"));

    private static final Pattern VAGUE =
            Pattern.compile(".*\\.(common|commons|util|utils|core|impl|internal|helper|helpers|misc|base)(\\..*)?");

    /** Module, by its path from the project's root, to its classes. */
    private static final Map<String, JavaClasses> MODULES = new TreeMap<>();

    private static final Map<String, String> MODULE_OF_CLASS = new HashMap<>();

    @BeforeAll
    static void readModules() throws IOException {
        Path root = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
        for (String group : List.of("plugins", "semantic-mappings", "routes", "karaf-features/libs")) {
            try (Stream<Path> folders = Files.list(root.resolve(group))) {
                for (Path classes : folders.map(folder -> folder.resolve("target/classes")).filter(Files::isDirectory).toList()) {
                    read(root.relativize(classes.getParent().getParent()).toString(), classes);
                }
            }
        }
        assertTrue(MODULES.keySet().containsAll(Set.of(API, "plugins/rest", "routes/ingest", "semantic-mappings/engine")),
                () -> "built: " + MODULES.keySet());
    }

    private static void read(String module, Path classes) {
        JavaClasses imported = new ClassFileImporter().importPath(classes);
        if (imported.stream().anyMatch(ArchitectureTest::ours)) {
            MODULES.put(module, imported);
            imported.stream().filter(ArchitectureTest::ours).forEach(type -> {
                String other = MODULE_OF_CLASS.put(type.getName(), module);
                assertEquals(null, other, () -> type.getName() + " is in " + module + " and in " + other);
            });
        }
    }

    @Test
    void everyModulePointsToTheApiAlone() {
        List<String> wrong = new ArrayList<>();
        MODULES.forEach((module, classes) -> {
            Set<String> allowed = new TreeSet<>(OTHER_ARROWS.getOrDefault(module, Set.of()));
            allowed.add(API);
            allowed.add(module);
            collect(classes, target -> ours(target) && !allowed.contains(MODULE_OF_CLASS.get(target.getName())), wrong);
        });
        assertEquals(List.of(), wrong);
    }

    @Test
    void apiNeedsOnlyJavaAndOsgiAnnotations() {
        List<String> wrong = new ArrayList<>();
        collect(MODULES.get(API), target -> !ours(target)
                && !ofJavaBase(target.getPackageName())
                && !target.getPackageName().startsWith("org.osgi.annotation."), wrong);
        assertEquals(List.of(), wrong);
    }

    /** Whoever verifies a receipt has neither, as the launcher's class path. */
    @Test
    void theVerifierOfReceiptsNeedsNoGateway() {
        List<String> wrong = new ArrayList<>();
        JavaClasses receipts = MODULES.get("plugins/ledger-fabric-receipt");
        collect(receipts.that(JavaClass.Predicates.resideInAPackage("io.weft.fabric.receipt")), target -> Stream.of("io.grpc",
                "org.hyperledger.fabric.client", "io.weft.fabric.receipt.collect").anyMatch(target.getPackageName()::startsWith), wrong);
        assertEquals(List.of(), wrong);
    }

    @Test
    void packagesAreNamedByWhatTheyAreFor() {
        Set<String> wrong = new TreeSet<>();
        MODULES.values().forEach(classes -> classes.stream()
                .filter(ArchitectureTest::ours)
                .map(JavaClass::getPackageName)
                .filter(name -> VAGUE.matcher(name).matches())
                .forEach(wrong::add));
        assertEquals(Set.of(), wrong);
    }

    /** Two modules with one package would be one module in two jars, and in OSGi one of them loses. */
    @Test
    void packageBelongsToOneModule() {
        Map<String, Set<String>> modules = new TreeMap<>();
        MODULE_OF_CLASS.forEach((type, module) -> modules
                .computeIfAbsent(type.substring(0, type.lastIndexOf('.')), name -> new TreeSet<>())
                .add(module));
        modules.values().removeIf(holders -> holders.size() == 1);
        assertEquals(Map.of(), modules);
    }

    private static void collect(JavaClasses classes, Predicate<JavaClass> forbidden, List<String> wrong) {
        classes.stream()
                .filter(ArchitectureTest::ours)
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> forbidden.test(dependency.getTargetClass().getBaseComponentType()))
                .filter(dependency -> !dependency.getTargetClass().getBaseComponentType().isPrimitive())
                .map(Dependency::getDescription)
                .forEach(wrong::add);
    }

    /** Of the JDK only the module that every image has: no JDBC, no XML, no HTTP. */
    private static boolean ofJavaBase(String packageName) {
        return Object.class.getModule().getPackages().contains(packageName);
    }

    private static boolean ours(JavaClass type) {
        return type.getPackageName().startsWith("io.weft.");
    }
}
