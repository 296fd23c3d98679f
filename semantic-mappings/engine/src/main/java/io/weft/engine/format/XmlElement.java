package io.weft.engine.format;

import java.util.ArrayList;
import java.util.List;

/** An element while it is read. Names are local names: prefixes are the sender's whim. */
final class XmlElement {

    private final String name;
    private final List<String> attributes = new ArrayList<>(0);
    private final List<XmlElement> children = new ArrayList<>(4);
    private final StringBuilder text = new StringBuilder();

    XmlElement(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Name, value, name, value, ... */
    List<String> attributes() {
        return attributes;
    }

    List<XmlElement> children() {
        return children;
    }

    void addText(String part) {
        text.append(part);
    }

    /** All character data between the tags, in order. */
    String text() {
        return text.toString();
    }

    /** The attribute's value, or an empty text. */
    String attribute(String attributeName) {
        for (int i = 0; i < attributes.size(); i += 2) {
            if (attributes.get(i).equals(attributeName)) {
                return attributes.get(i + 1);
            }
        }
        return "";
    }
}
