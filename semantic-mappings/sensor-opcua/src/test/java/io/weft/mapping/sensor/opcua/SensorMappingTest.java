package io.weft.mapping.sensor.opcua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.Rejection;
import io.weft.event.Series;
import io.weft.event.Unit;
import io.weft.mapping.SeriesMapping.Described;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensorMappingTest {

    private static final String TEMPERATURE = "s=zone-{n}.temperature|urn:site:sensor:{n}|temperature|CEL";

    @Test
    void onePatternDescribesAllZones() {
        SensorMapping mapping = mapping("item.1", TEMPERATURE);
        for (int zone = 1; zone <= 10_000; zone++) {
            Described.Known known = assertInstanceOf(Described.Known.class,
                    mapping.describe("opcua~store", "s=zone-" + zone + ".temperature"));
            assertEquals("urn:site:sensor:" + zone, known.series().device());
            assertEquals(new Unit("CEL"), known.series().unit());
        }
    }

    /** NodeIds of some controllers hold bars themselves. */
    @Test
    void aNodeIdMayHoldBars() {
        SensorMapping mapping = mapping("item.1", "s=|var|PLC.Door|urn:site:door:1|door|C62");
        Described.Known known =
                assertInstanceOf(Described.Known.class, mapping.describe("opcua~store", "s=|var|PLC.Door"));
        assertEquals(Series.Measure.DOOR_OPEN, known.series().measure());
    }

    /** Of which class a reading is goes by its measure: a thread tells it with each exposure. */
    @ParameterizedTest
    @CsvSource({"temperature,CEL,8", "humidity,P1,8", "door,C62,9", "shock,MSK,9", "shock,K40,9", "light,LUX,9", "position,DD,7", "position,MTR,7"})
    void everyMeasureHasItsUnitsAndItsClass(String measure, String unit, int evidenceClass) {
        SensorMapping mapping = mapping("item.1", "s=a|urn:site:device:1|" + measure + "|" + unit);
        Described.Known known = assertInstanceOf(Described.Known.class, mapping.describe("opcua~store", "s=a"));
        assertEquals(evidenceClass, known.series().measure().evidenceClass().number());
        assertEquals(new Unit(unit), known.series().unit());
    }

    @Test
    void aRuleForOneItemGoesBeforeAPattern() {
        SensorMapping mapping = mapping("item.1", TEMPERATURE, "item.2", "s=zone-7.temperature|urn:site:sensor:spare|temperature|FAH");
        Described.Known known =
                assertInstanceOf(Described.Known.class, mapping.describe("opcua~store", "s=zone-7.temperature"));
        assertEquals("urn:site:sensor:spare", known.series().device());
    }

    @Test
    void twoPatternsForOneItemAreNotGuessedBetween() {
        SensorMapping mapping = mapping("item.1", TEMPERATURE, "item.2", "s={n}.temperature|urn:site:other:{n}|temperature|CEL");
        Rejection reason = assertInstanceOf(Described.Unknown.class,
                mapping.describe("opcua~store", "s=zone-7.temperature")).reason();
        assertEquals("SERIES_AMBIGUOUS", reason.code());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
        "item.1;s=a|temperature|CEL;item.1: 's=a|temperature|CEL' is not <nodeId>|<device>|<measure>|<unit>",
        "item.1;s=a|urn:x:a|warmth|CEL;item.1: 'warmth' is not temperature, humidity, door, shock, light or position",
        "item.1;s=a|urn:x:a|humidity|CEL;item.1: 'CEL' is not a unit of RELATIVE_HUMIDITY: P1",
        "item.1;s=a|urn:x:a|shock|CEL;item.1: 'CEL' is not a unit of SHOCK: MSK K40",
        "item.1;s={n}{n}|urn:x:{n}|temperature|CEL;item.1: 's={n}{n}' is not a NodeId with at most one {n}",
        "item.1;s={n}|urn:x:a|temperature|CEL;item.1: 'urn:x:a' must name the device by {n} exactly if the NodeId does",
        "version;1;version: '1' is not major.minor.patch",
        "instance;\"\";\"instance: '' is empty; name the adapter instance whose items are described\"",
    })
    void aWrongValueIsTheReasonOfEveryItem(String key, String value, String fault) {
        SensorMapping mapping = mapping("item.0", TEMPERATURE, key, value);
        Rejection reason = assertInstanceOf(Described.Unknown.class,
                mapping.describe("opcua~store", "s=zone-1.temperature")).reason();
        assertEquals("MAPPING_MISCONFIGURED", reason.code());
        assertTrue(reason.rule().contains(fault), reason.rule());
    }

    private static SensorMapping mapping(String... pairs) {
        Map<String, Object> configuration = new HashMap<>(
                Map.of("service.pid", "io.weft.mapping.sensor.opcua~store", "instance", "opcua~store"));
        for (int pair = 0; pair < pairs.length; pair += 2) {
            configuration.put(pairs[pair], pairs[pair + 1]);
        }
        return new SensorMapping(configuration);
    }
}
