package io.weft.adapter.http;

import io.weft.adapter.Adapter;
import io.weft.adapter.AdapterState;
import io.weft.adapter.SinkAdapter;
import io.weft.delivery.DeliveryAnswer;
import io.weft.delivery.OutboundMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Producer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts deliveries to one URL. */
@Component(service = {Adapter.class, SinkAdapter.class}, immediate = true,
        configurationPid = "io.weft.adapter.httpsink", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class HttpSink implements SinkAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(HttpSink.class);
    private static final int REASON_BYTES = 500;

    private final HttpSinkSettings settings;
    private final Endpoint endpoint;
    private final Producer producer;
    private volatile String lastFault = "";

    @Activate
    public HttpSink(Map<String, Object> properties, @Reference HttpClients clients) throws Exception {
        settings = HttpSinkSettings.of(properties);
        settings.faults().forEach(fault -> LOG.error("{}: {}", settings.instance(), fault));
        endpoint = clients.target(settings);
        producer = endpoint.createProducer();
        producer.start();
    }

    @Deactivate
    void stop() {
        producer.stop();
        endpoint.stop();
    }

    @Override
    public DeliveryAnswer send(OutboundMessage message) throws InterruptedException {
        if (!settings.faults().isEmpty()) {
            return new DeliveryAnswer.Unanswered(settings.instance() + " is misconfigured: " + settings.faults());
        }
        DeliveryAnswer answer = post(message);
        lastFault = answer instanceof DeliveryAnswer.Unanswered unanswered ? unanswered.reason() : "";
        return answer;
    }

    private DeliveryAnswer post(OutboundMessage message) throws InterruptedException {
        Exchange exchange = endpoint.createExchange(ExchangePattern.InOut);
        Message request = exchange.getIn();
        message.headers().forEach(request::setHeader);
        request.setHeader(Exchange.CONTENT_TYPE,
                settings.mediaType().isEmpty() ? message.mediaType() : settings.mediaType());
        request.setHeader("Idempotency-Key", message.delivery().toString());
        settings.authorization().ifPresent(value -> request.setHeader("Authorization", value));
        request.setBody(message.payload());
        try {
            producer.process(exchange);
            return answer(exchange);
        } catch (SocketTimeoutException e) {
            return new DeliveryAnswer.Unanswered(settings.url() + " did not answer in time: " + e.getMessage());
        } catch (InterruptedIOException e) {
            throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return new DeliveryAnswer.Unanswered(settings.url() + " did not answer: " + e);
        }
    }

    private DeliveryAnswer answer(Exchange exchange) throws IOException {
        if (exchange.getException() != null) {
            return new DeliveryAnswer.Unanswered(settings.url() + " did not answer: " + exchange.getException());
        }
        Message response = exchange.getMessage();
        int status = response.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        String said = beginning(response.getBody(InputStream.class));
        if (settings.accepted().contain(status)) {
            return new DeliveryAnswer.Accepted(response.getHeader("Location", "", String.class));
        }
        String reason = (status + " " + said).strip();
        return settings.refused().contain(status) ? new DeliveryAnswer.Refused(reason)
                : new DeliveryAnswer.Unanswered(reason);
    }

    /** Enough of the answer for a person to see why. */
    private static String beginning(InputStream body) throws IOException {
        if (body == null) {
            return "";
        }
        try (body) {
            return new String(body.readNBytes(REASON_BYTES), StandardCharsets.UTF_8);
        }
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
        return List.of("url: '" + settings.url() + "' " + lastFault);
    }
}
