package io.weft.errors.plain;

import io.weft.errors.Fact;
import io.weft.errors.delivery.Document;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Takes the fields out of a document with what the JDK has. */
final class PlainParser {

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuuMMddHHmm", Locale.ROOT);

    private PlainParser() {
    }

    record Parsed(String order, Fact fact) {
    }

    /** The message cannot be parsed. */
    static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;

        UnreadableException(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }

    static Parsed idoc(byte[] bytes, Document.Kind kind) throws UnreadableException {
        try {
            Element root = parser().parse(new ByteArrayInputStream(bytes)).getDocumentElement();
            return kind == Document.Kind.ORDER ? order(root) : receipt(root);
        } catch (SAXException | IOException | ParserConfigurationException | DateTimeException | NumberFormatException e) {
            throw new UnreadableException(e);
        }
    }

    private static Parsed order(Element root) {
        return new Parsed(text(root, "BELNR"), new Fact(Document.Kind.ORDER, at(text(root, "DATUM") + text(root, "UZEIT")),
                material(text(root, "IDTNR")), "", new BigDecimal(text(root, "MENGE")), text(root, "MENEE"), ""));
    }

    private static Parsed receipt(Element root) {
        return new Parsed(text(root, "PO_NUMBER"), new Fact(Document.Kind.RECEIPT, at(text(root, "CREDAT") + text(root, "CRETIM")),
                material(text(root, "MATERIAL")), text(root, "BATCH"), new BigDecimal(text(root, "ENTRY_QNT")),
                text(root, "ENTRY_UOM"), LocalDate.parse(text(root, "EXPIRYDATE"), DateTimeFormatter.BASIC_ISO_DATE).toString()));
    }

    static Parsed interchange(byte[] bytes) throws UnreadableException {
        Map<String, String> fields = new HashMap<>();
        for (String segment : new String(bytes, StandardCharsets.ISO_8859_1).split("'\n")) {
            String[] parts = segment.split("[+:]", 3);
            if (parts.length == 3) {
                fields.put(parts[0] + parts[1], parts[2]);
            }
        }
        try {
            String[] quantity = fields.get("QTY12").split(":");
            return new Parsed(fields.get("RFFON"), new Fact(Document.Kind.DESPATCH,
                    LocalDateTime.parse(fields.get("DTM11").substring(0, 12), MINUTE).atZone(Fact.ZONE).toInstant(),
                    fields.get("LIN1").replaceAll("[^0-9]", ""), fields.get("GINBX"), new BigDecimal(quantity[0]), quantity[1],
                    LocalDate.parse(fields.get("DTM361").substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE).toString()));
        } catch (DateTimeException | NumberFormatException e) {
            throw new UnreadableException(e);
        }
    }

    private static Instant at(String text) {
        return LocalDateTime.parse(text, SECOND).atZone(Fact.ZONE).toInstant();
    }

    private static String material(String written) {
        return written.replaceFirst("^0+", "");
    }

    private static String text(Element root, String name) {
        NodeList found = root.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    private static DocumentBuilder parser() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        DocumentBuilder parser = factory.newDocumentBuilder();
        // Without a handler the parser writes to the error stream as well.
        parser.setErrorHandler(null);
        return parser;
    }
}
