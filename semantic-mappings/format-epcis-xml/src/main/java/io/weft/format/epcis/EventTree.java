package io.weft.format.epcis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An event of the XML binding (EPCIS 2.0, 9; EPCIS 1.2, 9.5) as the JSON binding (EPCIS 2.0, 10) has it. What is no number or truth
 * value where one belongs stays a text, so that whoever checks the event names it.
 */
final class EventTree {

    /** What 1.2 wrapped its later fields in, and 2.0 keeps for the future: their content is the event's own. */
    private static final Set<String> WRAPPERS = Set.of("extension", "baseExtension");
    private static final Set<String> NUMBERS =
            Set.of("value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d{1,400}(?:\\.\\d{0,400})?|\\.\\d{1,400})(?:[eE][+-]?\\d{1,3})?");

    private final Extension extension;

    EventTree(Context context) {
        this.extension = new Extension(context);
    }

    Map<String, Object> of(Element event) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", event.local());
        extension.addAttributes(event, members);
        addAll(event, members);
        return members;
    }

    private void addAll(Element container, Map<String, Object> members) {
        for (Element element : container.children()) {
            if (!element.isExtension() && WRAPPERS.contains(element.local())) {
                addAll(element, members);
            } else {
                add(element, members);
            }
        }
    }

    private void add(Element element, Map<String, Object> members) {
        if (element.isExtension()) {
            extension.add(element, members);
            return;
        }
        String name = element.local();
        switch (name) {
            case "eventTime", "recordTime", "eventTimeZoneOffset", "eventID", "action", "parentID", "transformationID" ->
                Extension.put(name, element.value(), members);
            case "certificationInfo" -> Extension.put(name, element.value(), members);
            case "bizStep" -> Extension.put(name, Terms.BUSINESS_STEP.word(element.value()), members);
            case "disposition" -> Extension.put(name, Terms.DISPOSITION.word(element.value()), members);
            case "epcList", "childEPCs", "inputEPCList", "outputEPCList" -> Extension.put(name, values(element), members);
            case "quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList" ->
                Extension.put(name, quantities(element), members);
            case "bizTransactionList" ->
                Extension.put(name, typed(element, "bizTransaction", Terms.BUSINESS_TRANSACTION_TYPE), members);
            case "sourceList" -> Extension.put(name, typed(element, "source", Terms.SOURCE_OR_DESTINATION_TYPE), members);
            case "destinationList" ->
                Extension.put(name, typed(element, "destination", Terms.SOURCE_OR_DESTINATION_TYPE), members);
            case "readPoint", "bizLocation" -> Extension.put(name, place(element), members);
            case "persistentDisposition" -> Extension.put(name, persistent(element), members);
            case "errorDeclaration" -> Extension.put(name, error(element), members);
            case "sensorElementList" -> Extension.put(name, sensors(element), members);
            case "ilmd" -> Extension.put(name, lotMasterData(element), members);
            default -> extension.add(element, members);
        }
    }

    private static List<Object> values(Element list) {
        List<Object> values = new ArrayList<>();
        list.children().forEach(child -> values.add(child.value()));
        return values;
    }

    private List<Object> quantities(Element list) {
        List<Object> quantities = new ArrayList<>();
        for (Element element : list.children()) {
            Map<String, Object> quantity = new LinkedHashMap<>();
            for (Element part : element.children()) {
                switch (part.local()) {
                    case "quantity" -> Extension.put("quantity", number(part.value()), quantity);
                    case "epcClass", "uom" -> Extension.put(part.local(), part.value(), quantity);
                    default -> extension.add(part, quantity);
                }
            }
            quantities.add(quantity);
        }
        return quantities;
    }

    private static List<Object> typed(Element list, String name, Terms types) {
        List<Object> entries = new ArrayList<>();
        for (Element element : list.children()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            element.attribute("type").ifPresent(type -> entry.put("type", types.word(type.strip())));
            entry.put(name, element.value());
            entries.add(entry);
        }
        return entries;
    }

    private Map<String, Object> place(Element element) {
        Map<String, Object> place = new LinkedHashMap<>();
        for (Element part : element.children()) {
            if (part.isExtension()) {
                extension.add(part, place);
            } else if (part.local().equals("extension")) {
                part.children().forEach(child -> extension.add(child, place));
            } else {
                Extension.put(part.local(), part.value(), place);
            }
        }
        return place;
    }

    private Map<String, Object> persistent(Element element) {
        Map<String, List<Object>> lists = new LinkedHashMap<>();
        for (Element part : element.children()) {
            lists.computeIfAbsent(part.local(), name -> new ArrayList<>()).add(Terms.DISPOSITION.word(part.value()));
        }
        return new LinkedHashMap<>(lists);
    }

    private Map<String, Object> error(Element element) {
        Map<String, Object> error = new LinkedHashMap<>();
        for (Element part : element.children()) {
            if (part.isExtension()) {
                extension.add(part, error);
                continue;
            }
            switch (part.local()) {
                case "declarationTime" -> Extension.put("declarationTime", part.value(), error);
                case "reason" -> Extension.put("reason", Terms.ERROR_REASON.word(part.value()), error);
                case "correctiveEventIDs" -> Extension.put("correctiveEventIDs", values(part), error);
                case "extension" -> part.children().forEach(child -> extension.add(child, error));
                default -> extension.add(part, error);
            }
        }
        return error;
    }

    private List<Object> sensors(Element list) {
        List<Object> sensors = new ArrayList<>();
        for (Element element : list.children()) {
            Map<String, Object> sensor = new LinkedHashMap<>();
            List<Object> reports = new ArrayList<>();
            for (Element part : element.children()) {
                if (part.isExtension()) {
                    extension.add(part, sensor);
                    continue;
                }
                switch (part.local()) {
                    case "sensorMetadata" -> Extension.put("sensorMetadata", report(part), sensor);
                    case "sensorReport" -> reports.add(report(part));
                    default -> extension.add(part, sensor);
                }
            }
            if (!reports.isEmpty()) {
                sensor.put("sensorReport", reports);
            }
            sensors.add(sensor);
        }
        return sensors;
    }

    private Map<String, Object> report(Element element) {
        Map<String, Object> report = new LinkedHashMap<>();
        Map<String, Object> own = new LinkedHashMap<>();
        extension.addAttributes(element, own);
        own.forEach((name, value) -> report.put(name, typedValue(name, (String) value)));
        element.children().forEach(child -> extension.add(child, report));
        return report;
    }

    private static Object typedValue(String name, String value) {
        return switch (name) {
            case "type" -> Terms.MEASUREMENT.word(value);
            case "exception" -> Terms.SENSOR_ALERT.word(value);
            case "component" -> Terms.COMPONENT.word(value);
            case "booleanValue" -> switch (value.strip()) {
                case "true", "1" -> Boolean.TRUE;
                case "false", "0" -> Boolean.FALSE;
                default -> value;
            };
            default -> NUMBERS.contains(name) ? number(value.strip()) : value;
        };
    }

    private Map<String, Object> lotMasterData(Element element) {
        Map<String, Object> data = new LinkedHashMap<>();
        for (Element part : element.children()) {
            if (!part.isExtension() && part.local().equals("extension")) {
                part.children().forEach(child -> extension.add(child, data));
            } else {
                extension.add(part, data);
            }
        }
        return data;
    }

    private static Object number(String text) {
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : text;
    }
}
