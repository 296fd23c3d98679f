package io.weft.mapping.carrier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.engine.function.CodeLists;
import io.weft.event.CanonicalJson;
import io.weft.event.Rejection;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Interchanges that nobody here wrote. As they are, all three contradict themselves in their trailers and are quarantined
 * for it; what their mappings make of them shows once just that is mended.
 */
class CorpusTest {

    private static final Path CORPUS = Path.of(System.getProperty("weft.corpus", "none")).resolve("edi");
    private static final String DESADV = "EANCOM_DESADV_D96A_EdiFabric.txt";
    private static final String SHIP_NOTICE = "X12_856_ShipNotice_EdiFabric.txt";
    private static final String WAREHOUSE_ADVICE = "X12_945_WarehouseShippingAdvice_EdiFabric.txt";

    /** What a site's list has to know: a sender that the ship notice names by no GLN, and places by other numbers. */
    private static final CodeLists SITE = (list, code, at) -> list.equals("partner")
            ? new CodeLists.Found.Value("4012345000009") : new CodeLists.Found.NoList();

    @BeforeEach
    void needsTheCorpus() {
        assumeTrue(Files.isDirectory(CORPUS), "the folder edi of the corpus is not there (system property weft.corpus)");
    }

    private static String text(String file) throws Exception {
        return Files.readString(CORPUS.resolve(file), StandardCharsets.ISO_8859_1);
    }

    private static MappingResult map(String format, String text) throws Exception {
        return CarrierMappings.interpreter(SITE, "despatch-advice", "ship-notice")
                .interpret(CarrierMappings.message(format, text.getBytes(StandardCharsets.ISO_8859_1)), 0).result();
    }

    private static List<String> reasons(MappingResult result) {
        return assertInstanceOf(MappingResult.Rejected.class, result).reasons().stream()
                .map(reason -> reason.code() + " " + reason.field() + " " + reason.value()).toList();
    }

    private static List<Map<?, ?>> events(MappingResult result) throws Exception {
        List<Map<?, ?>> events = new ArrayList<>();
        for (MappedEvent mapped : assertInstanceOf(MappingResult.Mapped.class, result, result::toString).events()) {
            events.add((Map<?, ?>) CanonicalJson.read(mapped.event().body()));
        }
        return events;
    }

    @Test
    void everyFileHasItsExpectedOutcome() throws Exception {
        Set<String> files = new TreeSet<>();
        try (Stream<Path> all = Files.list(CORPUS)) {
            all.forEach(file -> files.add(file.getFileName().toString()));
        }

        assertEquals(Set.of(DESADV, SHIP_NOTICE, WAREHOUSE_ADVICE), files, "each file is in the table of this test");
        assertEquals(List.of("CONTROL_COUNT UNZ.UNZ01 2"),
                reasons(map("edifact", text(DESADV))));
        assertEquals(List.of("CONTROL_COUNT GE.GE01 2",
                        "INVALID_IDENTIFIER messages[0].HL[3].MAN02 000010012345614785",
                        "INVALID_IDENTIFIER messages[0].HL[7].MAN02 000010012378945698",
                        "INVALID_TIME messages[0].HL[1].DTM[011].DTM02 200120000"),
                reasons(map("x12", text(SHIP_NOTICE))));
        assertTrue(reasons(map("x12", text(WAREHOUSE_ADVICE))).contains("NO_MAPPING  x12 945"),
                () -> "no mapping reads warehouse shipping advices");
    }

    @Test
    void theDespatchAdviceMapsOnceItsTrailersAreMended() throws Exception {
        List<Map<?, ?>> events = events(map("edifact", mended(DESADV)));

        assertEquals(List.of("packing", "packing", "shipping"), events.stream().map(event -> event.get("bizStep")).toList());
        assertEquals("https://id.gs1.org/00/354107380000001051", events.get(0).get("parentID"));
        assertEquals("[{epcClass=https://id.gs1.org/01/05410738000152, quantity=20}]",
                events.get(0).get("childQuantityList").toString());
        assertEquals(3, ((List<?>) events.get(1).get("childQuantityList")).size());
        assertEquals(List.of("https://id.gs1.org/00/354107380000001051", "https://id.gs1.org/00/354107380000001068"),
                events.get(2).get("epcList"));
        assertTrue(events.get(2).toString().contains("urn:epcglobal:cbv:bt:5412345000013:12332"), "the order");
        assertTrue(events.get(2).toString().contains("weft:despatchDate=2002-04-03"), "the day of despatch");
    }

    private static String mended(String file) throws Exception {
        return text(file).replace("UNZ+2+", "UNZ+1+").replace("GE*2*", "GE*1*");
    }

    @Test
    void theShipNoticeReportsEachCheckDigitThatIsDue() throws Exception {
        List<Rejection> reasons = ((MappingResult.Rejected) map("x12", mended(SHIP_NOTICE))).reasons();

        assertTrue(reasons.get(0).rule().contains("has check digit 5 where 8 is due"), reasons::toString);
        assertTrue(reasons.get(1).rule().contains("has check digit 8 where 9 is due"), reasons::toString);
    }

    @Test
    void theShipNoticeMapsOnceItsCheckDigitsAndItsDateAreMended() throws Exception {
        List<Map<?, ?>> events = events(map("x12", mended(SHIP_NOTICE)
                .replace("012345614785", "012345614788").replace("012378945698", "012378945699").replace("*200~", "*20051015~")));

        assertEquals(List.of("packing", "packing", "shipping"), events.stream().map(event -> event.get("bizStep")).toList());
        assertEquals("https://id.gs1.org/00/000010012345614788", events.get(0).get("parentID"));
        assertEquals("[{epcClass=https://id.gs1.org/01/00008815509183, quantity=4}, "
                + "{epcClass=https://id.gs1.org/01/00008815547321, quantity=9}]", events.get(0).get("childQuantityList").toString());
        assertEquals("2005-10-15T13:45:00-04:00", events.get(2).get("eventTime"));
        assertTrue(events.get(2).toString().contains("urn:epcglobal:cbv:bt:0078742000992:9988776655"), "the first order");
        assertTrue(events.get(2).toString().contains("urn:epcglobal:cbv:bt:0078742000015:2288115555"), "the second order");
        assertTrue(events.get(2).toString().contains("weft:carrier=https://weft.io/ns/scac/JBHT"), "the carrier");
    }
}
