package io.weft.engine.format;

import io.weft.tck.mutation.Reference;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** XML by the platform's DOM. */
final class DomReference implements Reference {

    private final Function<Element, Optional<Object>> tree;

    /** @param tree what a decoder has to tell of the root element */
    DomReference(Function<Element, Optional<Object>> tree) {
        this.tree = tree;
    }

    @Override
    public Optional<Object> read(byte[] payload) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
            builder.setErrorHandler(new Silent());
            return tree.apply(builder.parse(new ByteArrayInputStream(payload)).getDocumentElement());
        } catch (SAXException | IOException e) {
            return Optional.empty();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Silent extends DefaultHandler {
        @Override
        public void fatalError(org.xml.sax.SAXParseException e) throws SAXException {
            throw e;
        }
    }

    static String text(Element element) {
        StringBuilder text = new StringBuilder();
        NodeList nodes = element.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(node.getNodeValue());
            }
        }
        return text.toString();
    }

    static List<Element> children(Element element) {
        List<Element> children = new java.util.ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    /** As {@code xml} has it. */
    static Object generic(Element element) {
        Map<String, String> attributes = attributes(element);
        List<Element> children = children(element);
        if (attributes.isEmpty() && children.isEmpty()) {
            return text(element);
        }
        Map<String, Object> members = new LinkedHashMap<>();
        attributes.forEach((name, value) -> add(members, "@" + name, value));
        children.forEach(child -> add(members, child.getLocalName(), generic(child)));
        if (!text(element).isBlank()) {
            add(members, "#text", text(element));
        }
        return members;
    }

    private static Map<String, String> attributes(Element element) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            if (!"http://www.w3.org/2000/xmlns/".equals(attribute.getNamespaceURI())) {
                attributes.put(attribute.getLocalName(), attribute.getNodeValue());
            }
        }
        return attributes;
    }

    @SuppressWarnings("unchecked") // a Repeated is the list that was put there
    static void add(Map<String, Object> members, String name, Object value) {
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
    static final class Repeated extends java.util.ArrayList<Object> {

        private static final long serialVersionUID = 1L;

        Repeated(List<Object> values) {
            super(values);
        }
    }

    /** As {@code idoc-xml} has it. */
    static Optional<Object> idoc(Element root) {
        List<Element> idocs = children(root);
        if (idocs.size() != 1 || !idocs.get(0).getLocalName().equals("IDOC")) {
            return Optional.empty();
        }
        List<Element> segments = children(idocs.get(0));
        if (segments.isEmpty() || !segments.get(0).getLocalName().equals("EDI_DC40")) {
            return Optional.empty();
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("EDI_DC40", segment(segments.get(0)));
        addSegments(members, segments.subList(1, segments.size()));
        return Optional.of(members);
    }

    private static Object segment(Element segment) {
        Map<String, Object> members = new LinkedHashMap<>();
        List<Element> segments = new java.util.ArrayList<>();
        for (Element child : children(segment)) {
            if (!children(child).isEmpty() || child.hasAttribute("SEGMENT") && !child.getAttribute("SEGMENT").isEmpty()) {
                segments.add(child);
            } else {
                add(members, child.getLocalName(), text(child));
            }
        }
        addSegments(members, segments);
        return members;
    }

    private static void addSegments(Map<String, Object> members, List<Element> segments) {
        Map<String, List<Object>> groups = new LinkedHashMap<>();
        for (Element segment : segments) {
            groups.computeIfAbsent(segment.getLocalName(), name -> new java.util.ArrayList<>()).add(segment(segment));
        }
        groups.forEach((name, group) -> add(members, name, group));
    }
}
