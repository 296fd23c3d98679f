package io.weft.ledger.log;

import io.weft.ledger.Checkpoint;
import io.weft.ledger.Log;
import io.weft.ledger.LogStatus;
import io.weft.thread.StoreUnavailableException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Registers {@link LogMXBean} as {@value #NAME} while the log is there. */
@Component(service = LogMetrics.class, immediate = true)
public final class LogMetrics implements LogMXBean {

    static final String NAME = "io.weft:type=Log";

    private final Log log;
    private final Clock clock;
    private final ObjectName name;

    @Activate
    public LogMetrics(@Reference Log log) throws JMException {
        this(log, Clock.systemUTC());
    }

    LogMetrics(Log log, Clock clock) throws JMException {
        this.log = log;
        this.clock = clock;
        this.name = new ObjectName(NAME);
        ManagementFactory.getPlatformMBeanServer().registerMBean(this, name);
    }

    @Deactivate
    void close() throws JMException {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
    }

    @Override
    public String getOrigin() {
        return log.origin();
    }

    @Override
    public long getSize() {
        return status().size();
    }

    @Override
    public long getCheckpointSize() {
        return status().latest().map(Checkpoint::size).orElse(0L);
    }

    @Override
    public long getPending() {
        return status().pending();
    }

    @Override
    public double getOldestPendingSeconds() {
        return status().oldest().map(oldest -> Seconds.between(oldest, clock.instant())).orElse(0.0);
    }

    @Override
    public String getFault() {
        return status().fault();
    }

    @Override
    public List<SinkMetrics> getSinks() {
        Instant now = clock.instant();
        return status().sinks().stream().map(sink -> new SinkMetrics(sink, now)).toList();
    }

    private LogStatus status() {
        try {
            return log.status();
        } catch (StoreUnavailableException e) {
            // A JMX client has no class of ours.
            throw new IllegalStateException(e.getMessage());
        }
    }
}
