package io.weft.format.epcis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An element while it is read. */
final class Element {

    private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

    private final Name name;
    private final Map<Name, String> attributes = new LinkedHashMap<>();
    private final List<Element> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private boolean nil;

    Element(Name name) {
        this.name = name;
    }

    Name name() {
        return name;
    }

    String local() {
        return name.local();
    }

    /** Of a namespace of its own, thus none that the schemas of EPCIS define: those have their parts without one. */
    boolean isExtension() {
        return !name.namespace().isEmpty() && !name.namespace().startsWith("urn:epcglobal:epcis");
    }

    /** Without what tells a schema processor only. */
    Map<Name, String> attributes() {
        return attributes;
    }

    void addAttribute(Name attribute, String value) {
        if (!attribute.namespace().equals(SCHEMA_INSTANCE)) {
            attributes.put(attribute, value);
        } else if (attribute.local().equals("nil")) {
            nil = value.strip().equals("true") || value.strip().equals("1");
        }
    }

    /** Whether the element says that it has no value (XML Schema 1.0, 2.6.2), thus as good as is not there. */
    boolean isNil() {
        return nil && children.isEmpty() && text().isBlank();
    }

    Optional<String> attribute(String local) {
        return Optional.ofNullable(attributes.get(new Name("", "", local)));
    }

    List<Element> children() {
        return children;
    }

    Optional<Element> child(String local) {
        return children.stream().filter(child -> child.local().equals(local) && !child.isExtension()).findFirst();
    }

    void addText(String part) {
        text.append(part);
    }

    /** All character data between the tags, in order. */
    String text() {
        return text.toString();
    }

    /** The text of an element whose type collapses white space (XML Schema 1.0 part 2, 4.3.6). */
    String value() {
        return text().strip();
    }
}
