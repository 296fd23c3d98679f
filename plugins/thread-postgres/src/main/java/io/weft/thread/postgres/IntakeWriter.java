package io.weft.thread.postgres;

import io.weft.adapter.Outcome;
import io.weft.thread.Intaken;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;

/** Writes what was planned for some messages and commits it, in one round trip. */
final class IntakeWriter {

    private final Script script;
    private final MessageTable messages = new MessageTable();
    private final EventTable events;
    private final DeliveryTable deliveries;
    private final TallyTable tally = new TallyTable();

    /** @param records numbers for new events */
    IntakeWriter(Connection connection, Instant now, LongSupplier records) {
        this.script = new Script(connection);
        this.events = new EventTable(now, records);
        this.deliveries = new DeliveryTable(now);
    }

    void write(List<Planned> planned) throws SQLException {
        for (Planned message : planned) {
            if (message instanceof Planned.First first) {
                messages.add(first);
                tally.message(system(first.intaken()), first.outcome());
                caused(first);
            } else if (message instanceof Planned.Repeat repeat) {
                messages.add(repeat);
                tally.message(system(repeat.intaken()), Outcome.DUPLICATE);
            }
        }
        run();
    }

    /**
     * Writes what a replay of a message, the first or a later one, came to.
     *
     * @param before its outcome until now
     */
    void replay(Planned.First planned, int replay, Outcome before) throws SQLException {
        messages.replay(script, planned, replay);
        tally.changed(system(planned.intaken()), before, planned.outcome());
        caused(planned);
        run();
    }

    private void caused(Planned.First message) {
        String system = system(message.intaken());
        EventSource source = EventSource.of(message);
        message.fresh().forEach(event -> {
            events.add(event, source);
            deliveries.confirm(event.event(), system);
        });
        deliveries.add(message.deliveries(), message.fresh(), system);
    }

    private static String system(Intaken intaken) {
        return intaken.interpretation().message().system();
    }

    private void run() throws SQLException {
        messages.insert(script);
        events.insert(script);
        deliveries.insert(script);
        tally.insert(script);
        script.runAndCommit();
    }
}
