package io.weft.adapter.opcua;

import io.weft.adapter.opcua.Gap.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryData;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResult;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRawModifiedDetails;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads back what items measured while nobody listened: raw values by HistoryRead (OPC UA Part 11, 6.4.3), from each
 * item's newest reading on, in the order of source time. That newest reading has to be there, too: it proves that the
 * history reaches back to it. What cannot be read back is suspected, and the next reading tells whether anything is missing.
 */
final class History {

    private static final Logger LOG = LoggerFactory.getLogger(History.class);
    private static final int ITEMS_PER_CALL = 20;
    private static final int VALUES_PER_ITEM = 1_000;
    /** Devices' clocks may be ahead of ours. */
    private static final Duration BEYOND_NOW = Duration.ofDays(1);
    private static final Set<Long> NOT_OFFERED =
            Set.of(StatusCodes.Bad_HistoryOperationUnsupported, StatusCodes.Bad_ServiceUnsupported);
    /** Not an answer: the session has to be made anew, and then it is asked again. */
    private static final Set<Long> NO_SESSION = Set.of(StatusCodes.Bad_ConnectionClosed, StatusCodes.Bad_SessionClosed,
            StatusCodes.Bad_SessionIdInvalid, StatusCodes.Bad_SessionNotActivated, StatusCodes.Bad_SecureChannelClosed,
            StatusCodes.Bad_SecureChannelIdInvalid, StatusCodes.Bad_NotConnected, StatusCodes.Bad_Shutdown);

    private final OpcUaClient client;
    private final ValueReader values;
    private final Gaps gaps;
    private final Consumer<List<Received>> sink;

    /** @param sink takes what was read; blocks to hold the reader back */
    History(OpcUaClient client, ValueReader values, Gaps gaps, Consumer<List<Received>> sink) {
        this.client = client;
        this.values = values;
        this.gaps = gaps;
        this.sink = sink;
    }

    /** An item that is being read, and whether the history was seen to reach back to its newest reading. */
    private static final class Reader {

        private final Item item;
        private final long since;
        private boolean reachesBack;
        private boolean isEmpty = true;

        Reader(Item item) {
            this.item = item;
            this.since = item.last().orElseThrow();
        }
    }

    /**
     * Reads back all items that have a newest reading.
     *
     * @return values read back
     * @throws UaException if the session is gone; each item then stands at what was read of it
     */
    long read(Map<NodeId, Item> items) throws UaException {
        Map<NodeId, Reader> readers = new HashMap<>();
        items.forEach((node, item) -> item.last().ifPresent(last -> readers.put(node, new Reader(item))));
        List<NodeId> nodes = new ArrayList<>(readers.keySet());
        nodes.sort(Comparator.comparingLong(node -> readers.get(node).since));
        long read = 0;
        for (int from = 0; from < nodes.size(); from += ITEMS_PER_CALL) {
            Map<NodeId, Reader> group = new LinkedHashMap<>();
            nodes.subList(from, Math.min(nodes.size(), from + ITEMS_PER_CALL))
                    .forEach(node -> group.put(node, readers.get(node)));
            read += readGroup(group);
        }
        return read;
    }

    /** One range for all of them: they stand in the order of their newest readings. */
    private long readGroup(Map<NodeId, Reader> group) throws UaException {
        DateTime start = new DateTime(group.values().iterator().next().since);
        long newest = group.values().stream().mapToLong(reader -> reader.since).max().orElseThrow();
        DateTime end = new DateTime(Math.max(new DateTime(Instant.now()).utcTime(), newest)
                + BEYOND_NOW.toNanos() / 100);
        ReadRawModifiedDetails details =
                new ReadRawModifiedDetails(false, start, end, Unsigned.uint(VALUES_PER_ITEM), false);
        Map<NodeId, ByteString> left = new LinkedHashMap<>();
        group.keySet().forEach(node -> left.put(node, ByteString.NULL_VALUE));
        long read = 0;
        while (!left.isEmpty()) {
            List<NodeId> asked = List.copyOf(left.keySet());
            HistoryReadResult[] results = ask(details, left);
            for (int i = 0; i < asked.size(); i++) {
                Reader reader = group.get(asked.get(i));
                HistoryReadResult result = results[i];
                if (result.getStatusCode().isGood() || result.getStatusCode().isUncertain()) {
                    read += take(reader, result);
                } else {
                    refused(reader, result.getStatusCode());
                }
                if (result.getContinuationPoint() == null || result.getContinuationPoint().isNullOrEmpty()) {
                    left.remove(asked.get(i));
                    finish(reader);
                } else {
                    left.put(asked.get(i), result.getContinuationPoint());
                }
            }
        }
        return read;
    }

    /** An answer for each node; a refusal of the call is one of each node. */
    private HistoryReadResult[] ask(ReadRawModifiedDetails details, Map<NodeId, ByteString> nodes) throws UaException {
        List<HistoryReadValueId> ids = new ArrayList<>();
        nodes.forEach((node, continuation) ->
                ids.add(new HistoryReadValueId(node, null, QualifiedName.NULL_VALUE, continuation)));
        StatusCode refusal;
        try {
            HistoryReadResult[] results = client.historyRead(details, TimestampsToReturn.Both, false, ids).getResults();
            if (results != null && results.length == ids.size()) {
                return results;
            }
            refusal = new StatusCode(StatusCodes.Bad_UnexpectedError);
        } catch (UaException e) {
            if (NO_SESSION.contains(e.getStatusCode().value())) {
                throw e;
            }
            refusal = e.getStatusCode();
        }
        HistoryReadResult[] refused = new HistoryReadResult[ids.size()];
        Arrays.fill(refused, new HistoryReadResult(refusal, ByteString.NULL_VALUE, null));
        return refused;
    }

    private long take(Reader reader, HistoryReadResult result) {
        DataValue[] read = result.getHistoryData() == null || result.getHistoryData().isNull() ? null
                : ((HistoryData) result.getHistoryData().decode(client.getStaticEncodingContext())).getDataValues();
        if (read == null) {
            return 0;
        }
        Instant now = Instant.now();
        List<Received> received = new ArrayList<>(read.length);
        for (DataValue value : read) {
            Received one = values.read(reader.item.name(), value, now);
            if (one instanceof Received.Number number) {
                long ticks = number.reading().sourceTime();
                reader.reachesBack |= ticks <= reader.since;
                if (ticks <= reader.since) {
                    continue;
                }
                if (!reader.reachesBack) {
                    Missing missing = new Missing(reader.item.name(), reader.since, ticks, Cause.HISTORY_TOO_SHORT);
                    received.addAll(missing.edges(now));
                    gaps.add(missing.gap());
                    reader.reachesBack = true;
                }
                if (number.hasValue()) {
                    reader.item.advance(ticks);
                }
            }
            received.add(one);
            reader.isEmpty = false;
        }
        if (!received.isEmpty()) {
            sink.accept(received);
        }
        return received.size();
    }

    private void refused(Reader reader, StatusCode status) {
        LOG.debug("history of {} was refused: {}", reader.item.name(), status);
        reader.reachesBack = true;
        reader.item.suspect(NOT_OFFERED.contains(status.value()) ? Cause.NO_HISTORY : Cause.HISTORY_REFUSED);
    }

    private static void finish(Reader reader) {
        if (!reader.reachesBack && reader.isEmpty) {
            reader.item.suspect(Cause.HISTORY_TOO_SHORT);
        }
    }
}
