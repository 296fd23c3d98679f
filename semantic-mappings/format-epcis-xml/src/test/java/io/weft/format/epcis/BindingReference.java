package io.weft.format.epcis;

import io.weft.tck.mutation.Reference;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Documents of the XML binding by the platform's DOM, as EPCIS 2.0, 9 and 10, tell them. Knows those in which everything stands
 * in what it stands in, in some message that is right.
 */
final class BindingReference implements Reference {

    private static final String DECLARATIONS = "http://www.w3.org/2000/xmlns/";
    private static final String CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";
    private static final String MASTER_DATA = "urn:epcglobal:cbv:mda";

    private final Set<String> pairs = new HashSet<>();

    /** @param right messages that are right */
    BindingReference(String... right) {
        for (String message : right) {
            pairs(dom(message.getBytes(StandardCharsets.UTF_8)).orElseThrow(), "", pairs::add);
        }
    }

    private static Optional<Element> dom(byte[] payload) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler() {
                @Override
                public void fatalError(SAXParseException e) throws SAXException {
                    throw e;
                }
            });
            return Optional.of(builder.parse(new ByteArrayInputStream(payload)).getDocumentElement());
        } catch (SAXException | IOException e) {
            return Optional.empty();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pairs(Element element, String parent, Consumer<String> each) {
        each.accept(parent + ">" + named(element));
        attributes(element).forEach((name, value) -> each.accept(named(element) + "@" + name));
        children(element).forEach(child -> pairs(child, named(element), each));
    }

    private static String named(Node node) {
        return "{" + node.getNamespaceURI() + "}" + node.getLocalName();
    }

    @Override
    public boolean knows(byte[] payload) {
        Optional<Element> root = dom(payload);
        List<String> strange = new ArrayList<>();
        root.ifPresent(element -> pairs(element, "", pair -> {
            if (!pairs.contains(pair)) {
                strange.add(pair);
            }
        }));
        return strange.isEmpty();
    }

    @Override
    public Optional<Object> read(byte[] payload) {
        return dom(payload).flatMap(BindingReference::document);
    }

    private static Optional<Object> document(Element root) {
        List<Element> bodies = children(root);
        List<Element> lists = bodies.size() == 1 ? children(bodies.get(0)) : List.of();
        if (lists.size() != 1) {
            return Optional.empty();
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "EPCISDocument");
        attributes(root).forEach(document::put);
        Map<String, String> prefixes = new LinkedHashMap<>();
        List<Object> events = new ArrayList<>();
        children(lists.get(0)).forEach(event -> events.add(event(event, prefixes)));
        document.put("epcisBody", Map.of("eventList", events));
        document.put("@context", prefixes.isEmpty() ? List.of(CONTEXT) : List.of(CONTEXT, prefixes));
        return Optional.of(document);
    }

    private static Object event(Element event, Map<String, String> prefixes) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", event.getLocalName());
        flatten(event).forEach(part -> add(members, name(part, prefixes), value(part, prefixes)));
        return members;
    }

    /** The wrappers of 1.2 are not there. */
    private static List<Element> flatten(Element event) {
        List<Element> parts = new ArrayList<>();
        for (Element part : children(event)) {
            if (part.getLocalName().matches("extension|baseExtension")) {
                parts.addAll(flatten(part));
            } else {
                parts.add(part);
            }
        }
        return parts;
    }

    private static String name(Node node, Map<String, String> prefixes) {
        if (node.getNamespaceURI() == null) {
            return node.getLocalName();
        }
        if (node.getNamespaceURI().equals(MASTER_DATA)) {
            return "cbvmda:" + node.getLocalName();
        }
        prefixes.put(node.getPrefix(), node.getNamespaceURI());
        return node.getPrefix() + ":" + node.getLocalName();
    }

    private static Object value(Element part, Map<String, String> prefixes) {
        if (part.getNamespaceURI() != null) {
            return foreign(part, prefixes);
        }
        return switch (part.getLocalName()) {
            case "epcList", "childEPCs" -> List.copyOf(children(part).stream().map(BindingReference::text).toList());
            case "bizStep" -> word(text(part), "(?:urn:epcglobal:cbv:bizstep:|https://ref[.]gs1[.]org/cbv/BizStep-)");
            case "disposition" -> word(text(part), "(?:urn:epcglobal:cbv:disp:|https://ref[.]gs1[.]org/cbv/Disp-)");
            case "quantityList" -> children(part).stream().map(BindingReference::members).toList();
            case "readPoint" -> members(part);
            case "ilmd" -> {
                Map<String, Object> data = new LinkedHashMap<>();
                children(part).forEach(child -> add(data, name(child, prefixes), foreign(child, prefixes)));
                yield data;
            }
            case "bizTransactionList" -> children(part).stream().map(transaction -> {
                Map<String, Object> members = new LinkedHashMap<>(Map.of("bizTransaction", text(transaction)));
                attributes(transaction).forEach((name, type) -> members.put(name,
                        word(type.strip(), "(?:urn:epcglobal:cbv:btt:|https://ref[.]gs1[.]org/cbv/BTT-)")));
                return members;
            }).toList();
            default -> text(part);
        };
    }

    private static Object foreign(Element element, Map<String, String> prefixes) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            if (!DECLARATIONS.equals(attribute.getNamespaceURI())) {
                members.put(name(attribute, prefixes), attribute.getNodeValue());
            }
        }
        String text = characters(element);
        if (members.isEmpty()) {
            return text;
        }
        if (!text.isBlank()) {
            members.put("#text", text);
        }
        return members;
    }

    private static Object members(Element element) {
        Map<String, Object> members = new LinkedHashMap<>();
        children(element).forEach(child -> add(members, child.getLocalName(),
                child.getLocalName().equals("quantity") ? number(text(child)) : text(child)));
        return members;
    }

    private static Object number(String text) {
        return text.matches("[+-]?([0-9]{1,400}([.][0-9]{0,400})?|[.][0-9]{1,400})([eE][+-]?[0-9]{1,3})?") ? new BigDecimal(text) : text;
    }

    /** CBV 1.2 had further dispositions, which 2.0 has no word for. */
    private static String word(String uri, String before) {
        String word = uri.replaceFirst("\\A" + before + "(?=[A-Za-z_]+\\z)", "");
        return word.startsWith("non_sellable_") && !word.equals("non_sellable_other") ? uri : word;
    }

    private static void add(Map<String, Object> members, String name, Object value) {
        Object earlier = members.get(name);
        if (earlier instanceof Repeated repeated) {
            repeated.add(value);
        } else if (earlier == null) {
            members.put(name, value);
        } else {
            members.put(name, new Repeated(List.of(earlier, value)));
        }
    }

    /** Several of one name; apart from an array that was meant as one. */
    private static final class Repeated extends ArrayList<Object> {

        private static final long serialVersionUID = 1L;

        Repeated(List<Object> values) {
            super(values);
        }
    }

    private static Map<String, String> attributes(Element element) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            if (!DECLARATIONS.equals(attribute.getNamespaceURI())) {
                attributes.put(attribute.getLocalName(), attribute.getNodeValue());
            }
        }
        return attributes;
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

    private static String text(Element element) {
        return characters(element).strip();
    }

    private static String characters(Element element) {
        StringBuilder text = new StringBuilder();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(node.getNodeValue());
            }
        }
        return text.toString();
    }
}
