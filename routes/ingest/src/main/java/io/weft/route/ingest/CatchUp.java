package io.weft.route.ingest;

import io.weft.adapter.Outcome;
import io.weft.mapping.Interpreter;
import io.weft.mapping.MappingRef;
import io.weft.mapping.SeriesMapping;
import io.weft.thread.MessageFilter;
import io.weft.thread.MessagePage;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.StoredMessage;
import io.weft.thread.ThreadQuery;
import io.weft.thread.UndescribedItem;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;

/** When other mappings serve than before: describes and replays what waited for one. */
final class CatchUp implements Processor {

    private static final String NO_MAPPING = "NO_MAPPING";
    private static final int PAGE = 100;

    private final ThreadQuery query;
    private final Interpreter interpreter;
    private final KnownSeries series;
    private final Supplier<List<SeriesMapping>> seriesMappings;
    private Set<MappingRef> caughtUpWith = Set.of();

    CatchUp(ThreadQuery query, Interpreter interpreter, KnownSeries series,
            Supplier<List<SeriesMapping>> seriesMappings) {
        this.query = query;
        this.interpreter = interpreter;
        this.series = series;
        this.seriesMappings = seriesMappings;
    }

    @Override
    public void process(Exchange exchange) throws StoreUnavailableException {
        Set<MappingRef> serving = new HashSet<>(interpreter.serving());
        seriesMappings.get().forEach(mapping -> serving.add(mapping.ref()));
        if (serving.equals(caughtUpWith)) {
            return;
        }
        for (UndescribedItem item : query.undescribed()) {
            series.describe(item.instance(), item.item());
        }
        replayUnmapped(exchange.getContext().createProducerTemplate());
        caughtUpWith = serving;
    }

    private void replayUnmapped(ProducerTemplate template) throws StoreUnavailableException {
        Optional<String> before = Optional.empty();
        do {
            MessagePage page = query.messages(new MessageFilter(Optional.empty(), Optional.of(Outcome.QUARANTINED),
                    Optional.empty(), before, PAGE));
            for (StoredMessage message : page.messages()) {
                if (unmapped(message)) {
                    replay(message, template);
                }
            }
            before = page.next();
        } while (before.isPresent());
    }

    /** What keeps a single message from its replay is the replay route's to tell; only the store's absence ends all. */
    private static void replay(StoredMessage message, ProducerTemplate template) throws StoreUnavailableException {
        Exchange exchange = template.send(IngestRoutes.REPLAY, sent -> sent.getMessage().setBody(message.receipt()));
        if (exchange.getException() instanceof StoreUnavailableException unavailable) {
            throw unavailable;
        }
    }

    private static boolean unmapped(StoredMessage message) {
        return message.reasons().stream().anyMatch(reason -> reason.code().equals(NO_MAPPING));
    }
}
