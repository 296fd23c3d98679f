package io.weft.adapter.kafka;

import io.weft.adapter.Adapter;
import io.weft.adapter.AdapterState;
import io.weft.adapter.SinkAdapter;
import io.weft.delivery.DeliveryAnswer;
import io.weft.delivery.OutboundMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each delivery as a record of one topic, keyed by its order key; accepted means by all replicas in sync. */
@Component(service = {Adapter.class, SinkAdapter.class}, immediate = true,
        configurationPid = "io.weft.adapter.kafkasink", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class KafkaSink implements SinkAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaSink.class);
    private static final String DELIVERY_HEADER = "idempotency-key";
    private static final String TYPE_HEADER = "content-type";
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final KafkaSinkSettings settings;
    private Optional<Producer<byte[], byte[]>> open = Optional.empty();
    private volatile String lastFault = "";

    @Activate
    public KafkaSink(Map<String, Object> properties) {
        settings = KafkaSinkSettings.of(properties);
        settings.faults().forEach(fault -> LOG.error("{}: {}", instance(), fault));
    }

    @Deactivate
    synchronized void stop() {
        open.ifPresent(producer -> producer.close(CLOSING));
        open = Optional.empty();
    }

    @Override
    public DeliveryAnswer send(OutboundMessage message) throws InterruptedException {
        if (!settings.faults().isEmpty()) {
            return new DeliveryAnswer.Unanswered(instance() + " is misconfigured: " + settings.faults());
        }
        DeliveryAnswer answer = produce(message);
        lastFault = answer instanceof DeliveryAnswer.Unanswered unanswered ? unanswered.reason() : "";
        return answer;
    }

    private DeliveryAnswer produce(OutboundMessage message) throws InterruptedException {
        try {
            Future<RecordMetadata> sent = producer().send(record(message));
            // The producer's own limit comes first; this one is for a producer that is stuck.
            RecordMetadata written = sent.get(2 * settings.login().timeout().toMillis(), TimeUnit.MILLISECONDS);
            return new DeliveryAnswer.Accepted(written.topic() + "-" + written.partition() + "@" + written.offset());
        } catch (ExecutionException e) {
            return answer(e.getCause());
        } catch (TimeoutException e) {
            return new DeliveryAnswer.Unanswered(settings.topic() + " was not acknowledged in time");
        } catch (InterruptException e) {
            throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
        } catch (KafkaException | IllegalStateException e) {
            return answer(e);
        }
    }

    private DeliveryAnswer answer(Throwable cause) {
        if (cause instanceof RecordTooLargeException || cause instanceof RecordBatchTooLargeException
                || cause instanceof InvalidTopicException || cause instanceof PolicyViolationException
                || cause instanceof AuthorizationException) {
            return new DeliveryAnswer.Refused(cause.toString());
        }
        if (!(cause instanceof RetriableException)) {
            // The producer may not be of use any more.
            stop();
        }
        return new DeliveryAnswer.Unanswered(settings.topic() + " was not acknowledged: " + cause);
    }

    private ProducerRecord<byte[], byte[]> record(OutboundMessage message) {
        byte[] key = message.orderKey().isEmpty() ? null : message.orderKey().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(settings.topic(), key, message.payload());
        record.headers().add(DELIVERY_HEADER, message.delivery().toString().getBytes(StandardCharsets.US_ASCII));
        record.headers().add(TYPE_HEADER, message.mediaType().getBytes(StandardCharsets.US_ASCII));
        return record;
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (open.isEmpty()) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            // Kafka's clients find their own classes by name through this.
            thread.setContextClassLoader(KafkaProducer.class.getClassLoader());
            try {
                open = Optional.of(new KafkaProducer<>(settings.producer(), new ByteArraySerializer(),
                        new ByteArraySerializer()));
            } finally {
                thread.setContextClassLoader(before);
            }
        }
        return open.get();
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
        return List.of(("topic: '" + settings.topic() + "' " + lastFault).replaceAll("\\s+", " "));
    }
}
