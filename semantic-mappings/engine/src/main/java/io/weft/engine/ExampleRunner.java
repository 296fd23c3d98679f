package io.weft.engine;

import io.weft.engine.function.CodeLists;
import io.weft.event.CanonicalJson;
import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.event.InvalidEventException;
import io.weft.event.JsonException;
import io.weft.mapping.DecodeException;
import io.weft.mapping.Decoder;
import io.weft.mapping.OutboundMapping;
import io.weft.model.schema.ClassSchemas;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the examples of a mapping: what a mapping means is what its examples show. */
public final class ExampleRunner {

    private static final long MAXIMUM_CPU_NANOS = 10_000_000_000L;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Formats formats;
    private final ClassSchemas schemas;

    public ExampleRunner(Formats formats, ClassSchemas schemas) {
        this.formats = formats;
        this.schemas = schemas;
    }

    /** With the formats of this bundle, and the schemas of the class path. */
    public static ExampleRunner standard() {
        return new ExampleRunner(Formats.standard(), ClassPathSchemas.get());
    }

    /** @throws MappingRefusedException if an example is not complete, or there is none */
    public List<ExampleResult> run(CompiledMapping mapping) throws MappingRefusedException {
        List<Example> examples = Example.of(mapping.folder());
        if (examples.isEmpty()) {
            throw new MappingRefusedException("examples: there is none, so nothing shows what the mapping does");
        }
        List<ExampleResult> results = new ArrayList<>();
        long deadline = THREADS.getCurrentThreadCpuTime() + MAXIMUM_CPU_NANOS;
        for (Example example : examples) {
            if (THREADS.getCurrentThreadCpuTime() > deadline) {
                throw new MappingRefusedException("examples: all together take more than " + MAXIMUM_CPU_NANOS / 1_000_000_000
                        + " s of processor time; example '" + example.name() + "' was not run");
            }
            results.add(new ExampleResult(example.name(), differences(mapping, example)));
        }
        return results;
    }

    /** @throws MappingRefusedException naming the first example that differs, and the field */
    public void requirePassing(CompiledMapping mapping) throws MappingRefusedException {
        for (ExampleResult result : run(mapping)) {
            if (!result.passed()) {
                throw new MappingRefusedException(result.toString());
            }
        }
    }

    private List<String> differences(CompiledMapping mapping, Example example) throws MappingRefusedException {
        if (mapping instanceof InboundMapping inbound) {
            return inbound(inbound, example);
        }
        return outbound((OutboundFolderMapping) mapping, example);
    }

    private List<String> inbound(InboundMapping mapping, Example example) throws MappingRefusedException {
        InboundMapping withLists = mapping.with(CodeLists.firstOf(example.codeLists(), mapping.codeLists()));
        Serving serving = Serving.of(formats, List.of(withLists), Map.of());
        Object result = ExampleOutcome.of(new EngineInterpreter(() -> serving, schemas)
                .interpret(example.message(mapping.format()), 0).result());
        return ExampleOutcome.differences(expected(example), result);
    }

    private static Object expected(Example example) throws MappingRefusedException {
        return json(example.expected(), "examples/" + example.name() + "/" + example.expectedFile());
    }

    private static Object json(byte[] content, String place) throws MappingRefusedException {
        try {
            return CanonicalJson.read(content);
        } catch (JsonException e) {
            throw new MappingRefusedException(place + ": is not JSON: " + e.getMessage(), e);
        }
    }

    private List<String> outbound(OutboundFolderMapping mapping, Example example) throws MappingRefusedException {
        OutboundFolderMapping withLists = mapping.with(CodeLists.firstOf(example.codeLists(), mapping.codeLists()));
        OutboundMapping.Outbound outbound = withLists.map(event(example));
        if (outbound instanceof OutboundMapping.Outbound.Unwritable unwritable) {
            Object result = ExampleOutcome.rejected(List.of(unwritable.reason()));
            return example.expectedFile().equals("expected.json")
                    ? ExampleOutcome.differences(expected(example), result)
                    : List.of("expected a document, but: " + unwritable.reason());
        }
        return written(mapping.manifest().format(), example, ((OutboundMapping.Outbound.Written) outbound).payload());
    }

    @SuppressWarnings("unchecked") // names of members are texts, see CanonicalJson
    private static Event event(Example example) throws MappingRefusedException {
        String place = "examples/" + example.name() + "/input";
        if (!(json(example.input(), place) instanceof Map<?, ?> body)) {
            throw new MappingRefusedException(place + ": must be an EPCIS event");
        }
        try {
            return Event.of((Map<String, ?>) body, EventId.derived("example", 0, 0));
        } catch (InvalidEventException e) {
            throw new MappingRefusedException(place + ": is no EPCIS event: " + e.getMessage(), e);
        }
    }

    /** Compared as the format reads it, so that white space and the order of attributes do not matter; else byte by byte. */
    private List<String> written(String format, Example example, byte[] payload) throws MappingRefusedException {
        Optional<Decoder> decoder = formats.decoder(format);
        if (decoder.isEmpty()) {
            return Arrays.equals(example.expected(), payload) ? List.of()
                    : List.of(example.expectedFile() + ": the bytes written are others");
        }
        try {
            Object expected = EngineInterpreter.decode(
                    new Example(example.name(), example.expected(), new byte[0], "", CodeLists.NONE, Optional.empty())
                            .message(format), decoder.get(), EngineInterpreter.Declared.NOTHING).asValue();
            Object result = EngineInterpreter.decode(
                    new Example(example.name(), payload, new byte[0], "", CodeLists.NONE, Optional.empty())
                            .message(format), decoder.get(), EngineInterpreter.Declared.NOTHING).asValue();
            return Difference.between(expected, result);
        } catch (DecodeException e) {
            throw new MappingRefusedException("examples/" + example.name() + "/" + example.expectedFile() + ": "
                    + e.getMessage(), e);
        }
    }
}
