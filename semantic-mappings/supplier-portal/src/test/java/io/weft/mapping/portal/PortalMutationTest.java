package io.weft.mapping.portal;

import io.weft.engine.CompiledMapping;
import io.weft.engine.EngineInterpreter;
import io.weft.engine.Formats;
import io.weft.engine.MappingCompiler;
import io.weft.engine.MappingFolder;
import io.weft.engine.Serving;
import io.weft.mapping.Decoder;
import io.weft.mapping.Interpreter;
import io.weft.mapping.SemanticMapping;
import io.weft.tck.mutation.Followed;
import io.weft.tck.mutation.JsonSyntax;
import io.weft.tck.mutation.MappingMutationContract;
import io.weft.tck.mutation.Meaning;
import io.weft.tck.mutation.Syntax;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;

/** Damaged messages of the portal: what a supplier did not state never becomes a statement. */
class PortalMutationTest {

    private static final Path MAPPINGS = Path.of("src/main/resources/mapping");

    private abstract static class Mutated extends MappingMutationContract {

        private final Path mapping;
        private final Interpreter interpreter;

        Mutated(String name) throws Exception {
            mapping = MAPPINGS.resolve(name);
            CompiledMapping compiled = MappingCompiler.standard().compile(MappingFolder.read(mapping));
            Serving serving = Serving.of(Formats.standard(), List.of((SemanticMapping) compiled), Map.of());
            interpreter = new EngineInterpreter(() -> serving);
        }

        @Override
        protected Interpreter interpreter() {
            return interpreter;
        }

        @Override
        protected Decoder decoder() {
            return Formats.standard().decoder("json").orElseThrow();
        }

        @Override
        protected Syntax syntax() {
            return new JsonSyntax();
        }

        @Override
        protected byte[] message() {
            try {
                return Files.readAllBytes(mapping.resolve("examples/normal/input.json"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A day of the calendar, and nothing else. */
    private static Optional<Object> day(Object value) {
        String text = ((String) value).trim();
        try {
            return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? Optional.of(LocalDate.parse(text).toString()) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> text(Object value) {
        String text = ((String) value).trim();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    @Nested
    class Batch extends Mutated {

        Batch() throws Exception {
            super("batch");
        }

        @Override
        protected List<Followed> followed() {
            return List.of(
                    Followed.of("lots[0].batch", "lots[0].batch", List.of("events[0].quantityList[0].epcClass"),
                            value -> Meaning.lot("09521321000018", value)),
                    Followed.of("lots[0].manufacturingDate", "lots[0].manufacturingDate",
                            List.of("events[0].weft:lot.weft:manufacturingDate"), PortalMutationTest::day),
                    Followed.of("lots[0].expiryDate", "lots[0].expiryDate", List.of("events[0].weft:lot.weft:expiryDate"),
                            PortalMutationTest::day));
        }
    }

    @Nested
    class Qualification extends Mutated {

        private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:\\S+");

        Qualification() throws Exception {
            super("qualification");
        }

        @Override
        protected List<Followed> followed() {
            return List.of(
                    Followed.of("suppliers[0].name", "name", List.of("events[0].attributes[0].attribute"),
                            PortalMutationTest::text),
                    Followed.of("suppliers[0].certificate", "certificate",
                            List.of("events[0].weft:qualification.weft:certificate"),
                            value -> text(value).filter(uri -> URI.matcher((String) uri).matches())));
        }
    }
}
