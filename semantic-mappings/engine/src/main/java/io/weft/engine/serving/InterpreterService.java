package io.weft.engine.serving;

import io.weft.adapter.RawMessage;
import io.weft.engine.EngineInterpreter;
import io.weft.engine.Formats;
import io.weft.engine.Serving;
import io.weft.mapping.Decoder;
import io.weft.mapping.Interpretation;
import io.weft.mapping.Interpreter;
import io.weft.mapping.MappingRef;
import io.weft.mapping.SemanticMapping;
import io.weft.model.schema.ClassSchemas;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The interpreter over all decoders and mappings that are services at present, whoever registered them. */
@Component(service = Interpreter.class, immediate = true, configurationPid = InterpreterService.PINS)
public final class InterpreterService implements Interpreter {

    static final String PINS = "io.weft.mapping.pins";

    private final EngineInterpreter interpreter;
    private final Map<ServiceReference<Decoder>, Decoder> decoders = new TreeMap<>(Comparator.reverseOrder());
    private final Map<Long, SemanticMapping> mappings = new TreeMap<>();
    private Map<String, String> pins;
    private volatile Serving now;

    @Activate
    public InterpreterService(Map<String, ?> configuration, @Reference ClassSchemas schemas) {
        interpreter = new EngineInterpreter(this::now, schemas);
        pins = pinsOf(configuration);
        now = Serving.of(new Formats(List.of(), List.of()), List.of(), pins);
    }

    @Modified
    synchronized void pin(Map<String, ?> configuration) {
        pins = pinsOf(configuration);
        publish();
    }

    /** Every key that Configuration Admin and Declarative Services did not add is a mapping id. */
    private static Map<String, String> pinsOf(Map<String, ?> configuration) {
        Map<String, String> pins = new HashMap<>();
        configuration.forEach((key, value) -> {
            boolean ours = !key.startsWith("service.") && !key.startsWith("component.")
                    && !key.startsWith("felix.fileinstall.");
            if (ours) {
                pins.put(key, String.valueOf(value).strip());
            }
        });
        return Map.copyOf(pins);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void addDecoder(Decoder decoder, ServiceReference<Decoder> reference) {
        decoders.put(reference, decoder);
        publish();
    }

    synchronized void removeDecoder(ServiceReference<Decoder> reference) {
        decoders.remove(reference);
        publish();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void addMapping(SemanticMapping mapping, Map<String, ?> properties) {
        mappings.put((Long) properties.get(Constants.SERVICE_ID), mapping);
        publish();
    }

    synchronized void removeMapping(Map<String, ?> properties) {
        mappings.remove((Long) properties.get(Constants.SERVICE_ID));
        publish();
    }

    private void publish() {
        now = Serving.of(new Formats(decoders.values(), List.of()), mappings.values(), pins);
    }

    private Serving now() {
        return now;
    }

    @Override
    public Interpretation interpret(RawMessage message, int replay) {
        return interpreter.interpret(message, replay);
    }

    @Override
    public Interpretation interpretWith(String mappingId, RawMessage message) {
        return interpreter.interpretWith(mappingId, message);
    }

    @Override
    public List<MappingRef> serving() {
        return interpreter.serving();
    }
}
