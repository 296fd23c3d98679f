package io.weft.format.idoc.flat;

import io.weft.adapter.Outcome;
import io.weft.adapter.RawMessage;
import io.weft.event.Rejection;
import io.weft.mapping.Acknowledger;
import io.weft.mapping.DecodeException;
import io.weft.mapping.Decoder;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * States what became of an IDoc, for the audit IDoc ALEAUD01, to the systems that are configured. Any form of IDoc will do,
 * as long as a decoder tells its control record. One that cannot be read, or has no number, has nobody to tell it to; audit
 * IDocs are not audited.
 */
@Component(configurationPid = "io.weft.format.idoc.acknowledgement", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class IdocAcknowledger implements Acknowledger {

    private static final Set<String> AUDITS = Set.of("ALEAUD", "STATUS");

    private final Set<String> systems;
    private final List<Decoder> decoders = new CopyOnWriteArrayList<>();

    /** Configuration of {@code io.weft.format.idoc.acknowledgement}. */
    public @interface Configuration {
        /** Names of the systems whose IDocs are answered by a status, by comma. */
        String systems() default "";
    }

    @Activate
    public IdocAcknowledger(Configuration configuration) {
        systems = Stream.of(configuration.systems().split(",")).map(String::strip).filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addDecoder(Decoder decoder) {
        decoders.add(decoder);
    }

    void removeDecoder(Decoder decoder) {
        decoders.remove(decoder);
    }

    @Override
    public Optional<Map<String, ?>> acknowledgement(RawMessage message, Outcome outcome, List<Rejection> reasons) {
        if (!systems.contains(message.system())) {
            return Optional.empty();
        }
        return decoders.stream().filter(decoder -> decoder.format().equals(message.format())).findFirst()
                .map(decoder -> control(decoder, message.payload()))
                .filter(control -> control.containsKey("DOCNUM") && !AUDITS.contains(control.get("MESTYP")))
                .map(control -> statement(control, message, outcome, reasons));
    }

    /** Whatever comes before a fault is told: the control record stands first. */
    private static Map<String, String> control(Decoder decoder, byte[] payload) {
        ControlRecord control = new ControlRecord();
        try {
            decoder.decode(payload, Optional.empty(), control);
        } catch (DecodeException unreadable) {
            // Why it cannot be read is among the reasons of its quarantine.
            return control.fields();
        }
        return control.fields();
    }

    private static Map<String, ?> statement(Map<String, String> control, RawMessage message, Outcome outcome,
            List<Rejection> reasons) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("type", "Acknowledgement");
        statement.put("at", message.receivedAt().truncatedTo(ChronoUnit.SECONDS).toString());
        statement.put("format", "idoc");
        statement.put("outcome", outcome == Outcome.QUARANTINED ? "rejected" : "accepted");
        statement.put("interchange", control);
        statement.put("groups", List.of());
        statement.put("reasons", reasons.stream().map(IdocAcknowledger::reason).toList());
        return statement;
    }

    private static Map<String, String> reason(Rejection reason) {
        return Map.of("code", reason.code(), "field", reason.field(), "value", reason.value(), "rule", reason.rule());
    }
}
