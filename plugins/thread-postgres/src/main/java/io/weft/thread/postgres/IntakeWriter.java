package io.weft.thread.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Writes what was planned for some messages and commits it, in one round trip. */
final class IntakeWriter {

    private final Script script;
    private final MessageTable messages = new MessageTable();
    private final EventTable events;
    private final DeliveryTable deliveries;

    IntakeWriter(Connection connection, Instant now) {
        this.script = new Script(connection);
        this.events = new EventTable(now);
        this.deliveries = new DeliveryTable(now);
    }

    void write(List<Planned> planned) throws SQLException {
        for (Planned message : planned) {
            if (message instanceof Planned.First first) {
                messages.add(first);
                caused(first);
            } else if (message instanceof Planned.Repeat repeat) {
                messages.add(repeat);
            }
        }
        run();
    }

    /** Writes what a replay of a quarantined message, the first or a later one, came to. */
    void replay(Planned.First planned, int replay) throws SQLException {
        messages.replay(script, planned, replay);
        caused(planned);
        run();
    }

    private void caused(Planned.First message) {
        String system = message.intaken().interpretation().message().system();
        EventSource source = EventSource.of(message);
        message.fresh().forEach(event -> {
            events.add(event, source);
            deliveries.confirm(event.event(), system);
        });
        deliveries.add(message.deliveries(), message.fresh(), system);
    }

    private void run() throws SQLException {
        messages.insert(script);
        events.insert(script);
        deliveries.insert(script);
        script.runAndCommit();
    }
}
