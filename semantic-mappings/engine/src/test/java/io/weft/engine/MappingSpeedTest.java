package io.weft.engine;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.RawMessage;
import io.weft.mapping.MappingResult;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From bytes to canonical events, in processor time: a busy machine is no slow mapping. The bound catches a broken design. */
class MappingSpeedTest {

    private static final Path FOLDER = Path.of("src/test/resources/mappings/goods-receipt");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int LINES = 8;
    private static final int ROUNDS = 12;
    private static final int MESSAGES = 500;
    private static final long MAXIMUM_MICROSECONDS = 1_000;

    @Test
    void anIdocOfEightLinesTakesMicroseconds() throws Exception {
        InboundMapping mapping = ((InboundMapping) MappingCompiler.standard().compile(MappingFolder.read(FOLDER)))
                .with(EffectiveCodeLists.of(Map.of("plant", Map.of("1000", "https://id.gs1.org/414/9521321000018"))));
        Serving serving = Serving.of(Formats.standard(), List.of(mapping), Map.of());
        EngineInterpreter interpreter = new EngineInterpreter(() -> serving);
        RawMessage message = message();
        long[] rounds = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < MESSAGES; i++) {
                assertInstanceOf(MappingResult.Mapped.class, interpreter.interpret(message, 0).result());
            }
            rounds[round] = (THREADS.getCurrentThreadCpuTime() - start) / MESSAGES / 1_000;
        }
        Arrays.sort(rounds);
        System.out.println("idoc-xml, " + message.payload().length + " bytes, " + LINES + " events: median "
                + rounds[ROUNDS / 2] + " µs, best " + rounds[0] + " µs");
        assertTrue(rounds[ROUNDS / 2] < MAXIMUM_MICROSECONDS, Arrays.toString(rounds));
    }

    private static RawMessage message() throws Exception {
        String one = Files.readString(FOLDER.resolve("examples/normal/input.xml"));
        int start = one.indexOf("<E1BP2017_GM_ITEM_CREATE");
        int end = one.indexOf("</IDOC>");
        String many = one.substring(0, start) + one.substring(start, end).repeat(LINES) + one.substring(end);
        return new RawMessage("http~erp", "erp", "idoc-xml", Optional.empty(), "", Instant.EPOCH, Map.of(),
                many.getBytes(StandardCharsets.UTF_8));
    }
}
