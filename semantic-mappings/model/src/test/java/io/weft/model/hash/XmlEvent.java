package io.weft.model.hash;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The XML binding of one event in the terms of the JSON binding, as far as GS1's hash examples need it. */
final class XmlEvent {

    private static final Set<String> TEXT_LISTS = Set.of("epcList", "childEPCs", "inputEPCList", "outputEPCList");
    private static final Set<String> OBJECT_LISTS = Set.of("quantityList", "childQuantityList", "sensorElementList");
    private static final Set<String> TYPED_LISTS = Set.of("bizTransactionList", "sourceList", "destinationList");
    private static final Set<String> NUMBERS = Set.of("quantity", "value", "minValue", "maxValue", "meanValue", "sDev",
            "percRank", "percValue");

    private final Map<String, Object> context = new LinkedHashMap<>();

    private XmlEvent() {
    }

    static Map<String, Object> read(Path file) throws ParserConfigurationException, IOException, SAXException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setExpandEntityReferences(false);
        Element root = factory.newDocumentBuilder().parse(new InputSource(file.toUri().toString())).getDocumentElement();
        Element event = children((Element) root.getElementsByTagName("EventList").item(0)).get(0);
        XmlEvent reader = new XmlEvent();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", event.getLocalName());
        for (Element member : children(event)) {
            reader.member(member, json);
        }
        json.put("@context", reader.context);
        return json;
    }

    private void member(Element element, Map<String, Object> target) {
        String name = name(element);
        List<Element> children = children(element);
        if (TEXT_LISTS.contains(name)) {
            target.put(name, children.stream().map(XmlEvent::text).toList());
        } else if (OBJECT_LISTS.contains(name)) {
            target.put(name, children.stream().map(this::object).toList());
        } else if (TYPED_LISTS.contains(name)) {
            target.put(name, children.stream().map(each -> typed(each)).toList());
        } else if (name.equals("persistentDisposition")) {
            Map<String, Object> sets = new LinkedHashMap<>();
            children.forEach(each -> list(sets, each.getLocalName()).add(text(each)));
            target.put(name, sets);
        } else if (name.equals("sensorReport")) {
            list(target, name).add(object(element));
        } else if (name.equals("extension") || name.equals("baseExtension")) {
            children.forEach(child -> member(child, target));
        } else if (children.isEmpty() && !hasOwnAttributes(element)) {
            target.put(name, value(name, text(element)));
        } else {
            target.put(name, object(element));
        }
    }

    private Map<String, Object> object(Element element) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            if (isOwn(attribute)) {
                String name = name(attribute);
                object.put(name, value(name, attribute.getNodeValue()));
            }
        }
        children(element).forEach(child -> member(child, object));
        return object;
    }

    private static Map<String, Object> typed(Element element) {
        return Map.of("type", element.getAttribute("type"), element.getLocalName(), text(element));
    }

    private String name(Node node) {
        if (node.getNamespaceURI() == null) {
            return node.getLocalName();
        }
        context.put(node.getPrefix(), node.getNamespaceURI());
        return node.getPrefix() + ":" + node.getLocalName();
    }

    private static Object value(String name, String text) {
        boolean number = NUMBERS.contains(name) || name.contains(":") && text.matches("-?\\d+(\\.\\d+)?");
        if (number) {
            return new BigDecimal(text);
        }
        return name.equals("booleanValue") ? (Object) Boolean.valueOf(text) : text;
    }

    private static boolean hasOwnAttributes(Element element) {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            if (isOwn(element.getAttributes().item(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOwn(Node attribute) {
        return !XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(attribute.getNamespaceURI())
                && !XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI());
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Map<String, Object> object, String name) {
        return (List<Object>) object.computeIfAbsent(name, any -> new ArrayList<>());
    }

    private static String text(Element element) {
        return element.getTextContent().strip();
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }
}
