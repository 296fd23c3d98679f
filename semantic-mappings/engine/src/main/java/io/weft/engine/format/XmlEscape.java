package io.weft.engine.format;

/** Writes text as content or attribute of XML 1.0. */
final class XmlEscape {

    private XmlEscape() {
    }

    /** @throws IllegalArgumentException naming the place of a character that XML 1.0 does not have */
    static void write(String text, String path, StringBuilder xml) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '"' -> xml.append("&quot;");
                // a bare carriage return would come back as a line feed (XML 1.0, 2.11)
                case '\r' -> xml.append("&#13;");
                default -> {
                    boolean allowed = character >= ' ' || character == '\t' || character == '\n';
                    if (!allowed || character == '\uFFFE' || character == '\uFFFF') {
                        throw new IllegalArgumentException(path + ": "
                                + String.format("U+%04X", (int) character) + " is no character of XML 1.0");
                    }
                    xml.append(character);
                }
            }
        }
    }
}
