package io.weft.bench.map;

import io.weft.adapter.RawMessage;
import io.weft.bench.Effort;
import io.weft.bench.Figures;
import io.weft.bench.Medians;
import io.weft.bench.Progress;
import io.weft.bench.Section;
import io.weft.bench.documents.OrderDocument;
import io.weft.bench.hub.BenchHub;
import io.weft.bench.hub.OrderCodes;
import io.weft.engine.EffectiveCodeLists;
import io.weft.engine.EngineInterpreter;
import io.weft.engine.Formats;
import io.weft.engine.MappingCompiler;
import io.weft.engine.MappingFolder;
import io.weft.engine.MappingRefusedException;
import io.weft.engine.Serving;
import io.weft.engine.function.ModelUnits;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingResult;
import io.weft.mapping.SemanticMapping;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * From the bytes of an order to its event, by the hub's interpreter (decode, match, map, check) and by Java written for
 * this document; in processor time of the one thread that does it.
 */
public final class MapSection implements Section {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final String INSTANCE = "http~orders";
    private static final String FOLDER = "/mapping/purchase-order/";
    private static final int MESSAGES = 1_000;

    @Override
    public String name() {
        return "map";
    }

    @Override
    public void measure(BenchHub hub, Effort effort, Figures into, Progress progress) throws IOException {
        EngineInterpreter interpreter = interpreter();
        byte[] document = new OrderDocument().numbered(1);
        RawMessage message = new RawMessage(INSTANCE, "erp", "idoc-xml", Optional.empty(), "", Instant.EPOCH, Map.of(), document);
        requireSameEvent(engine(interpreter, message), java(document));
        progress.say("map: warming up");
        time(effort.round().toNanos(), () -> engine(interpreter, message));
        time(effort.round().toNanos(), () -> java(document));
        List<Double> engines = new ArrayList<>();
        List<Double> javas = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < effort.rounds(); i++) {
            long share = effort.round().toNanos() / 4;
            double engine = time(share, () -> engine(interpreter, message));
            double java = time(share, () -> java(document));
            engines.add(engine);
            javas.add(java);
            ratios.add(engine / java);
        }
        into.put("ratios.map", Medians.of(ratios));
        into.put("map.engineMicros", Medians.of(engines));
        into.put("map.handWrittenMicros", Medians.of(javas));
        into.count("map.documentBytes", document.length);
        progress.say("map: engine %.1f µs, hand-written %.1f µs, ratio %.2f", Medians.of(engines), Medians.of(javas),
                Medians.of(ratios));
    }

    /** Microseconds of this thread's processor time per document. */
    private static double time(long nanos, Runnable mapping) {
        long deadline = System.nanoTime() + nanos;
        long begin = THREADS.getCurrentThreadCpuTime();
        long documents = 0;
        do {
            for (int i = 0; i < MESSAGES; i++) {
                mapping.run();
            }
            documents += MESSAGES;
        } while (System.nanoTime() < deadline);
        return (THREADS.getCurrentThreadCpuTime() - begin) / 1e3 / documents;
    }

    private static MappedEvent engine(EngineInterpreter interpreter, RawMessage message) {
        MappingResult result = interpreter.interpret(message, 0).result();
        if (result instanceof MappingResult.Mapped mapped) {
            return mapped.events().get(0);
        }
        throw new IllegalStateException("the mapping did not map the order: " + result);
    }

    private static MappedEvent java(byte[] document) {
        try {
            return HandWrittenOrder.map(document, INSTANCE);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void requireSameEvent(MappedEvent engine, MappedEvent java) {
        if (!engine.event().id().equals(java.event().id()) || !engine.classes().equals(java.classes())
                || !Arrays.equals(engine.event().body(), java.event().body())) {
            throw new IllegalStateException("the contenders make different events: "
                    + text(engine) + " and "
                    + text(java));
        }
    }

    private static String text(MappedEvent event) {
        return new String(event.event().body(), StandardCharsets.UTF_8);
    }

    private static EngineInterpreter interpreter() throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        for (String name : List.of("mapping.yaml", "purchase-order.jslt")) {
            try (var in = MapSection.class.getResourceAsStream(FOLDER + name)) {
                if (in == null) {
                    throw new IOException(FOLDER + name + " is not on the class path");
                }
                files.put(name, in.readAllBytes());
            }
        }
        try {
            SemanticMapping mapping = (SemanticMapping) new MappingCompiler(ModelUnits.ofClassPath(),
                    EffectiveCodeLists.of(OrderCodes.LISTS), Formats.standard()).compile(MappingFolder.of("erp-idoc", files));
            Serving serving = Serving.of(Formats.standard(), List.of(mapping), Map.of());
            return new EngineInterpreter(() -> serving);
        } catch (MappingRefusedException e) {
            throw new IOException("the mapping is refused: " + e.getMessage(), e);
        }
    }
}
