package io.weft.format.epcis;

import io.weft.mapping.DecodeException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads an XML 1.0 document with its namespaces, without entities or unbounded parts. */
final class XmlReader {

    /** Levels that a tree may have; one is left for each wrapper that the JSON binding adds. */
    private static final int MAXIMUM_DEPTH = 60;
    private static final int MAXIMUM_NODES = 1_000_000;
    private static final int MAXIMUM_ATTRIBUTES = 100;
    private static final String DOCUMENT_TYPE = "<!DOCTYPE";
    private static final Pattern EMPTY_DOCUMENT_TYPE = Pattern.compile("<!DOCTYPE\\s+[A-Za-z_][\\w.:-]{0,99}\\s*>");
    private static final XMLInputFactory XML = factory();

    private XmlReader() {
    }

    /** The platform's own parser, whatever else stands on the class path. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are not allowed");
        });
        return factory;
    }

    static Element read(String text) throws DecodeException {
        requireNoDeclarations(text);
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new StringReader(text));
            try {
                return document(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            String where = e.getLocation() == null ? ""
                    : "line " + e.getLocation().getLineNumber() + ", column " + e.getLocation().getColumnNumber();
            throw Faults.undecodable(where, "", "is not XML: " + lastLine(e));
        }
    }

    /** A document type that names the root only, as GS1's own examples have it, declares nothing; every other is refused. */
    private static void requireNoDeclarations(String text) throws DecodeException {
        Matcher empty = EMPTY_DOCUMENT_TYPE.matcher(text);
        for (int at = text.indexOf(DOCUMENT_TYPE); at >= 0; at = text.indexOf(DOCUMENT_TYPE, at + 1)) {
            if (!empty.region(at, text.length()).lookingAt()) {
                throw Faults.undecodable("", DOCUMENT_TYPE, "a document type with declarations or a system identifier is not allowed");
            }
        }
    }

    /** The parser's own message repeats the place on a first line. */
    private static String lastLine(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int start = message.indexOf("Message: ");
        return (start < 0 ? message : message.substring(start + "Message: ".length())).strip().replace('\n', ' ');
    }

    private static Element document(XMLStreamReader reader) throws XMLStreamException, DecodeException {
        Deque<Element> open = new ArrayDeque<>();
        Element root = null;
        int nodes = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    Element element = element(reader);
                    nodes += 1 + reader.getAttributeCount();
                    if (nodes > MAXIMUM_NODES) {
                        throw Faults.reached("TOO_MANY_VALUES", "", "a message has at most " + MAXIMUM_NODES + " values");
                    }
                    if (open.isEmpty()) {
                        root = element;
                    } else {
                        open.element().children().add(element);
                    }
                    open.push(element);
                    if (open.size() > MAXIMUM_DEPTH) {
                        throw Faults.reached("TOO_DEEP", "", "a message is nested at most " + MAXIMUM_DEPTH + " levels deep");
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (open.pop().isNil() && !open.isEmpty()) {
                        open.element().children().remove(open.element().children().size() - 1);
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!open.isEmpty()) {
                        open.element().addText(reader.getText());
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw Faults.undecodable("", "&" + reader.getLocalName() + ";", "entities are not allowed");
                default -> {
                    // Comments, processing instructions and a document type without declarations say nothing.
                }
            }
        }
        return root;
    }

    private static Element element(XMLStreamReader reader) throws DecodeException {
        Element element = new Element(name(reader.getNamespaceURI(), reader.getPrefix(), reader.getLocalName()));
        int count = reader.getAttributeCount();
        if (count > MAXIMUM_ATTRIBUTES) {
            throw Faults.undecodable(reader.getLocalName(), Integer.toString(count),
                    "an element has at most " + MAXIMUM_ATTRIBUTES + " attributes");
        }
        for (int i = 0; i < count; i++) {
            element.addAttribute(name(reader.getAttributeNamespace(i), reader.getAttributePrefix(i),
                    reader.getAttributeLocalName(i)), reader.getAttributeValue(i));
        }
        return element;
    }

    private static Name name(String namespace, String prefix, String local) throws DecodeException {
        if (local.indexOf(':') >= 0) {
            throw Faults.undecodable(local, "", "a name has at most one ':', between prefix and local name"
                    + " (Namespaces in XML 1.0, 4)");
        }
        return new Name(namespace == null ? "" : namespace, prefix == null ? "" : prefix, local);
    }
}
