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

    private Classification() {
    }

    static Set<EvidenceClass> of(Event event, Map<String, ?> body) {
        EnumSet<EvidenceClass> classes = EnumSet.noneOf(EvidenceClass.class);
        addSensorClasses(body, classes);
        if (body.containsKey("weft:identityLinks") || body.containsKey("weft:identityUnlinks")) {
            classes.add(EvidenceClass.LOT_GENEALOGY);
        }
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

    /** A statement about a trade item is its master, one about a party its qualification, one about a thing its evidence. */
    private static EvidenceClass ofVocabulary(Map<String, ?> body) {
        String vocabulary = String.valueOf(body.get("vocabulary"));
        if (vocabulary.endsWith("EPCClass")) {
            return EvidenceClass.MATERIAL_MASTER;
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
