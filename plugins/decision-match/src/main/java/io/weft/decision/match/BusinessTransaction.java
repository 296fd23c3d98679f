package io.weft.decision.match;

import io.weft.event.EventId;
import java.util.List;

/**
 * All that was said about one order.
 *
 * @param order      its URI (CBV 2.0, 8.5)
 * @param statements each fact once
 * @param repeated   events that repeat a fact of the same mapping, and are not among the statements
 */
public record BusinessTransaction(String order, List<Statement> statements, List<EventId> repeated) {
}
