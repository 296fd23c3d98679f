package io.weft.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.MessageId;
import io.weft.adapter.RawMessage;
import io.weft.engine.function.CodeLists;
import io.weft.event.CanonicalJson;
import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.event.EvidenceClass;
import io.weft.event.Rejection;
import io.weft.mapping.EventIds;
import io.weft.mapping.Interpretation;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingRef;
import io.weft.mapping.MappingResult;
import io.weft.mapping.MessageTree;
import io.weft.mapping.SemanticMapping;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineInterpreterTest {

    private static final Path GOODS_RECEIPT = Path.of("src/test/resources/mappings/goods-receipt");
    private static final int MUTANTS = 2_000;

    @Test
    void theEnvelopesOwnIdComesFirst() throws Exception {
        Interpretation interpretation = interpreter(goodsReceipt()).interpret(message("idoc-xml", idoc()), 0);

        assertEquals(new MessageId("http~erp", MessageId.Kind.ENVELOPE, "e", "0000000000123451"), interpretation.id());
        assertEquals(Optional.of(new MappingRef("test.goods-receipt", "1.0.0")), interpretation.mapping());
        assertInstanceOf(MappingResult.Mapped.class, interpretation.result());
    }

    @Test
    void theSameMessageGivesTheSameEventsAndAReplayOthers() throws Exception {
        EngineInterpreter interpreter = interpreter(goodsReceipt());

        String first = eventId(interpreter.interpret(message("idoc-xml", idoc()), 0));
        assertEquals(first, eventId(interpreter.interpret(message("idoc-xml", idoc()), 0)));
        org.junit.jupiter.api.Assertions.assertNotEquals(first,
                eventId(interpreter.interpret(message("idoc-xml", idoc()), 1)));
    }

    private static String eventId(Interpretation interpretation) {
        return ((MappingResult.Mapped) interpretation.result()).events().get(0).event().id().uri();
    }

    @Test
    void whatCannotBeReadIsRejectedUnderTheTransportsKeyOrTheDigest() {
        RawMessage keyed = new RawMessage("i", "s", "json", Optional.of("k-1"), "", Instant.EPOCH, Map.of(), new byte[0]);

        Interpretation interpretation = interpreter().interpret(keyed, 0);
        assertEquals(MessageId.Kind.TRANSPORT, interpretation.id().kind());
        assertEquals("UNDECODABLE", code(interpretation));
        assertEquals("NO_DECODER", code(interpreter().interpret(message("unheard-of", new byte[0]), 0)));
        assertEquals(MessageId.Kind.DIGEST, interpreter().interpret(message("json", new byte[0]), 0).id().kind());
    }

    /** It keeps its own id, so that the replay under the mapping that is to come is the same message. */
    @Test
    void withoutAMappingTheMessageStillHasItsOwnId() throws Exception {
        Interpretation interpretation = interpreter().interpret(message("idoc-xml", idoc()), 0);

        assertEquals("NO_MAPPING", code(interpretation));
        assertEquals(MessageId.Kind.ENVELOPE, interpretation.id().kind());
    }

    @Test
    void aDryRunReadsTheFormatOfTheMappingThatItNames() throws Exception {
        Interpretation named = interpreter(goodsReceipt()).interpretWith("test.goods-receipt", message("", idoc()));

        assertEquals(Optional.of(new MappingRef("test.goods-receipt", "1.0.0")), named.mapping());
        assertInstanceOf(MappingResult.Mapped.class, named.result());
    }

    @Test
    void aDryRunOfAMappingThatIsNotThereNamesThoseThatAre() throws Exception {
        Rejection reason = reason(interpreter(goodsReceipt()).interpretWith("test.goods-recipt", message("", idoc())));

        assertEquals("NO_MAPPING", reason.code());
        assertEquals("test.goods-recipt", reason.value());
        assertTrue(reason.rule().contains("test.goods-receipt@1.0.0"), reason.rule());
    }

    @Test
    void anExtensionFieldThatBreaksTheSchemaOfItsClassIsRejected() throws Exception {
        String seal = "\"weft:seal\": {\"weft:number\": \"S-1\", \"weft:whole\": %s}";

        assertInstanceOf(MappingResult.Mapped.class, extended(seal.formatted("true")).result());
        Rejection reason = reason(extended(seal.formatted("\"perhaps\"")));
        assertEquals("INVALID_EXTENSION", reason.code());
        assertEquals("events[0].event.weft:seal.weft:whole", reason.field());
        assertEquals("perhaps", reason.value());
        assertFalse(reason.rule().isEmpty());
        assertEquals("INVALID_EXTENSION", reason(extended("\"weft:sael\": 1")).code());
    }

    /** What a mapping makes whose event bears one further member. */
    private static Interpretation extended(String member) throws Exception {
        Event event = Event.of(body(member), EventId.derived("m", 0, 0));
        return interpreter(new Fixed("extended", "1.0.0") {
            @Override
            public MappingResult map(MessageTree tree, EventIds eventIds) {
                return new MappingResult.Mapped(
                        List.of(new MappedEvent(event, Set.of(EvidenceClass.SHOCK_LIGHT_DOOR_SEAL))), Optional.empty(), List.of());
            }
        }).interpret(message("idoc-xml", idoc()), 0);
    }

    @SuppressWarnings("unchecked") // names of members are texts, see CanonicalJson
    private static Map<String, ?> body(String member) throws Exception {
        return (Map<String, ?>) CanonicalJson.read("""
                {"@context": [{"weft": "https://weft.io/ns/"}], "type": "ObjectEvent", "action": "OBSERVE",
                 "eventTime": "2026-03-09T14:05:12Z", "eventTimeZoneOffset": "+00:00",
                 "epcList": ["https://id.gs1.org/00/095213210000000018"], %s}""".formatted(member)
                .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void twoMappingsThatBothMatchAreAmbiguous() throws Exception {
        assertEquals("AMBIGUOUS_MAPPING", code(interpreter(goodsReceipt(), new Fixed("other", "1.0.0"))
                .interpret(message("idoc-xml", idoc()), 0)));
    }

    @Test
    void theNewestVersionServesUnlessAnotherIsPinned() throws Exception {
        List<SemanticMapping> versions = List.of(new Fixed("m", "1.10.0"), new Fixed("m", "1.9.0"), new Fixed("m", "1.2.0"));

        assertEquals("1.10.0", served(versions, Map.of()).get(0).version());
        assertEquals("1.9.0", served(versions, Map.of("m", "1.9.0")).get(0).version());
        assertEquals(List.of(), served(versions, Map.of("m", "3.0.0")));
    }

    private static List<MappingRef> served(List<SemanticMapping> mappings, Map<String, String> pins) {
        Serving serving = Serving.of(Formats.standard(), mappings, pins);
        return new EngineInterpreter(() -> serving).serving();
    }

    @Test
    void aMappingThatThrowsRejectsItsMessage() throws Exception {
        SemanticMapping failing = new Fixed("failing", "1.0.0") {
            @Override
            public MappingResult map(MessageTree tree, EventIds eventIds) {
                throw new IllegalStateException("broken");
            }
        };
        assertEquals("MAPPING_FAILED", code(interpreter(failing).interpret(message("idoc-xml", idoc()), 0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xml", "idoc-xml", "json", "epcis-json"})
    void noMutantMakesItThrow(String format) throws Exception {
        long seed = System.getProperty("weft.seed", "").equals("random")
                ? System.nanoTime() : Long.getLong("weft.seed", 20_260_815);
        byte[] original = format.endsWith("xml") ? idoc()
                : Files.readAllBytes(GOODS_RECEIPT.resolve("examples/normal/expected.json"));
        Random random = new Random(seed);
        EngineInterpreter interpreter = interpreter(goodsReceipt());
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = original.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            }
            Interpretation interpretation = interpreter.interpret(message(format, mutant), 0);
            assertNotNull(interpretation.result(), () -> "seed " + seed);
            if (interpretation.result() instanceof MappingResult.Rejected rejected) {
                assertEquals(0, rejected.reasons().stream()
                        .filter(reason -> reason.code().endsWith("_FAILED") && !reason.code().startsWith("TEMPLATE"))
                        .count(), () -> "seed " + seed + ": " + rejected.reasons());
            }
        }
    }

    private static String code(Interpretation interpretation) {
        return reason(interpretation).code();
    }

    private static Rejection reason(Interpretation interpretation) {
        return assertInstanceOf(MappingResult.Rejected.class, interpretation.result()).reasons().get(0);
    }

    private static byte[] idoc() throws Exception {
        return Files.readAllBytes(GOODS_RECEIPT.resolve("examples/normal/input.xml"));
    }

    private static RawMessage message(String format, byte[] payload) {
        return new RawMessage("http~erp", "erp", format, Optional.empty(), "e", Instant.EPOCH, Map.of(), payload);
    }

    private static SemanticMapping goodsReceipt() throws Exception {
        CodeLists lists = EffectiveCodeLists.of(Map.of("plant", Map.of("1000", "https://id.gs1.org/414/9521321000018")));
        return ((InboundMapping) MappingCompiler.standard().compile(MappingFolder.read(GOODS_RECEIPT))).with(lists);
    }

    private static EngineInterpreter interpreter(SemanticMapping... mappings) {
        Serving serving = Serving.of(Formats.standard(), List.of(mappings), Map.of());
        return new EngineInterpreter(() -> serving);
    }

    private static class Fixed implements SemanticMapping {

        private final MappingRef ref;

        Fixed(String id, String version) {
            ref = new MappingRef(id, version);
        }

        @Override
        public MappingRef ref() {
            return ref;
        }

        @Override
        public String format() {
            return "idoc-xml";
        }

        @Override
        public boolean matches(MessageTree tree) {
            return true;
        }

        @Override
        public MappingResult map(MessageTree tree, EventIds eventIds) {
            return new MappingResult.Ignored(tree.envelope().messageType() + StandardCharsets.UTF_8);
        }
    }
}
