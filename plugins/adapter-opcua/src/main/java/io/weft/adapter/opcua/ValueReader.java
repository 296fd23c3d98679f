package io.weft.adapter.opcua;

import io.weft.adapter.RawMessage;
import io.weft.event.Reading;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;

/**
 * Makes readings of OPC UA values.
 *
 * <ul>
 * <li>Number: exact; Float and Double by their shortest decimal that reads back as the same number. Boolean is 0 or 1.
 * <li>NaN, infinity and null: a reading without a value, its status as the server gave it.
 * <li>Any other type, and a value without any timestamp: a message of format {@code opcua-value}, so that it is kept and
 * can be found.
 * <li>Source time: the source's timestamp. Where only the server's is there, it is taken and a Good status becomes
 * Uncertain, because when it was measured is not known; unless the site has declared by
 * {@code acceptServerTimestamp} that this server's clock is the source's.
 * <li>The overflow bit says something of the server's queue, not of the reading, which would else have two identities
 * (once with, once without it, after a new subscription): it is counted as a gap and taken off.
 * </ul>
 */
final class ValueReader {

    static final String FORMAT = "opcua-value";

    private static final long INFO_TYPE_AND_BITS = 0x0FFFL;
    private static final long OVERFLOW = 0x80L;
    private static final long INFO_BITS = 0x03FFL;
    private static final long SEVERITY = 0xC000_0000L;
    private static final long UNCERTAIN = 0x4000_0000L;

    private final String instance;
    private final String system;
    private final boolean serverTimestampAccepted;

    ValueReader(String instance, String system, boolean serverTimestampAccepted) {
        this.instance = instance;
        this.system = system;
        this.serverTimestampAccepted = serverTimestampAccepted;
    }

    Received read(String item, DataValue value, Instant receivedAt) {
        Optional<DateTime> source = time(value.sourceTime());
        Optional<DateTime> time = source.or(() -> time(value.serverTime()));
        Object raw = value.value().value();
        if (time.isEmpty() || !(raw == null || isNumber(raw))) {
            return new Received.Other(message(item, value, receivedAt));
        }
        long status = status(value, source.isPresent());
        return new Received.Number(new Reading(item, time.get().utcTime(), number(raw), status), receivedAt);
    }

    private long status(DataValue value, boolean sourceTimeIsKnown) {
        long status = value.statusCode().value();
        if (value.statusCode().isOverflowSet()) {
            status &= ~OVERFLOW;
            if ((status & INFO_BITS) == 0) {
                status &= ~INFO_TYPE_AND_BITS;
            }
        }
        if (!sourceTimeIsKnown && !serverTimestampAccepted && (status & SEVERITY) == 0) {
            status |= UNCERTAIN;
        }
        return status;
    }

    private static Optional<DateTime> time(DateTime time) {
        return Optional.ofNullable(time).filter(DateTime::isNotNull);
    }

    private static boolean isNumber(Object raw) {
        return raw instanceof Boolean || raw instanceof Number;
    }

    private static Optional<BigDecimal> number(Object raw) {
        if (raw == null) {
            return Optional.empty();
        } else if (raw instanceof Boolean flag) {
            return Optional.of(flag ? BigDecimal.ONE : BigDecimal.ZERO);
        } else if (raw instanceof Double number) {
            return Double.isFinite(number) ? Optional.of(new BigDecimal(number.toString())) : Optional.empty();
        } else if (raw instanceof Float number) {
            return Float.isFinite(number) ? Optional.of(new BigDecimal(number.toString())) : Optional.empty();
        } else if (raw instanceof ULong number) {
            return Optional.of(new BigDecimal(number.toBigInteger()));
        } else if (raw instanceof UInteger || raw instanceof UShort || raw instanceof UByte || raw instanceof Long
                || raw instanceof Integer || raw instanceof Short || raw instanceof Byte) {
            return Optional.of(new BigDecimal(BigInteger.valueOf(((Number) raw).longValue())));
        }
        throw new IllegalArgumentException(raw.getClass().getName() + " is no OPC UA number");
    }

    private RawMessage message(String item, DataValue value, Instant receivedAt) {
        Optional<String> key = time(value.sourceTime())
                .map(time -> item + "@" + time.utcTime() + "#" + Long.toHexString(value.statusCode().value()));
        byte[] payload = ValueJson.write(item, value).getBytes(StandardCharsets.UTF_8);
        return new RawMessage(instance, system, FORMAT, key, "", receivedAt, Map.of("item", item), payload);
    }
}
