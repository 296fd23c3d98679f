package io.weft.adapter.opcua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.weft.event.Reading;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;
import org.junit.jupiter.api.Test;

class ValueReaderTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final DateTime SOURCE = new DateTime(133_000_000_000_000_001L);
    private static final DateTime SERVER = new DateTime(133_000_000_000_000_009L);

    private final ValueReader values = new ValueReader("opcua~site", "cold-store", false);

    @Test
    void numbersKeepTheirExactValue() {
        Map.<Object, String>of(
                0.1, "0.1",
                0.1f, "0.1",
                1e-7, "1.0E-7",
                true, "1",
                false, "0",
                (byte) -1, "-1",
                Unsigned.ubyte(255), "255",
                Unsigned.uint(4_294_967_295L), "4294967295",
                Unsigned.ulong(-1L), "18446744073709551615",
                Long.MIN_VALUE, "-9223372036854775808")
                .forEach((raw, text) -> assertEquals(Optional.of(new BigDecimal(text)),
                        reading(new DataValue(new Variant(raw), StatusCode.GOOD, SOURCE, SERVER)).value(),
                        raw.getClass().getSimpleName()));
    }

    @Test
    void sourceTimeKeepsItsTick() {
        assertEquals(133_000_000_000_000_001L,
                reading(new DataValue(new Variant(1.0), StatusCode.GOOD, SOURCE, SERVER)).sourceTime());
    }

    @Test
    void whatIsNoFiniteNumberIsAReadingWithoutAValueAndKeepsItsStatus() {
        for (Variant variant : List.of(new Variant(Double.NaN), new Variant(Float.POSITIVE_INFINITY),
                Variant.NULL_VALUE)) {
            StatusCode bad = new StatusCode(StatusCodes.Bad_SensorFailure);
            Reading reading = reading(new DataValue(variant, bad, SOURCE, SERVER));
            assertEquals(Optional.empty(), reading.value());
            assertEquals(StatusCodes.Bad_SensorFailure, reading.status());
        }
    }

    @Test
    void aServersTimestampMakesAGoodValueUncertainUnlessTheSiteHasDeclaredIt() {
        DataValue value = new DataValue(new Variant(1.0), StatusCode.GOOD, null, SERVER);
        assertEquals(0x4000_0000L, reading(value).status());
        assertEquals(SERVER.utcTime(), reading(value).sourceTime());

        ValueReader declared = new ValueReader("opcua~site", "cold-store", true);
        Received received = declared.read("i", value, NOW);
        assertEquals(0, assertInstanceOf(Received.Number.class, received).reading().status());
    }

    @Test
    void aNumberWithoutAnyTimeIsAMessage() {
        assertInstanceOf(Received.Other.class,
                values.read("i", new DataValue(new Variant(1.0), StatusCode.GOOD, null, null), NOW));
    }

    /** With the bit, the same reading would count twice after a new subscription. */
    @Test
    void theOverflowBitIsNoPartOfTheReading() {
        StatusCode overflowed = StatusCode.GOOD.withOverflow();
        assertEquals(0, reading(new DataValue(new Variant(1.0), overflowed, SOURCE, SERVER)).status());

        StatusCode limited = new StatusCode(0x8000_0000L | 0x0400L | 0x0100L | 0x0080L);
        assertEquals(0x8000_0500L, reading(new DataValue(new Variant(1.0), limited, SOURCE, SERVER)).status());
    }

    @Test
    void anArrayIsAMessageThatHoldsItWhole() {
        Received received = values.read("i",
                new DataValue(new Variant(new Double[] {1.0, 2.0}), StatusCode.GOOD, SOURCE, SERVER), NOW);
        assertEquals("opcua-value", assertInstanceOf(Received.Other.class, received).message().format());
    }

    private Reading reading(DataValue value) {
        return assertInstanceOf(Received.Number.class, values.read("i", value, NOW)).reading();
    }
}
