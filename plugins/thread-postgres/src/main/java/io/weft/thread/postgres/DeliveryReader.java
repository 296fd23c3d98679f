package io.weft.thread.postgres;

import io.weft.delivery.DeliveryAttempt;
import io.weft.delivery.DeliveryFilter;
import io.weft.delivery.DeliveryState;
import io.weft.delivery.DeliveryStatus;
import io.weft.event.EventId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Deliveries as operators see them. */
final class DeliveryReader {

    private final Connection connection;

    DeliveryReader(Connection connection) {
        this.connection = connection;
    }

    List<DeliveryStatus> list(DeliveryFilter filter) throws SQLException {
        StringBuilder sql = new StringBuilder("select * from delivery where true");
        List<Object> parameters = new ArrayList<>();
        filter.target().ifPresent(target -> condition(sql, parameters, " and target = ?", target));
        filter.orderKey().ifPresent(key -> condition(sql, parameters, " and order_key = ?", StorableText.key(key)));
        filter.standing().ifPresent(standing -> sql.append(" and ").append(standing(standing)));
        filter.before().ifPresent(last -> condition(sql, parameters,
                " and position < (select position from delivery where id = ?)", last));
        sql.append(" order by position desc limit ?");
        parameters.add(filter.limit());
        return read(sql.toString(), parameters.toArray());
    }

    private static void condition(StringBuilder sql, List<Object> parameters, String condition, Object parameter) {
        sql.append(condition);
        parameters.add(parameter);
    }

    private static String standing(DeliveryFilter.Standing standing) {
        return switch (standing) {
            case WAITING -> "state = 'WAITING'";
            case REFUSED -> "state = 'REFUSED'";
            case UNCONFIRMED -> "state = 'ACCEPTED' and citation is not null";
            case SETTLED -> "(state in ('CONFIRMED', 'SKIPPED') or state = 'ACCEPTED' and citation is null)";
        };
    }

    Optional<DeliveryStatus> status(UUID delivery) throws SQLException {
        return read("select * from delivery where id = ?", delivery).stream().findFirst();
    }

    private List<DeliveryStatus> read(String sql, Object... parameters) throws SQLException {
        List<DeliveryStatus> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(status(row));
                }
            }
        }
        return found;
    }

    private static DeliveryStatus status(ResultSet row) throws SQLException {
        return new DeliveryStatus(row.getObject("id", UUID.class), row.getString("target"), row.getString("mapping"),
                row.getString("order_key"), new EventId(row.getString("event_id")),
                DeliveryState.valueOf(row.getString("state")), row.getInt("attempts"), Timestamps.read(row, "created_at"),
                Timestamps.readOptional(row, "accepted_at"), Timestamps.readOptional(row, "confirmed_at"),
                row.getString("last_reason"), row.getString("citation") != null);
    }

    List<DeliveryAttempt> attempts(UUID delivery) throws SQLException {
        List<DeliveryAttempt> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select answered_at, answer, detail, payload from delivery_attempt where delivery = ? order by id")) {
            statement.setObject(1, delivery);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new DeliveryAttempt(Timestamps.read(row, "answered_at"), row.getString("answer"),
                            row.getString("detail"), row.getBytes("payload")));
                }
            }
        }
        return found;
    }
}
