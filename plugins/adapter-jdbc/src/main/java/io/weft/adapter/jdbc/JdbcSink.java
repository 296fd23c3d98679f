package io.weft.adapter.jdbc;

import io.weft.adapter.Adapter;
import io.weft.adapter.AdapterState;
import io.weft.adapter.SinkAdapter;
import io.weft.delivery.DeliveryAnswer;
import io.weft.delivery.OutboundMessage;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Inserts each delivery into a transfer table, once: a repeat looks first. Over one connection, one after the other. */
@Component(service = {Adapter.class, SinkAdapter.class}, immediate = true,
        configurationPid = "io.weft.adapter.jdbcsink", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class JdbcSink implements SinkAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcSink.class);
    /** Classes of SQLSTATE (ISO/IEC 9075): data exception, constraint violation, with check option, raised by a routine. */
    private static final List<String> REFUSALS = List.of("22", "23", "44", "P0");

    private final JdbcSinkSettings settings;
    private final Drivers drivers;
    private final ReentrantLock lock = new ReentrantLock(true);
    private Optional<Connection> open = Optional.empty();
    private volatile String lastFault = "";

    @Activate
    public JdbcSink(Map<String, Object> properties, BundleContext context) {
        this(properties, new Drivers(context::getBundles));
    }

    JdbcSink(Map<String, Object> properties, Drivers drivers) {
        this.settings = JdbcSinkSettings.of(properties);
        this.drivers = drivers;
        settings.faults().forEach(fault -> LOG.error("{}: {}", instance(), fault));
    }

    @Deactivate
    void stop() {
        lock.lock();
        try {
            disconnect();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public DeliveryAnswer send(OutboundMessage message) throws InterruptedException {
        if (!settings.faults().isEmpty()) {
            return new DeliveryAnswer.Unanswered(instance() + " is misconfigured: " + settings.faults());
        }
        if (!lock.tryLock(settings.login().timeoutSeconds(), TimeUnit.SECONDS)) {
            return new DeliveryAnswer.Unanswered(settings.login().url() + " is busy with earlier deliveries");
        }
        try {
            DeliveryAnswer answer = insert(connection(), message);
            lastFault = "";
            return answer;
        } catch (SQLException e) {
            // A statement may have failed in the middle of its transaction: the next one begins on a new connection.
            disconnect();
            return answer(e);
        } finally {
            lock.unlock();
        }
    }

    private DeliveryAnswer answer(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String reason = state + " " + e.getMessage();
        if (REFUSALS.stream().anyMatch(state::startsWith)) {
            return new DeliveryAnswer.Refused(reason);
        }
        lastFault = "did not take it: " + reason;
        return new DeliveryAnswer.Unanswered(settings.login().url() + " " + lastFault);
    }

    private DeliveryAnswer insert(Connection connection, OutboundMessage message) throws SQLException {
        Object payload = settings.text() ? new String(message.payload(), StandardCharsets.UTF_8) : message.payload();
        Map<String, Object> values = Map.of("delivery", message.delivery(), "payload", payload,
                "mediaType", message.mediaType(), "orderKey", message.orderKey());
        Optional<byte[]> earlier = lookup(connection, values);
        if (earlier.isPresent()) {
            connection.rollback();
            return Arrays.equals(earlier.get(), message.payload())
                    ? new DeliveryAnswer.Accepted(message.delivery().toString())
                    : new DeliveryAnswer.Refused("the delivery is there already, with another payload");
        }
        try (PreparedStatement statement = settings.insert().prepare(connection, values,
                settings.login().timeoutSeconds())) {
            int inserted = statement.executeUpdate();
            if (inserted != 1) {
                connection.rollback();
                return new DeliveryAnswer.Refused("insert added " + inserted + " rows and has to add one");
            }
        }
        connection.commit();
        return new DeliveryAnswer.Accepted(message.delivery().toString());
    }

    private Optional<byte[]> lookup(Connection connection, Map<String, Object> values) throws SQLException {
        try (PreparedStatement statement = settings.lookup().prepare(connection, values,
                settings.login().timeoutSeconds());
                ResultSet results = statement.executeQuery()) {
            if (!results.next()) {
                return Optional.empty();
            }
            return Optional.of(settings.text() ? results.getString(1).getBytes(StandardCharsets.UTF_8)
                    : results.getBytes(1));
        }
    }

    private Connection connection() throws SQLException {
        if (open.isEmpty()) {
            open = Optional.of(settings.login().open(drivers.driver(settings.login()), Runnable::run));
        }
        return open.get();
    }

    private void disconnect() {
        try {
            if (open.isPresent()) {
                open.get().close();
            }
        } catch (SQLException e) {
            LOG.debug("{}: the connection did not close", instance(), e);
        }
        open = Optional.empty();
    }

    @Override
    public String instance() {
        return settings.instance();
    }

    @Override
    public String system() {
        return settings.system();
    }

    @Override
    public AdapterState state() {
        if (!settings.faults().isEmpty()) {
            return AdapterState.MISCONFIGURED;
        }
        return lastFault.isEmpty() ? AdapterState.UP : AdapterState.IMPAIRED;
    }

    @Override
    public List<String> faults() {
        if (!settings.faults().isEmpty() || lastFault.isEmpty()) {
            return settings.faults();
        }
        return List.of(("url: '" + settings.login().url() + "' " + lastFault).replaceAll("\\s+", " "));
    }
}
