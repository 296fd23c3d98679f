package io.weft.bench.map;

import io.weft.bench.hub.OrderCodes;
import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.event.EvidenceClass;
import io.weft.event.InvalidEventException;
import io.weft.identity.Identifier;
import io.weft.identity.InvalidIdentifierException;
import io.weft.mapping.MappedEvent;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The mapping {@code erp-idoc.purchase-order} as a careful programmer would write it in Java for this one document type:
 * one pass over the XML stream, no tree, the same checks of times, keys, numbers and code lists, the same event.
 */
final class HandWrittenOrder {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    private static final DateTimeFormatter RFC_3339 = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Map<String, String> UNITS = Map.of("KG", "KGM", "G", "GRM", "ST", "H87");
    private static final XMLInputFactory XML = factory();

    private String documentNumber = "";
    private String order = "";
    private String date = "";
    private String time = "";
    private final Map<String, String> partners = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();

    private static final class Line {
        private String quantity = "";
        private String unit = "";
        private String material = "";
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** @throws IllegalArgumentException if the document is not as the ERP writes it */
    static MappedEvent map(byte[] document, String instance) throws XMLStreamException {
        HandWrittenOrder order = new HandWrittenOrder();
        XMLStreamReader xml = XML.createXMLStreamReader(new ByteArrayInputStream(document));
        try {
            order.read(xml);
        } finally {
            xml.close();
        }
        try {
            return new MappedEvent(order.event(instance), Set.of(EvidenceClass.PURCHASE_ORDER));
        } catch (InvalidEventException | InvalidIdentifierException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void read(XMLStreamReader xml) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        String qualifier = "";
        String role = "";
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    text.setLength(0);
                    if (xml.getLocalName().equals("E1EDP01")) {
                        lines.add(new Line());
                    }
                }
                case XMLStreamConstants.CHARACTERS -> text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                case XMLStreamConstants.END_ELEMENT -> {
                    switch (xml.getLocalName()) {
                        case "DOCNUM" -> documentNumber = text.toString();
                        case "BELNR" -> order = text.toString().strip();
                        case "IDDAT", "QUALF" -> qualifier = text.toString();
                        case "DATUM" -> date = qualifier.equals("012") ? text.toString() : date;
                        case "UZEIT" -> time = qualifier.equals("012") ? text.toString() : time;
                        case "PARVW" -> role = text.toString();
                        case "PARTN" -> partners.put(role, text.toString().strip());
                        case "MENGE" -> line().quantity = text.toString().strip();
                        case "MENEE" -> line().unit = text.toString().strip();
                        case "IDTNR" -> line().material = qualifier.equals("001") ? text.toString() : line().material;
                        default -> {
                            // not needed
                        }
                    }
                }
                default -> {
                    // says nothing
                }
            }
        }
    }

    private Line line() {
        return lines.get(lines.size() - 1);
    }

    private Event event(String instance) throws InvalidEventException, InvalidIdentifierException {
        OffsetDateTime at = at();
        String buyer = gln("AG");
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("@context", List.of("https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"));
        event.put("type", "TransactionEvent");
        event.put("eventTime", RFC_3339.format(at));
        event.put("eventTimeZoneOffset", at.getOffset().getId());
        event.put("action", "ADD");
        event.put("bizTransactionList", List.of(
                Map.of("type", "po", "bizTransaction", "urn:epcglobal:cbv:bt:" + buyer + ":" + required(order, "BELNR"))));
        event.put("quantityList", quantities());
        event.put("sourceList", List.of(Map.of("type", "owning_party", "source", party(gln("LF")))));
        event.put("destinationList", List.of(
                Map.of("type", "owning_party", "destination", party(buyer)),
                Map.of("type", "location", "destination", uri("/414/" + gln("WE")))));
        String message = new io.weft.adapter.MessageId(instance, io.weft.adapter.MessageId.Kind.ENVELOPE, "",
                required(documentNumber, "DOCNUM")).canonical();
        return Event.of(event, EventId.derived(message, 0, 0));
    }

    private OffsetDateTime at() {
        LocalDateTime local = LocalDateTime.parse(date + time, TIME);
        List<ZoneOffset> offsets = ZONE.getRules().getValidOffsets(local);
        if (offsets.size() != 1) {
            throw new IllegalArgumentException("DATUM+UZEIT: '" + date + time + "' is no single time in " + ZONE);
        }
        return local.atOffset(offsets.get(0));
    }

    private List<Map<String, Object>> quantities() throws InvalidIdentifierException {
        List<Map<String, Object>> quantities = new ArrayList<>(lines.size());
        for (Line line : lines) {
            String material = required(line.material, "IDTNR").replaceFirst("^0+", "");
            quantities.add(Map.of("epcClass", uri("/01/" + known("material", material)),
                    "quantity", new BigDecimal(required(line.quantity, "MENGE")),
                    "uom", required(UNITS.getOrDefault(line.unit, ""), "MENEE")));
        }
        return quantities;
    }

    private String gln(String role) {
        return known("partner", required(partners.getOrDefault(role, ""), role));
    }

    private static String known(String list, String code) {
        return required(OrderCodes.LISTS.get(list).getOrDefault(code, ""), list + " " + code);
    }

    private static String party(String gln) throws InvalidIdentifierException {
        return uri("/417/" + gln);
    }

    private static String uri(String path) throws InvalidIdentifierException {
        return Identifier.of("https://id.gs1.org" + path).canonical();
    }

    private static String required(String value, String field) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }
}
