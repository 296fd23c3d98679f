package io.weft.thread.postgres;

import io.weft.delivery.Delivery;
import io.weft.delivery.DeliveryAnswer;
import io.weft.delivery.DeliveryAttempt;
import io.weft.delivery.DeliveryFilter;
import io.weft.delivery.DeliveryQueue;
import io.weft.delivery.DeliveryState;
import io.weft.delivery.DeliveryStatus;
import io.weft.thread.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The outbound queue. Due times are the database's clock, so that hubs that share it agree. While the store is down each
 * call ends in an {@link IllegalStateException} whose cause says why; nothing is lost, and the call may be repeated.
 */
@Component(immediate = true)
public final class PostgresDeliveryQueue implements DeliveryQueue {

    private static final byte[] NOTHING_SENT = {};

    private final Sessions sessions;
    private final Clock clock;

    @Activate
    public PostgresDeliveryQueue(@Reference Sessions sessions) {
        this(sessions, Clock.systemUTC());
    }

    PostgresDeliveryQueue(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** A delivery that was refused, or is under way, holds back those behind it. */
    @Override
    public List<Delivery> take(int maximum, Duration lease, Set<String> except) {
        return unlessDown(() -> sessions.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    with due as materialized (
                        select d.id from delivery d
                         where d.state = 'WAITING' and d.due_at <= clock_timestamp() and d.target <> all (?)
                           and not exists (
                                select from delivery earlier
                                 where earlier.target = d.target and earlier.order_key = d.order_key
                                   and earlier.position < d.position and earlier.state in ('WAITING', 'REFUSED'))
                         order by d.position limit ? for update skip locked),
                    taken as (
                        update delivery d
                           set due_at = clock_timestamp() + make_interval(secs => ?), attempts = d.attempts + 1
                          from due where d.id = due.id
                        returning d.*)
                    select t.id, t.target, t.mapping, t.order_key, t.citation, t.attempts - 1 as attempts, e.body,
                           e.message
                      from taken t join event e on e.event_id = t.event_id and e.declaration = t.declaration
                     order by t.position""")) {
                statement.setArray(1, connection.createArrayOf("text", except.toArray()));
                statement.setInt(2, maximum);
                statement.setDouble(3, seconds(lease));
                return taken(statement);
            }
        }));
    }

    private static List<Delivery> taken(PreparedStatement statement) throws SQLException {
        List<Delivery> taken = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                taken.add(new Delivery(row.getObject("id", UUID.class), row.getString("target"), row.getString("mapping"),
                        row.getString("order_key"), EventReader.event(row.getBytes("body")),
                        row.getObject("message", UUID.class), Optional.ofNullable(row.getString("citation")), row.getInt("attempts")));
            }
        }
        return taken;
    }

    @Override
    public void answered(UUID delivery, byte[] payload, DeliveryAnswer answer, Duration retryIn) {
        unlessDown(() -> sessions.write(connection -> {
            if (answer instanceof DeliveryAnswer.Accepted accepted) {
                update(connection, delivery, DeliveryState.ACCEPTED, "", Duration.ZERO);
                attempt(connection, delivery, "ACCEPTED", accepted.reference(), payload);
            } else if (answer instanceof DeliveryAnswer.Refused refused) {
                update(connection, delivery, DeliveryState.REFUSED, refused.reason(), Duration.ZERO);
                attempt(connection, delivery, "REFUSED", refused.reason(), payload);
            } else if (answer instanceof DeliveryAnswer.Unanswered unanswered) {
                update(connection, delivery, DeliveryState.WAITING, unanswered.reason(), retryIn);
                attempt(connection, delivery, "UNANSWERED", unanswered.reason(), payload);
            }
            return delivery;
        }));
    }

    /** A late answer to an attempt whose lease ran out does not take back what another attempt achieved. */
    private void update(Connection connection, UUID delivery, DeliveryState state, String reason, Duration retryIn)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update delivery
                   set state = case when state in ('CONFIRMED', 'SKIPPED') or (state = 'ACCEPTED' and ? <> 'ACCEPTED')
                                    then state else ? end,
                       accepted_at = case when ? = 'ACCEPTED' then coalesce(accepted_at, ?) else accepted_at end,
                       last_reason = case when state in ('CONFIRMED', 'ACCEPTED', 'SKIPPED') then last_reason else ? end,
                       due_at = clock_timestamp() + make_interval(secs => ?)
                 where id = ?""")) {
            statement.setString(1, state.name());
            statement.setString(2, state.name());
            statement.setString(3, state.name());
            statement.setObject(4, Timestamps.parameter(clock.instant()));
            statement.setString(5, StorableText.of(reason));
            statement.setDouble(6, seconds(retryIn));
            statement.setObject(7, delivery);
            if (statement.executeUpdate() == 0) {
                throw new IllegalArgumentException("delivery: '" + delivery + "' is unknown");
            }
        }
    }

    private void attempt(Connection connection, UUID delivery, String answer, String detail, byte[] payload)
            throws SQLException {
        new Script(connection).add("""
                insert into delivery_attempt (delivery, answered_at, answer, detail, payload) values (?, ?, ?, ?, ?)""",
                delivery, Timestamps.parameter(clock.instant()), answer, StorableText.of(detail), payload).run();
    }

    @Override
    public List<DeliveryStatus> list(DeliveryFilter filter) {
        return unlessDown(() -> sessions.read(connection -> new DeliveryReader(connection).list(filter)));
    }

    @Override
    public Optional<DeliveryStatus> status(UUID delivery) {
        return unlessDown(() -> sessions.read(connection -> new DeliveryReader(connection).status(delivery)));
    }

    @Override
    public List<DeliveryAttempt> attempts(UUID delivery) {
        return unlessDown(() -> sessions.read(connection -> new DeliveryReader(connection).attempts(delivery)));
    }

    @Override
    public void resend(UUID delivery, String by) {
        intervene(delivery, DeliveryState.WAITING, "RESENT", "by " + by);
    }

    @Override
    public void skip(UUID delivery, String by, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("reason: '' is missing; what is skipped is skipped for a reason");
        }
        intervene(delivery, DeliveryState.SKIPPED, "SKIPPED", "by " + by + ": " + reason);
    }

    /** A person changes the way of a delivery that has not reached its end. */
    private void intervene(UUID delivery, DeliveryState to, String act, String detail) {
        unlessDown(() -> sessions.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    update delivery set state = ?, due_at = clock_timestamp(), last_reason = ?
                     where id = ? and state in ('WAITING', 'REFUSED')""")) {
                statement.setString(1, to.name());
                statement.setString(2, to == DeliveryState.SKIPPED ? StorableText.of(detail) : "");
                statement.setObject(3, delivery);
                if (statement.executeUpdate() == 0) {
                    throw new IllegalArgumentException(new DeliveryReader(connection).status(delivery)
                            .map(status -> "delivery: '" + delivery + "' is " + status.state()
                                    + "; only one that waits or was refused can be resent or skipped")
                            .orElse("delivery: '" + delivery + "' is unknown"));
                }
            }
            attempt(connection, delivery, act, detail, NOTHING_SENT);
            return delivery;
        }));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    @FunctionalInterface
    private interface Call<T> {

        T call() throws StoreUnavailableException;
    }

    private static <T> T unlessDown(Call<T> call) {
        try {
            return call.call();
        } catch (StoreUnavailableException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
