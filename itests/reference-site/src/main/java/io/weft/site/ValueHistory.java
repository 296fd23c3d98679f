package io.weft.site;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;

/** The latest values of one variable, as its device keeps them while nobody listens. */
final class ValueHistory {

    private final int capacity;
    private final Deque<DataValue> values = new ArrayDeque<>();

    /**
     * @param values       in the order in which they were published
     * @param continuation where to go on; null when that was all
     */
    record Page(List<DataValue> values, ByteString continuation) {
    }

    /** @param capacity values kept; 0 keeps none */
    ValueHistory(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(DataValue value) {
        if (capacity > 0 && value.sourceTime() != null) {
            if (values.size() == capacity) {
                values.removeFirst();
            }
            values.addLast(value);
        }
    }

    /**
     * Raw values (OPC UA Part 11, 6.4.3) in [start, end).
     *
     * @param end          null for no end
     * @param maximum      values per page; 0 for all
     * @param continuation of the page before, or a null ByteString
     */
    synchronized Page read(DateTime start, DateTime end, int maximum, ByteString continuation) {
        long from = start.utcTime();
        int skip = 0;
        if (continuation.isNotNull()) {
            ByteBuffer place = ByteBuffer.wrap(continuation.bytesOrEmpty());
            from = place.getLong();
            skip = place.getInt();
        }
        List<DataValue> page = new ArrayList<>();
        int atLast = skip;
        long last = from;
        for (Iterator<DataValue> i = values.iterator(); i.hasNext(); ) {
            DataValue value = i.next();
            long time = value.sourceTime().utcTime();
            if (time < from || end != null && time >= end.utcTime() || time == from && skip-- > 0) {
                continue;
            }
            if (maximum > 0 && page.size() == maximum) {
                return new Page(page, ByteString.of(
                        ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(last).putInt(atLast).array()));
            }
            atLast = time == last ? atLast + 1 : 1;
            last = time;
            page.add(value);
        }
        return new Page(page, ByteString.NULL_VALUE);
    }
}
