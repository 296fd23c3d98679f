package io.weft.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who makes the faults must not know what would find them, and neither may the baseline. */
class GeneratorIndependenceTest {

    @Test
    void generatorAndInjectorKnowTheJdkAlone() {
        assertEquals(List.of(), foreign("io.weft.errors.delivery", "io.weft.errors.delivery"));
        assertEquals(List.of(), foreign("io.weft.errors.fault", "io.weft.errors.delivery", "io.weft.errors.fault"));
    }

    @Test
    void baselineKnowsNothingOfTheHub() {
        assertEquals(List.of(), foreign("io.weft.errors.plain", "io.weft.errors", "io.weft.errors.delivery", "io.weft.errors.fault",
                "io.weft.errors.plain"));
    }

    private static List<String> foreign(String inside, String... allowed) {
        JavaClasses classes = new ClassFileImporter().importPackages(inside);
        assertFalse(classes.isEmpty(), inside);
        return classes.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> dependency.getTargetClass().getBaseComponentType().getPackageName().contains("."))
                .filter(dependency -> !ofTheJdk(dependency) && !List.of(allowed).contains(packageOf(dependency)))
                .map(Dependency::getDescription).toList();
    }

    private static boolean ofTheJdk(Dependency dependency) {
        return ModuleLayer.boot().modules().stream().filter(module -> module.getName().startsWith("java."))
                .anyMatch(module -> module.getPackages().contains(packageOf(dependency)));
    }

    private static String packageOf(Dependency dependency) {
        return dependency.getTargetClass().getBaseComponentType().getPackageName();
    }
}
