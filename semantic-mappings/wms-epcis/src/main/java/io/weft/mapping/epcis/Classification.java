package io.weft.mapping.epcis;

import io.weft.event.Event;
import io.weft.event.EvidenceClass;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which classes of key data an event bears, by its type, business step and sensor reports; the table is in README.md. */
final class Classification {

    private static final List<String> CBV_PREFIXES =
            List.of("https://ref.gs1.org/cbv/BizStep-", "urn:epcglobal:cbv:bizstep:");
    private static final List<String> MEASURE_PREFIXES =
            List.of("gs1:", "https://gs1.org/voc/", "https://www.gs1.org/voc/");

    private static final Map<String, EvidenceClass> EXTENSIONS = Map.ofEntries(
            Map.entry("weft:material", EvidenceClass.MATERIAL_MASTER),
            Map.entry("weft:qualification", EvidenceClass.SUPPLIER_QUALIFICATION),
            Map.entry("weft:order", EvidenceClass.PURCHASE_ORDER),
            Map.entry("weft:lot", EvidenceClass.LOT_GENEALOGY),
            Map.entry("weft:identityLinks", EvidenceClass.LOT_GENEALOGY),
            Map.entry("weft:identityUnlinks", EvidenceClass.LOT_GENEALOGY),
            Map.entry("weft:shipment", EvidenceClass.SHIPMENT),
            Map.entry("weft:custody", EvidenceClass.CUSTODY),
            Map.entry("weft:position", EvidenceClass.POSITION),
            Map.entry("weft:window", EvidenceClass.CLIMATE),
            Map.entry("weft:seal", EvidenceClass.SHOCK_LIGHT_DOOR_SEAL),
            Map.entry("weft:door", EvidenceClass.SHOCK_LIGHT_DOOR_SEAL),
            Map.entry("weft:shock", EvidenceClass.SHOCK_LIGHT_DOOR_SEAL),
            Map.entry("weft:light", EvidenceClass.SHOCK_LIGHT_DOOR_SEAL),
            Map.entry("weft:device", EvidenceClass.DEVICE_EVIDENCE),
            Map.entry("weft:result", EvidenceClass.QUALITY_RESULT),
            Map.entry("weft:usageDecision", EvidenceClass.QUALITY_RESULT),
            Map.entry("weft:stock", EvidenceClass.INVENTORY_AND_FEEDING),
            Map.entry("weft:production", EvidenceClass.INVENTORY_AND_FEEDING),
            Map.entry("weft:deviation", EvidenceClass.DEVIATION_AND_DECISION),
            Map.entry("weft:reevaluation", EvidenceClass.DEVIATION_AND_DECISION),
            Map.entry("weft:assessment", EvidenceClass.DEVIATION_AND_DECISION),
            Map.entry("weft:interlock", EvidenceClass.DEVIATION_AND_DECISION));

    private Classification() {
    }

    static Set<EvidenceClass> of(Event event, Map<String, ?> body) {
        EnumSet<EvidenceClass> classes = EnumSet.noneOf(EvidenceClass.class);
        addSensorClasses(body, classes);
        addExtensionClasses(body, classes);
        switch (event.type()) {
            case TRANSACTION -> classes.add(EvidenceClass.PURCHASE_ORDER);
            case TRANSFORMATION -> classes.addAll(
                    Set.of(EvidenceClass.LOT_GENEALOGY, EvidenceClass.INVENTORY_AND_FEEDING));
            case AGGREGATION -> classes.add(EvidenceClass.SHIPMENT);
            case ASSOCIATION -> classes.add(EvidenceClass.DEVICE_EVIDENCE);
            case OBJECT -> addStepClasses(body, classes);
            case MASTER_DATA -> classes.add(ofVocabulary(body));
        }
        return Set.copyOf(classes);
    }

