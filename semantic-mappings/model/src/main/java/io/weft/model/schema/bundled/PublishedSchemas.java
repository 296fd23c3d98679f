package io.weft.model.schema.bundled;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.weft.event.EvidenceClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Loads the schemas that this bundle publishes under {@code schemas/1.0}. */
final class PublishedSchemas {

    static final String VERSION = "1.0";

    private static final Map<EvidenceClass, String> FILES = Map.ofEntries(
            Map.entry(EvidenceClass.MATERIAL_MASTER, "material-master"),
            Map.entry(EvidenceClass.SUPPLIER_QUALIFICATION, "supplier-qualification"),
            Map.entry(EvidenceClass.PURCHASE_ORDER, "purchase-order"),
            Map.entry(EvidenceClass.LOT_GENEALOGY, "lot-genealogy"),
            Map.entry(EvidenceClass.SHIPMENT, "shipment"),
            Map.entry(EvidenceClass.CUSTODY, "custody"),
            Map.entry(EvidenceClass.POSITION, "position"),
            Map.entry(EvidenceClass.CLIMATE, "climate"),
            Map.entry(EvidenceClass.SHOCK_LIGHT_DOOR_SEAL, "shock-light-door-seal"),
            Map.entry(EvidenceClass.DEVICE_EVIDENCE, "device-evidence"),
            Map.entry(EvidenceClass.QUALITY_RESULT, "quality-result"),
            Map.entry(EvidenceClass.INVENTORY_AND_FEEDING, "inventory-and-feeding"),
            Map.entry(EvidenceClass.DEVIATION_AND_DECISION, "deviation-and-decision"));

    private static final SchemaValidatorsConfig ENGLISH = SchemaValidatorsConfig.builder().locale(Locale.ENGLISH).build();

    private PublishedSchemas() {
    }

    static Map<EvidenceClass, ClassSchema> load(ObjectMapper mapper) {
        // The validator finds its own resources by the thread's loader, which in OSGi is another bundle's.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(PublishedSchemas.class.getClassLoader());
        try {
            JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
            Map<EvidenceClass, ClassSchema> schemas = new EnumMap<>(EvidenceClass.class);
            for (EvidenceClass evidenceClass : EvidenceClass.values()) {
                schemas.put(evidenceClass, load(evidenceClass, mapper, factory));
            }
            return schemas;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static ClassSchema load(EvidenceClass evidenceClass, ObjectMapper mapper, JsonSchemaFactory factory) {
        String name = String.format(Locale.ROOT, "/schemas/%s/%02d-%s.schema.json", VERSION, evidenceClass.number(),
                FILES.get(evidenceClass));
        try (InputStream resource = PublishedSchemas.class.getResourceAsStream(name)) {
            byte[] text = resource.readAllBytes();
            JsonNode node = mapper.readTree(text);
            JsonSchema compiled = factory.getSchema(node, ENGLISH);
            compiled.initializeValidators();
            return ClassSchema.of(evidenceClass, text, compiled);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
