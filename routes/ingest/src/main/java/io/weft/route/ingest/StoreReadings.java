package io.weft.route.ingest;

import io.weft.adapter.ReadingBatch;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.ThreadStore;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Commits a batch; what it leaves in the exchange is the answer. */
final class StoreReadings implements Processor {

    private final ThreadStore store;

    StoreReadings(ThreadStore store) {
        this.store = store;
    }

    @Override
    public void process(Exchange exchange) throws StoreUnavailableException {
        exchange.getMessage().setBody(store.store(exchange.getMessage().getBody(ReadingBatch.class)));
    }
}
