package io.weft.fabric.contract;

import java.util.Iterator;
import java.util.List;
import org.hyperledger.fabric.protos.peer.QueryResponseMetadata;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.hyperledger.fabric.shim.ledger.QueryResultsIteratorWithMetadata;

/** A range of a channel in memory. */
record Entries(List<KeyValue> entries) implements QueryResultsIterator<KeyValue>, QueryResultsIteratorWithMetadata<KeyValue> {

    @Override
    public QueryResponseMetadata getMetadata() {
        return QueryResponseMetadata.newBuilder().setFetchedRecordsCount(entries.size()).build();
    }

    @Override
    public Iterator<KeyValue> iterator() {
        return entries.iterator();
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
