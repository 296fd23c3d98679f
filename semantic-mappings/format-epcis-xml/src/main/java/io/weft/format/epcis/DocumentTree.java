package io.weft.format.epcis;

import io.weft.mapping.DecodeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A document of the XML binding (EPCIS 2.0, 9; EPCIS 1.2, 9 and 11) as the JSON binding (EPCIS 2.0, 10) has it. */
final class DocumentTree {

    private final Context context = new Context();
    private final EventTree events = new EventTree(context);
    private final MasterDataTree masterData = new MasterDataTree(context);

    /** @throws DecodeException if the root is none of EPCIS, or something in it has no place in the JSON binding */
    Map<String, Object> of(Element root) throws DecodeException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", root.local());
        switch (root.local()) {
            case "EPCISDocument" -> {
                describe(root, document);
                document.put("epcisBody", body(required(root, "EPCISBody")));
            }
            case "EPCISQueryDocument" -> {
                describe(root, document);
                document.put("epcisBody", Map.of("queryResults", results(required(root, "EPCISBody"))));
            }
            case "EPCISMasterDataDocument" -> {
                describe(root, document);
                document.put("epcisBody", Map.of("vocabularyList",
                        masterData.vocabularies(required(required(root, "EPCISBody"), "VocabularyList"))));
            }
            case "EPCISCaptureJob" -> root.attribute("captureID").ifPresent(id -> document.put("id", id));
            default -> throw Faults.undecodable(root.local(), root.name().namespace(),
                    "the root must be EPCISDocument, EPCISQueryDocument or EPCISMasterDataDocument (EPCIS 2.0, 9)");
        }
        document.put("@context", context.value());
        return document;
    }

    private void describe(Element root, Map<String, Object> document) throws DecodeException {
        for (String name : List.of("schemaVersion", "creationDate")) {
            root.attribute(name).ifPresent(value -> document.put(name, value));
        }
        requireOne(root, "EPCISHeader");
        Optional<Element> header = root.child("EPCISHeader");
        header.flatMap(found -> found.child("StandardBusinessDocumentHeader").or(() -> businessHeader(found)))
                .ifPresent(found -> addressed(found, document));
        header.flatMap(found -> found.child("EPCISMasterData")
                        .or(() -> found.child("extension").flatMap(wrapper -> wrapper.child("EPCISMasterData"))))
                .flatMap(found -> found.child("VocabularyList"))
                .ifPresent(found -> document.put("epcisHeader",
                        Map.of("epcisMasterData", Map.of("vocabularyList", masterData.vocabularies(found)))));
    }

    /** The header of another standard has that one's namespace. */
    private static Optional<Element> businessHeader(Element header) {
        return header.children().stream().filter(child -> child.local().equals("StandardBusinessDocumentHeader")).findFirst();
    }

    /** What the JSON binding has of the Standard Business Document Header. */
    private static void addressed(Element header, Map<String, Object> document) {
        for (Element part : header.children()) {
            switch (part.local()) {
                case "Sender" -> first(part, "Identifier").ifPresent(id -> document.put("sender", id));
                case "Receiver" -> first(part, "Identifier").ifPresent(id -> document.put("receiver", id));
                case "DocumentIdentification" ->
                    first(part, "InstanceIdentifier").ifPresent(id -> document.put("instanceIdentifier", id));
                default -> {
                    // The manifest, scope and version of the envelope say nothing of an event.
                }
            }
        }
    }

    private static Optional<String> first(Element element, String local) {
        return element.children().stream().filter(child -> child.local().equals(local)).map(Element::value)
                .filter(value -> !value.isEmpty()).findFirst();
    }

    private Map<String, Object> body(Element body) throws DecodeException {
        requireOnly(body, "EventList");
        return Map.of("eventList", eventList(required(body, "EventList")));
    }

    private Map<String, Object> results(Element body) throws DecodeException {
        Element found = required(body, "QueryResults");
        Map<String, Object> results = new LinkedHashMap<>();
        for (String name : List.of("queryName", "subscriptionID")) {
            found.child(name).ifPresent(element -> results.put(name, element.value()));
        }
        Element resultsBody = required(found, "resultsBody");
        Map<String, Object> lists = new LinkedHashMap<>();
        lists.put("eventList", resultsBody.child("EventList").isPresent()
                ? eventList(required(resultsBody, "EventList")) : List.of());
        resultsBody.child("VocabularyList").ifPresent(list -> lists.put("vocabularyList", masterData.vocabularies(list)));
        results.put("resultsBody", lists);
        return results;
    }

    /** EPCIS 1.2 wraps the TransformationEvent, which came later than the others. */
    private List<Object> eventList(Element list) {
        List<Object> told = new ArrayList<>();
        for (Element element : list.children()) {
            if (element.local().equals("extension")) {
                told.addAll(eventList(element));
            } else {
                told.add(events.of(element));
            }
        }
        return told;
    }

    private static Element required(Element parent, String local) throws DecodeException {
        requireOne(parent, local);
        return parent.child(local).orElseThrow(() -> Faults.undecodable(parent.local() + "." + local, "",
                "must be there (EPCIS 2.0, 9)"));
    }

    /** Of two, one would be dropped. */
    private static void requireOne(Element parent, String local) throws DecodeException {
        long count = parent.children().stream().filter(child -> child.local().equals(local) && !child.isExtension()).count();
        if (count > 1) {
            throw Faults.undecodable(parent.local() + "." + local, Long.toString(count), "must be there once (EPCIS 2.0, 9)");
        }
    }

    /** What stands beside the list would be dropped. */
    private static void requireOnly(Element parent, String local) throws DecodeException {
        for (Element child : parent.children()) {
            if (!child.isExtension() && !child.local().equals(local)) {
                throw Faults.undecodable(parent.local() + "." + child.local(), "", "has no place there (EPCIS 2.0, 9)");
            }
        }
    }
}
