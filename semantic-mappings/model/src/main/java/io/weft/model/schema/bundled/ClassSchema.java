package io.weft.model.schema.bundled;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import io.weft.event.EvidenceClass;
import java.util.LinkedHashSet;
import java.util.Set;

/** The schema of one class, compiled. */
record ClassSchema(EvidenceClass evidenceClass, byte[] text, JsonSchema compiled, Set<String> members) {

    static ClassSchema of(EvidenceClass evidenceClass, byte[] text, JsonSchema compiled) {
        Set<String> members = new LinkedHashSet<>();
        compiled.getSchemaNode().get("properties").fieldNames().forEachRemaining(members::add);
        return new ClassSchema(evidenceClass, text, compiled, Set.copyOf(members));
    }

    Set<ValidationMessage> validate(JsonNode members) {
        return compiled.validate(members);
    }
}
