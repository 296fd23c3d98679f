package io.weft.model.schema.bundled;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.ValidationMessage;
import io.weft.event.CanonicalJson;
import io.weft.event.EvidenceClass;
import io.weft.event.Rejection;
import io.weft.mapping.MappedEvent;
import io.weft.model.schema.ClassSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The schemas of this bundle, checked by an ordinary JSON Schema validator. */
@Component(service = ClassSchemas.class)
public final class BundledClassSchemas implements ClassSchemas {

    private static final String CODE = "INVALID_EXTENSION";

    private final ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private final Map<EvidenceClass, ClassSchema> schemas;

    @Activate
    public BundledClassSchemas() {
        this.schemas = PublishedSchemas.load(mapper);
    }

    @Override
    public String version() {
        return PublishedSchemas.VERSION;
    }

    @Override
    public byte[] schema(EvidenceClass evidenceClass) {
        return schemas.get(evidenceClass).text().clone();
    }

    @Override
    public Set<String> members(EvidenceClass evidenceClass) {
        return schemas.get(evidenceClass).members();
    }

    @Override
    public List<Rejection> check(MappedEvent mapped) {
        if (!ExtensionFields.maybeIn(mapped.event())) {
            return List.of();
        }
        Map<String, Object> fields = ExtensionFields.of(mapped.event());
        List<Rejection> rejections = new ArrayList<>();
        for (EvidenceClass evidenceClass : mapped.classes()) {
            check(fields, schemas.get(evidenceClass), rejections);
        }
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            if (mapped.classes().stream().noneMatch(each -> members(each).contains(field.getKey()))) {
                rejections.add(Rejection.user(CODE, field.getKey(), text(field.getValue()),
                        "is defined by none of the event's classes " + mapped.classes() + " (schemas " + version() + ")"));
            }
        }
        return rejections;
    }

    private void check(Map<String, Object> fields, ClassSchema schema, List<Rejection> rejections) {
        Map<String, Object> own = new LinkedHashMap<>(fields);
        own.keySet().retainAll(schema.members());
        if (own.isEmpty()) {
            return;
        }
        JsonNode node = tree(own);
        for (ValidationMessage message : schema.validate(node)) {
            rejections.add(Rejection.user(CODE, field(message), value(message), rule(message) + " (class "
                    + schema.evidenceClass().number() + ", schemas " + version() + ")"));
        }
    }

    private JsonNode tree(Map<String, Object> fields) {
        try {
            return mapper.readTree(CanonicalJson.write(fields));
        } catch (IOException e) {
            throw new UncheckedIOException("canonical text is JSON", e);
        }
    }

    private static String field(ValidationMessage message) {
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < message.getInstanceLocation().getNameCount(); i++) {
            field.append(i == 0 ? "" : ".").append(message.getInstanceLocation().getName(i));
        }
        return message.getProperty() == null ? field.toString() : field + "." + message.getProperty();
    }

    /** The validator's sentence without the place, which stands in the field. */
    private static String rule(ValidationMessage message) {
        String place = message.getInstanceLocation() + ": ";
        String sentence = message.getMessage();
        return sentence.startsWith(place) ? sentence.substring(place.length()) : sentence;
    }

    private static String value(ValidationMessage message) {
        JsonNode node = message.getInstanceNode();
        return node == null || node.isContainerNode() ? "" : node.asText();
    }

    private static String text(Object value) {
        return value instanceof Map || value instanceof List ? "" : String.valueOf(value);
    }
}
