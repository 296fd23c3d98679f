package io.weft.adapter.kafka;

import io.weft.adapter.Adapter;
import io.weft.adapter.AdapterState;
import io.weft.adapter.Intake;
import io.weft.adapter.SourceAdapter;
import io.weft.settings.Faults;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads topics as a member of a consumer group; an offset is committed after the store's commit of its record. */
@Component(service = {Adapter.class, SourceAdapter.class}, immediate = true,
        configurationPid = "io.weft.adapter.kafka", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class KafkaSource implements SourceAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaSource.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LEAVING = Duration.ofSeconds(3);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Intake intake;

    private final KafkaSourceSettings settings;
    private final Faults faults;
    private final Counters counters = new Counters();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean tried;

    @Activate
    public KafkaSource(Map<String, Object> properties) {
        settings = KafkaSourceSettings.of(properties);
        settings.faults().forEach(fault -> LOG.error("{}: {}", instance(), fault));
        faults = new Faults(instance());
        thread = new Thread(this::run, "weft-" + instance());
        thread.setDaemon(true);
        // Kafka's clients find their own classes by name through this.
        thread.setContextClassLoader(KafkaConsumer.class.getClassLoader());
    }

    /** As Declarative Services do with the field. */
    KafkaSource offering(Intake offered) {
        this.intake = offered;
        return this;
    }

    /** Apart from the constructor, because intake is bound only after it. */
    @Activate
    void start() {
        if (settings.faults().isEmpty()) {
            thread.start();
        }
    }

    /** Leaves the group, so that another member gets the partitions at once. */
    @Deactivate
    void stop() throws InterruptedException {
        stopping.countDown();
        thread.join(STOP_PATIENCE.toMillis());
        if (thread.isAlive()) {
            thread.interrupt();
            thread.join(STOP_PATIENCE.toMillis());
        }
    }

    private void run() {
        try {
            while (isGoing()) {
                member();
                stopping.await(isGoing() ? PAUSE.toMillis() : 0, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException | InterruptException e) {
            // Only stop() interrupts; the thread ends.
            LOG.debug("{} ends", instance());
        }
    }

    private boolean isGoing() {
        return stopping.getCount() > 0;
    }

    private void member() {
        String servers = settings.login().servers();
        try {
            Admin admin = Admin.create(settings.admin());
            try {
                member(new TopicWatch(admin, settings.topics(), servers, faults));
            } finally {
                admin.close(Duration.ZERO);
            }
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            tried = true;
            faults.raise("bootstrapServers", servers, "cannot be read from: " + reason(e));
        }
    }

    private void member(TopicWatch watch) {
        Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings.consumer(), new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        try {
            new Consumption(settings, consumer, watch, () -> Optional.ofNullable(intake), Clock.systemUTC(), faults,
                    counters).run(this::isGoing, () -> tried = true);
        } finally {
            consumer.close(CloseOptions.timeout(LEAVING));
        }
    }

    /** Kafka's outermost message is often "Failed to construct kafka consumer". */
    private static String reason(Throwable e) {
        return e.getCause() == null ? e.toString() : e + " because of " + e.getCause();
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
        if (!tried) {
            return AdapterState.STARTING;
        }
        return faults.lines().isEmpty() ? AdapterState.UP : AdapterState.IMPAIRED;
    }

    @Override
    public List<String> faults() {
        return settings.faults().isEmpty() ? faults.lines() : settings.faults();
    }

    /** What this instance has done since it was activated. */
    public KafkaStatistics statistics() {
        return settings.faults().isEmpty() ? counters.read() : KafkaStatistics.NOTHING;
    }
}
