package io.weft.route.ingest;

import io.weft.adapter.BatchReceipt;
import io.weft.adapter.Intake;
import io.weft.adapter.IntakeUnavailableException;
import io.weft.adapter.RawMessage;
import io.weft.adapter.ReadingBatch;
import io.weft.adapter.Receipt;
import io.weft.thread.Replay;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.ThreadQuery;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;

/** Sends what adapters offer through the routes, on the adapter's own thread; the exchange's outcome is the answer. */
final class IntakeThroughRoute implements Intake, Replay {

    /** A stopped route is an answer at once, not after the 30 s that {@code direct} would wait for it. */
    private static final String AT_ONCE = "?block=false&failIfNoConsumers=true";

    private final CamelContext context;
    private final ThreadQuery query;
    private final ProducerTemplate template;
    private final Duration retryAfter;

    IntakeThroughRoute(CamelContext context, ThreadQuery query, Duration retryAfter) {
        this.context = context;
        this.query = query;
        this.template = context.createProducerTemplate();
        this.retryAfter = retryAfter;
    }

    @Override
    public Receipt accept(RawMessage message) throws IntakeUnavailableException {
        return send(IngestRoutes.MESSAGE, message, Receipt.class);
    }

    @Override
    public BatchReceipt accept(ReadingBatch batch) throws IntakeUnavailableException {
        return send(IngestRoutes.READINGS, batch, BatchReceipt.class);
    }

    @Override
    public Receipt replay(UUID receipt) throws IntakeUnavailableException {
        return send(IngestRoutes.REPLAY, receipt, Receipt.class);
    }

    @Override
    public Receipt correct(UUID receipt) throws IntakeUnavailableException {
        return send(IngestRoutes.CORRECTION, receipt, Receipt.class);
    }

    /** A question, which changes nothing and so has no route. */
    @Override
    public Map<String, Long> newest(String instance) throws IntakeUnavailableException {
        try {
            return query.newestReadings(instance);
        } catch (StoreUnavailableException e) {
            throw new IntakeUnavailableException(down(e), retryAfter, e);
        }
    }

    private <R> R send(String route, Object body, Class<R> answer) throws IntakeUnavailableException {
        if (!context.getStatus().isStarted()) {
            throw new IntakeUnavailableException("intake is not running", retryAfter, null);
        }
        Exchange exchange = template.send(route + AT_ONCE, sent -> sent.getMessage().setBody(body));
        Exception failure = exchange.getException();
        if (failure == null) {
            return exchange.getMessage().getBody(answer);
        }
        if (failure instanceof IllegalArgumentException wrong) {
            throw wrong;
        }
        throw new IntakeUnavailableException(reason(route, failure), retryAfter, failure);
    }

    private static String reason(String route, Exception failure) {
        if (failure instanceof DirectConsumerNotAvailableException) {
            return "the route of " + route + " is stopped";
        }
        if (failure instanceof StoreUnavailableException) {
            return down(failure);
        }
        return "intake failed: " + failure;
    }

    private static String down(Exception failure) {
        return "the store is down: " + failure.getMessage();
    }
}
