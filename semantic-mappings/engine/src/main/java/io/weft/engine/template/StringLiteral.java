package io.weft.engine.template;

import com.schibsted.spt.data.jslt.parser.JsltParserConstants;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.Token;
import java.util.Optional;

/** The value of a string literal in a template, by the escapes that JSLT knows. */
final class StringLiteral {

    private StringLiteral() {
    }

    /** Empty if the node is more, or other, than one string literal. */
    static Optional<String> of(SimpleNode node) throws TemplateException {
        Token token = node.jjtGetFirstToken();
        if (token != node.jjtGetLastToken() || token.kind != JsltParserConstants.STRING) {
            return Optional.empty();
        }
        return Optional.of(unescape(token.image.substring(1, token.image.length() - 1), token));
    }

    private static String unescape(String escaped, Token token) throws TemplateException {
        StringBuilder text = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char character = escaped.charAt(i);
            if (character != '\\') {
                text.append(character);
                continue;
            }
            char escape = escaped.charAt(++i);
            switch (escape) {
                case '\\', '"', '/' -> text.append(escape);
                case 'n' -> text.append('\n');
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append(codeUnit(escaped, i + 1, token));
                    i += 4;
                }
                default -> throw new TemplateException(
                        "line " + token.beginLine + ": string escape '\\" + escape + "' is unknown");
            }
        }
        return text.toString();
    }

    private static char codeUnit(String escaped, int start, Token token) throws TemplateException {
        try {
            return (char) Integer.parseInt(escaped.substring(start, start + 4), 16);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new TemplateException("line " + token.beginLine + ": a \\u escape has four hexadecimal digits", e);
        }
    }
}
