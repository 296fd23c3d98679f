package io.weft.mapping.berlinger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.weft.event.CanonicalJson;
import io.weft.mapping.MappingResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Real exports. Rows, days and the mean kinetic temperature were found in the files by other means; no device states its own. */
class CorpusTest {

    /** Serial number, elements (the table, if there is one, and the days), and the window. */
    private static final Map<String, String> EXPECTED = new TreeMap<>(Map.of(
            "100800001215_202304201410.txt", "100800001215 5 elements {expected=841, meanKineticTemperature=-15.66, missing=6, received=835,"
                    + " statedAlarm=true, statedMaximum=21.5, statedMinimum=-17, uom=CEL}",
            "130400191544_202304201514.txt", "130400191544 4 elements {expected=4, missing=0, received=4, statedAlarm=false, statedMaximum=20.8,"
                    + " statedMinimum=1.5, uom=CEL}",
            "test.txt", "130500109088 39 elements {expected=10722, missing=10669, received=53, statedAlarm=true, statedMaximum=30.3,"
                    + " statedMinimum=-8.4, uom=CEL}"));

    @TestFactory
    Stream<DynamicTest> everyExportIsMapped() {
        Path loggers = Path.of(System.getProperty("weft.corpus", "missing"), "loggers");
        if (!Files.isDirectory(loggers)) {
            return Stream.of(dynamicTest("Berlinger's exports",
                    () -> Assumptions.abort("not there: " + loggers + " (system property weft.corpus)")));
        }
        return EXPECTED.entrySet().stream().map(file -> dynamicTest(file.getKey(),
                () -> assertEquals(file.getValue(), shown(Files.readAllBytes(loggers.resolve(file.getKey()))))));
    }

    private static String shown(byte[] payload) throws Exception {
        MappingResult result = Export.map(payload, ".");
        MappingResult.Mapped mapped = assertInstanceOf(MappingResult.Mapped.class, result, result::toString);
        Map<?, ?> climate = (Map<?, ?>) CanonicalJson.read(mapped.events().get(0).event().body());
        Map<?, ?> device = (Map<?, ?>) CanonicalJson.read(mapped.events().get(1).event().body());
        int elements = ((List<?>) climate.get("sensorElementList")).size();
        return ((Map<?, ?>) device.get("weft:device")).get("weft:serial") + " " + elements + " elements "
                + climate.get("weft:window").toString().replace("weft:", "");
    }
}
