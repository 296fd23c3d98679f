package io.weft.route.ingest;

import io.weft.adapter.ReadingBatch;
import io.weft.event.Reading;
import io.weft.thread.StoreUnavailableException;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Sees to it that every item of a batch was offered to the mappings. */
final class DescribeSeries implements Processor {

    private final KnownSeries series;

    DescribeSeries(KnownSeries series) {
        this.series = series;
    }

    @Override
    public void process(Exchange exchange) throws StoreUnavailableException {
        ReadingBatch batch = exchange.getMessage().getBody(ReadingBatch.class);
        Set<String> asked = series.asked(batch.instance());
        for (Reading reading : batch.readings()) {
            if (!asked.contains(reading.item())) {
                series.describe(batch.instance(), reading.item());
            }
        }
    }
}