    /**
     * A statement about a trade item is its master, one about a party its qualification, one about a place where things were, any
     * other one about a thing its evidence.
     */
    private static EvidenceClass ofVocabulary(Map<String, ?> body) {
        String vocabulary = String.valueOf(body.get("vocabulary"));
        if (vocabulary.endsWith("EPCClass")) {
            return EvidenceClass.MATERIAL_MASTER;
        }
        if (vocabulary.endsWith("BusinessLocation") || vocabulary.endsWith("ReadPoint")) {
            return EvidenceClass.POSITION;
        }
        return vocabulary.endsWith("SourceDest") || vocabulary.endsWith("Party")
                ? EvidenceClass.SUPPLIER_QUALIFICATION
                : EvidenceClass.DEVICE_EVIDENCE;
    }

    private static void addStepClasses(Map<String, ?> body, Set<EvidenceClass> classes) {
        if (body.containsKey("ilmd")) {
            classes.add(EvidenceClass.LOT_GENEALOGY);
        }
        switch (step(body)) {
            case "commissioning", "creating_class_instance" -> classes.add(EvidenceClass.LOT_GENEALOGY);
            case "packing", "unpacking", "repackaging", "picking", "loading", "unloading", "staging_outbound", "shipping",
                    "void_shipping", "departing" -> classes.add(EvidenceClass.SHIPMENT);
            case "receiving", "accepting" -> classes.addAll(
                    Set.of(EvidenceClass.CUSTODY, EvidenceClass.INVENTORY_AND_FEEDING));
            case "consigning", "collecting" -> classes.add(EvidenceClass.CUSTODY);
            case "arriving", "transporting", "entering_exiting" -> classes.add(EvidenceClass.POSITION);
            case "inspecting", "sampling" -> {
                if (classes.isEmpty()) {
                    classes.add(EvidenceClass.QUALITY_RESULT);
                }
            }
            case "holding" -> classes.add(EvidenceClass.DEVIATION_AND_DECISION);
            default -> {
                if (classes.isEmpty()) {
                    classes.add(EvidenceClass.INVENTORY_AND_FEEDING);
                }
            }
        }
    }

    private static String step(Map<String, ?> body) {
        return body.get("bizStep") instanceof String step ? without(CBV_PREFIXES, step) : "";
    }

    /** An extension field belongs to the class whose schema defines it. */
    private static void addExtensionClasses(Map<?, ?> body, Set<EvidenceClass> classes) {
        for (Object name : body.keySet()) {
            EvidenceClass evidenceClass = EXTENSIONS.get(name);
            if (evidenceClass != null) {
                classes.add(evidenceClass);
            }
        }
        if (body.get("ilmd") instanceof Map<?, ?> masterData) {
            addExtensionClasses(masterData, classes);
        }
    }

    private static void addSensorClasses(Map<String, ?> body, Set<EvidenceClass> classes) {
        for (Object element : list(body.get("sensorElementList"))) {
            if (!(element instanceof Map<?, ?> sensorElement)) {
                continue;
            }
            for (Object report : list(sensorElement.get("sensorReport"))) {
                if (report instanceof Map<?, ?> sensorReport && sensorReport.get("type") instanceof String type) {
                    classes.add(measureClass(without(MEASURE_PREFIXES, type)));
                }
            }
        }
    }

    private static EvidenceClass measureClass(String measure) {
        return switch (measure) {
            case "Temperature", "RelativeHumidity", "AbsoluteHumidity" -> EvidenceClass.CLIMATE;
            case "Acceleration", "Illuminance", "Luminance", "LuminousFlux", "LuminousIntensity", "Irradiance", "Force",
                    "Angle", "Speed", "AngularVelocity", "AngularAcceleration" -> EvidenceClass.SHOCK_LIGHT_DOOR_SEAL;
            default -> measure.endsWith("DoorOpen") ? EvidenceClass.SHOCK_LIGHT_DOOR_SEAL : EvidenceClass.QUALITY_RESULT;
        };
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static String without(List<String> prefixes, String text) {
        for (String prefix : prefixes) {
            if (text.startsWith(prefix)) {
                return text.substring(prefix.length());
            }
        }
        return text;
    }
}
