package io.weft.engine.format;

import io.weft.mapping.DecodeException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads an XML 1.0 document without document type, external entities or unbounded parts. */
final class XmlReader {

    private static final int MAXIMUM_ATTRIBUTES = 100;
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

    static XmlElement read(byte[] payload, Optional<Charset> charset) throws DecodeException {
        Bounds.requireSize(payload);
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new StringReader(XmlEncoding.text(payload, charset)));
            try {
                return readDocument(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            String where = e.getLocation() == null ? ""
                    : "line " + e.getLocation().getLineNumber() + ", column " + e.getLocation().getColumnNumber();
            throw Bounds.undecodable(where, "", "is not XML: " + lastLine(e));
        }
    }

    /** The parser's own message repeats the place on a first line. */
    private static String lastLine(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int start = message.indexOf("Message: ");
        return (start < 0 ? message : message.substring(start + "Message: ".length())).strip().replace('\n', ' ');
    }

    private static XmlElement readDocument(XMLStreamReader reader) throws XMLStreamException, DecodeException {
        Deque<XmlElement> open = new ArrayDeque<>();
        XmlElement root = null;
        int values = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    XmlElement element = element(reader);
                    values += 1 + reader.getAttributeCount();
                    if (values > Bounds.MAXIMUM_VALUES) {
                        throw Bounds.tooMany();
                    }
                    if (open.isEmpty()) {
                        root = element;
                    } else {
                        open.element().children().add(element);
                    }
                    open.push(element);
                    if (open.size() > Bounds.MAXIMUM_DEPTH) {
                        throw Bounds.tooDeep();
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!open.isEmpty()) {
                        open.element().addText(reader.getText());
                    }
                }
                case XMLStreamConstants.DTD ->
                    throw Bounds.undecodable("", "<!DOCTYPE", "a document type declaration is not allowed");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw Bounds.undecodable("", "&" + reader.getLocalName() + ";", "entities are not allowed");
                default -> {
                    // comments and processing instructions say nothing to a mapping
                }
            }
        }
        return root;
    }

    private static XmlElement element(XMLStreamReader reader) throws DecodeException {
        XmlElement element = new XmlElement(localName(reader.getLocalName()));
        int count = reader.getAttributeCount();
        if (count > MAXIMUM_ATTRIBUTES) {
            throw Bounds.undecodable(reader.getLocalName(), Integer.toString(count),
                    "an element has at most " + MAXIMUM_ATTRIBUTES + " attributes");
        }
        for (int i = 0; i < count; i++) {
            element.attributes().add(localName(reader.getAttributeLocalName(i)));
            element.attributes().add(reader.getAttributeValue(i));
        }
        return element;
    }

    /** The parser takes a name with an empty prefix as a whole. */
    private static String localName(String name) throws DecodeException {
        if (name.indexOf(':') >= 0) {
            throw Bounds.undecodable(name, "", "a name has at most one ':', between prefix and local name"
                    + " (Namespaces in XML 1.0, 4)");
        }
        return name;
    }
}
