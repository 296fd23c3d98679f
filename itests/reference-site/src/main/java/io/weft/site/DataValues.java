package io.weft.site;

import java.time.Instant;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** Values as a device gives them. */
public final class DataValues {

    /** No value yet (OPC UA Part 4, 7.39.2 Bad_WaitingForInitialData), with the null source time. */
    public static final DataValue NOT_YET = new DataValue(Variant.NULL_VALUE,
            new StatusCode(StatusCodes.Bad_WaitingForInitialData), null, null);

    private DataValues() {
    }

    /** No value yet, since a time of the device's own. */
    public static DataValue notYet(Instant since) {
        DateTime time = new DateTime(since);
        return new DataValue(Variant.NULL_VALUE, new StatusCode(StatusCodes.Bad_WaitingForInitialData), time, time);
    }

    /** @param sourceTime to 100 ns; what is below is cut off */
    public static DataValue good(Variant value, Instant sourceTime) {
        DateTime time = new DateTime(sourceTime);
        return new DataValue(value, StatusCode.GOOD, time, time);
    }
}
