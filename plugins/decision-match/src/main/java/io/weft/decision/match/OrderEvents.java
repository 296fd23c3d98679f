package io.weft.decision.match;

import io.weft.adapter.Outcome;
import io.weft.event.EventId;
import io.weft.thread.MessageFilter;
import io.weft.thread.MessagePage;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.StoredEvent;
import io.weft.thread.StoredMessage;
import io.weft.thread.ThreadQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what was told about an order: the events of the messages that it is a search key of. */
public final class OrderEvents {

    private static final int PAGE = 1_000;

    private final ThreadQuery query;

    public OrderEvents(ThreadQuery query) {
        this.query = query;
    }

    /**
     * @param order the number as the documents write it
     * @return without events that were declared an error, in the order of intake
     */
    public List<BusinessTransaction> of(String order) throws StoreUnavailableException {
        List<StoredEvent> events = new ArrayList<>();
        for (EventId id : told(order)) {
            Optional<StoredEvent> event = query.event(id);
            if (event.isPresent() && query.declarations(id).isEmpty()) {
                events.add(event.get());
            }
        }
        String end = ":" + escaped(order);
        return TransactionReader.read(events).stream().filter(found -> found.order().endsWith(end)).toList();
    }

    private Set<EventId> told(String order) throws StoreUnavailableException {
        List<StoredMessage> messages = new ArrayList<>();
        Optional<String> before = Optional.empty();
        do {
            MessagePage page = query.messages(new MessageFilter(Optional.empty(), Optional.of(Outcome.MAPPED),
                    Optional.of(order), before, PAGE));
            messages.addAll(page.messages());
            before = page.next();
        } while (before.isPresent());
        Collections.reverse(messages);
        Set<EventId> ids = new LinkedHashSet<>();
        messages.forEach(message -> ids.addAll(message.events()));
        return ids;
    }

    /** As a document number stands in a URN (RFC 8141, 2.2). */
    private static String escaped(String order) {
        return order.replace("%", "%25").replace("/", "%2F").replace(" ", "%20").replace("#", "%23").replace("?", "%3F");
    }
}
