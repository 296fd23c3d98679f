package io.weft.mapping.lims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.weft.event.CanonicalJson;
import io.weft.mapping.Interpreter;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingResult;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Messages that others wrote: what becomes of each file, with the code lists that a site would keep for its senders. */
class CorpusTest {

    private static final String LABORATORY = "9521321000018";
    private static final Map<String, Map<String, String>> LISTS = Map.of(
            "laboratory", Map.of("SomeSystem", LABORATORY, "ELAB-3", LABORATORY, "IA Public Health Lab", LABORATORY),
            "lims-processing", Map.of("T", "take"),
            "lims-unit", Map.of("%", "P1", "mg/dl", "ucum:mg/dL", "tera.l-1", "ucum:10*12/L", "giga.l-1", "ucum:10*9/L",
                    "beats/min", "ucum:{beats}/min"));

    /** A result: sample, test, value or text, unit, time, status, verdict; empty where there is none. */
    private record Result(String sample, String test, String value, String unit, String time, String status,
            String verdict) {
    }

    private sealed interface Expected permits Results, Ignored {
    }

    private record Results(List<Result> results) implements Expected {
    }

    private record Ignored(String rule) implements Expected {
    }

    private static final Map<String, Expected> EXPECTED = Map.ofEntries(
            Map.entry("ADT-A01-01.hl7", new Ignored("not-our-classes-patient")),
            Map.entry("ADT-A01-02.hl7", new Ignored("not-our-classes-patient")),
            Map.entry("LAB-ORM-1.hl7", new Ignored("not-our-classes-order")),
            Map.entry("MDM-T02-01.hl7", new Ignored("not-our-classes-document")),
            Map.entry("OML-O21-01.hl7", new Ignored("not-our-classes-order")),
            Map.entry("OML-O21-02.hl7", new Ignored("not-our-classes-order")),
            Map.entry("OML-O21-03.hl7", new Ignored("not-our-classes-order")),
            Map.entry("ORM-O01-01.hl7", new Ignored("not-our-classes-order")),
            Map.entry("ORM-O01-02.hl7", new Ignored("not-our-classes-order")),
            Map.entry("ORM-O01-03.hl7", new Ignored("not-our-classes-order")),
            Map.entry("LAB-ORU-1.hl7", new Results(List.of(
                    new Result("SpecimenID", "11273-0", "4.06", "10*12/L", "2014-10-06T06:27:00+07:00", "preliminary", "passed"),
                    new Result("SpecimenID", "20570-8", "40.1", "P1", "2014-10-06T08:30:00+07:00", "preliminary", "passed"),
                    new Result("SpecimenID", "11125-2", "221", "10*9/L", "2014-10-06T08:30:00+07:00", "final", "passed"),
                    new Result("SpecimenID", "23761-0", "72", "P1", "2014-10-06T06:27:00+07:00", "preliminary", "passed"),
                    new Result("SpecimenID", "26450-7", "2", "P1", "2014-10-06T06:27:00+07:00", "preliminary", "passed"),
                    new Result("SpecimenID", "26478-8", "20", "P1", "2014-10-06T06:27:00+07:00", "preliminary", "passed"),
                    new Result("SpecimenID", "26485-3", "6", "P1", "2014-10-06T06:27:00+07:00", "preliminary", "passed"),
                    new Result("SpecimenID", "30180-4", "0", "P1", "2014-10-06T06:27:00+07:00", "preliminary", "passed")))),
            Map.entry("ORU-R01-01.hl7", new Results(List.of(
                    new Result("2012999999", "625-4", "Salmonella (27268008 SCT)", "{beats}/min",
                            "2012-03-14T09:57:00-02:15", "preliminary", "failed")))),
            Map.entry("ORU-R01-RMGEAD.hl7", new Results(List.of(
                    new Result("1045813", "1554-5", "182", "mg/dL", "2002-02-15T07:30:00+06:00", "final", "failed")))));

    @TestFactory
    Stream<DynamicTest> everyFileEndsAsExpected() throws Exception {
        Path folder = Path.of(System.getProperty("weft.corpus", "missing"), "hl7v2");
        if (!Files.isDirectory(folder)) {
            return Stream.of(dynamicTest("HL7 v2 messages",
                    () -> Assumptions.abort("not there: " + folder + " (system property weft.corpus)")));
        }
        Interpreter interpreter = Lims.interpreter(Lims.compile("result", LISTS), Lims.compile("not-our-classes", LISTS));
        try (Stream<Path> files = Files.list(folder)) {
            TreeSet<String> names = new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
            assertEquals(names, new TreeMap<>(EXPECTED).keySet());
            return names.stream().map(name -> dynamicTest(name,
                    () -> check(interpreter, Files.readAllBytes(folder.resolve(name)), EXPECTED.get(name))));
        }
    }

    private static void check(Interpreter interpreter, byte[] message, Expected expected) throws Exception {
        MappingResult result = interpreter.interpret(Lims.message(message), 0).result();
        if (expected instanceof Ignored ignored) {
            assertEquals(new MappingResult.Ignored(ignored.rule()), result);
            return;
        }
        MappingResult.Mapped mapped = assertInstanceOf(MappingResult.Mapped.class, result, result::toString);
        assertEquals(((Results) expected).results(), mapped.events().stream().map(CorpusTest::result).toList());
        assertTrue(mapped.events().stream().noneMatch(event -> new String(event.event().body(),
                java.nio.charset.StandardCharsets.UTF_8).contains("DUCK")), "no person of the message is in an event");
    }

    private static Result result(MappedEvent mapped) {
        try {
            Map<?, ?> body = (Map<?, ?>) CanonicalJson.read(mapped.event().body());
            Map<?, ?> said = (Map<?, ?>) body.get("weft:result");
            Object value = said.get("weft:value");
            return new Result(text(said, "weft:sample"), text(said, "weft:test"),
                    value instanceof BigDecimal number ? number.toPlainString() : text(said, "weft:text"),
                    text(said, "weft:uom") + text(said, "weft:ucum"), text(body, "eventTime"), text(said, "weft:status"),
                    text(said, "weft:verdict"));
        } catch (io.weft.event.JsonException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Map<?, ?> members, String name) {
        return members.get(name) instanceof String text ? text : "";
    }
}
