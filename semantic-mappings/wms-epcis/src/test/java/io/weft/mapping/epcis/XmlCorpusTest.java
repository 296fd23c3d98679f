package io.weft.mapping.epcis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.weft.event.CanonicalJson;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingResult;
import io.weft.mapping.epcis.XmlExpectation.Ignored;
import io.weft.mapping.epcis.XmlExpectation.Mapped;
import io.weft.mapping.epcis.XmlExpectation.Quarantined;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** GS1's XML examples: each ends as {@link XmlExpectation} says, and those that stand in JSON too give the same events. */
class XmlCorpusTest {

    @TestFactory
    Stream<DynamicTest> everyExampleEndsAsExpected() throws Exception {
        Path corpus = Path.of(System.getProperty("weft.corpus", "missing"), "epcis");
        Path examples = corpus.resolve("XML");
        if (!Files.isDirectory(examples)) {
            return Stream.of(dynamicTest("GS1's XML examples",
                    () -> Assumptions.abort("not there: " + examples + " (system property weft.corpus)")));
        }
        Set<String> files = new TreeSet<>();
        try (Stream<Path> walk = Files.walk(examples)) {
            walk.filter(file -> file.toString().endsWith(".xml")).map(file -> examples.relativize(file).toString())
                    .forEach(files::add);
        }
        return Stream.concat(
                Stream.of(dynamicTest("every file has an expectation", () -> assertEquals(XmlExpectation.ALL.keySet(), files))),
                files.stream().map(file -> dynamicTest(file, () -> check(corpus, file, XmlExpectation.ALL.get(file)))));
    }

    private static void check(Path corpus, String file, XmlExpectation expected) throws Exception {
        MappingResult result = Epcis.mapXml(Files.readAllBytes(corpus.resolve("XML").resolve(file)));
        if (expected instanceof Ignored ignored) {
            assertEquals(ignored.rule(), assertInstanceOf(MappingResult.Ignored.class, result, result::toString).rule());
        } else if (expected instanceof Quarantined quarantined) {
            String reasons = assertInstanceOf(MappingResult.Rejected.class, result, result::toString).reasons().toString();
            assertTrue(reasons.contains(quarantined.reason()), reasons);
        } else if (expected instanceof Mapped mapped) {
            MappingResult.Mapped actual = assertInstanceOf(MappingResult.Mapped.class, result, result::toString);
            assertEquals(mapped.events(), actual.events().size());
            String told = actual.events().stream().map(event -> new String(event.event().body(), StandardCharsets.UTF_8)).toList().toString();
            mapped.values().forEach(value -> assertTrue(told.contains(value), () -> value + " is not in " + told));
            assertEquals(mapped.otherwiseInJson(), differences(corpus, mapped, actual));
        }
    }

    /** Where the events differ from those of the file's twins. */
    private static Set<String> differences(Path corpus, Mapped expected, MappingResult.Mapped actual) throws Exception {
        List<Object> twins = new ArrayList<>();
        for (String twin : expected.twins()) {
            MappingResult.Mapped mapped = assertInstanceOf(MappingResult.Mapped.class,
                    Epcis.map(Files.readAllBytes(corpus.resolve("JSON").resolve(twin))));
            for (MappedEvent event : mapped.events()) {
                twins.add(CanonicalJson.read(event.event().body()));
            }
        }
        Set<String> differences = new TreeSet<>();
        for (int i = 0; i < twins.size(); i++) {
            Object event = CanonicalJson.read(actual.events().get(i).event().body());
            differences.addAll(Twins.differences("[" + i + "]", event, twins.get(i)));
        }
        return differences;
    }
}
