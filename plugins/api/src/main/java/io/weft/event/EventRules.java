package io.weft.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules of EPCIS 2.0 that tie several members of an event together. */
final class EventRules {

    private final Map<String, ?> event;
    private final Findings findings;

    EventRules(Map<String, ?> event, Findings findings) {
        this.event = event;
        this.findings = findings;
    }

    void check(EventType type) {
        switch (type) {
            case OBJECT -> object();
            case AGGREGATION -> aggregation();
            case TRANSACTION -> transaction();
            case TRANSFORMATION -> transformation();
            case ASSOCIATION -> children("EPCIS 2.0, 7.4.6");
            case MASTER_DATA -> validity();
        }
        for (String list : List.of("quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList")) {
            quantities(list);
        }
        persistentDisposition();
        sensorReports();
    }

    private void object() {
        boolean observed = filled("sensorElementList") && event.containsKey("readPoint");
        if (!event.containsKey("epcList") && !filled("quantityList") && !observed) {
            missing("epcList", "or quantityList, or sensorElementList with readPoint, is required (EPCIS 2.0, 7.4.2)");
        }
        if (event.containsKey("ilmd") && !"ADD".equals(event.get("action"))) {
            findings.add(Path.EVENT.member("ilmd"), event.get("ilmd"), "is allowed only with action ADD (EPCIS 2.0, 7.4.2)");
        }
    }

    private void aggregation() {
        if (!event.containsKey("parentID") && !"OBSERVE".equals(event.get("action"))) {
            missing("parentID", "is required unless action is OBSERVE (EPCIS 2.0, 7.4.3)");
        }
        children("EPCIS 2.0, 7.4.3");
    }

    private void children(String clause) {
        if (!filled("childEPCs") && !filled("childQuantityList") && !deleted()) {
            missing("childEPCs", "or childQuantityList is required unless action is DELETE (" + clause + ")");
        }
    }

    private void transaction() {
        if (event.get("bizTransactionList") instanceof List<?> list && list.isEmpty()) {
            missing("bizTransactionList", "must have at least one element (EPCIS 2.0, 7.4.4)");
        }
        if (!event.containsKey("epcList") && !filled("quantityList") && !deleted()) {
            missing("epcList", "or quantityList is required unless action is DELETE (EPCIS 2.0, 7.4.4)");
        }
    }

    private void transformation() {
        boolean input = filled("inputEPCList") || filled("inputQuantityList");
        boolean output = filled("outputEPCList") || filled("outputQuantityList");
        if (event.containsKey("transformationID") ? !input && !output : !input || !output) {
            missing(input ? "outputEPCList" : "inputEPCList",
                    "inputs and outputs are both required, or one of them with transformationID (EPCIS 2.0, 7.4.5)");
        }
    }

    private void validity() {
        Optional<Instant> from = time("validFrom");
        Optional<Instant> to = time("validTo");
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            findings.add(Path.EVENT.member("validTo"), event.get("validTo"),
                    "must be later than validFrom " + event.get("validFrom"));
        }
    }

    private Optional<Instant> time(String member) {
        return event.get(member) instanceof String text ? EventTime.read(text) : Optional.empty();
    }

    private void quantities(String name) {
        if (!(event.get(name) instanceof List<?> list)) {
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof Map<?, ?> element && element.containsKey("uom") && !element.containsKey("quantity")) {
                findings.add(Path.EVENT.member(name).element(i).member("uom"), element.get("uom"),
                        "must not stand without quantity (EPCIS 2.0, 7.3.3.3)");
            }
        }
    }

    private void persistentDisposition() {
        if (event.get("persistentDisposition") instanceof Map<?, ?> disposition && disposition.isEmpty()) {
            missing("persistentDisposition", "must have set or unset (EPCIS 2.0, 7.3.5)");
        }
    }

    private void sensorReports() {
        if (!(event.get("sensorElementList") instanceof List<?> elements)) {
            return;
        }
        for (int i = 0; i < elements.size(); i++) {
            if (!(elements.get(i) instanceof Map<?, ?> element) || !(element.get("sensorReport") instanceof List<?> list)) {
                continue;
            }
            for (int j = 0; j < list.size(); j++) {
                if (list.get(j) instanceof Map<?, ?> report && !report.containsKey("type") && !report.containsKey("exception")) {
                    findings.missing(Path.EVENT.member("sensorElementList").element(i).member("sensorReport").element(j)
                            .member("type"), "or exception is required (EPCIS 2.0, 7.3.7)");
                }
            }
        }
    }

    private boolean deleted() {
        return "DELETE".equals(event.get("action"));
    }

    private boolean filled(String name) {
        return event.get(name) instanceof List<?> list && !list.isEmpty();
    }

    private void missing(String member, String rule) {
        findings.missing(Path.EVENT.member(member), rule);
    }
}
