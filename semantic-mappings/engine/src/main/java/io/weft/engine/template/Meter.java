package io.weft.engine.template;

import com.schibsted.spt.data.jslt.parser.JsltParserConstants;
import com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.Token;

/**
 * Writes a template anew with the places metered where work or memory can grow: each turn of a loop, each call of a
 * declared function, each slice, each operator. Operators become functions of ours, which are exact as well: JSLT's own
 * arithmetic is that of binary doubles. Lines stay where they were, so that JSLT's messages still fit.
 *
 * <p>Each replacement stands in parentheses, because only a call without them could take a following {@code [} as its
 * own index.
 */
final class Meter {

    private static final String PREFIX = "weft-";
    private static final int ELEMENTS_PER_WORK = 8;
    static final String TICK = PREFIX + "tick";
    static final String SLICE = PREFIX + "slice";
    static final String NUMBER = PREFIX + "number";
    static final String PLUS = PREFIX + "plus";
    static final String MINUS = PREFIX + "minus";
    static final String TIMES = PREFIX + "times";
    static final String DIVIDED = PREFIX + "divided";
    static final String COMPARE = PREFIX + "compare";

    private Meter() {
    }

    static boolean isReserved(String functionName) {
        return functionName.startsWith(PREFIX);
    }

    static String metered(SimpleNode tree) {
        StringBuilder source = new StringBuilder();
        write(tree, source);
        return source.toString();
    }

    private static void write(SimpleNode node, StringBuilder source) {
        switch (node.getId()) {
            case JsltParserTreeConstants.JJTADDITIVEEXPR, JsltParserTreeConstants.JJTMULTIPLICATIVEEXPR ->
                writeOperators(node, source);
            case JsltParserTreeConstants.JJTCOMPARATIVEEXPR -> writeComparison(node, source);
            case JsltParserTreeConstants.JJTCHAINABLE -> writeChain(node, source);
            default -> writeTokens(node, source);
        }
    }

    /** Left to right, as JSLT evaluates them: {@code a - b + c} is {@code plus(minus(a, b), c)}. */
    private static void writeOperators(SimpleNode node, StringBuilder source) {
        int operators = node.jjtGetNumChildren() / 2;
        for (int i = operators; i > 0; i--) {
            source.append(" (").append(functionOf(child(node, 2 * i - 1).jjtGetFirstToken())).append('(');
        }
        write(child(node, 0), source);
        for (int i = 1; i <= operators; i++) {
            source.append(',');
            write(child(node, 2 * i), source);
            source.append("))");
        }
    }

    private static String functionOf(Token operator) {
        return switch (operator.kind) {
            case JsltParserConstants.PLUS -> PLUS;
            case JsltParserConstants.MINUS -> MINUS;
            case JsltParserConstants.STAR -> TIMES;
            case JsltParserConstants.SLASH -> DIVIDED;
            default -> throw new IllegalStateException("operator '" + operator.image + "' is not of JSLT 0.1.14");
        };
    }

    private static void writeComparison(SimpleNode node, StringBuilder source) {
        if (node.jjtGetNumChildren() == 1) {
            write(child(node, 0), source);
            return;
        }
        source.append(" (").append(COMPARE).append('(');
        write(child(node, 0), source);
        source.append(", \"").append(child(node, 1).jjtGetFirstToken().image).append("\",");
        write(child(node, 2), source);
        source.append("))");
    }

    private static void writeChain(SimpleNode node, StringBuilder source) {
        if (!hasSlice(node)) {
            writeTokens(node, source);
            return;
        }
        source.append(" (").append(SLICE).append('(');
        writeTokens(node, source);
        source.append("))");
    }

    private static boolean hasSlice(SimpleNode chain) {
        for (int i = 0; i < chain.jjtGetNumChildren(); i++) {
            SimpleNode child = child(chain, i);
            switch (child.getId()) {
                case JsltParserTreeConstants.JJTCOLON -> {
                    return true;
                }
                case JsltParserTreeConstants.JJTCHAINLINK, JsltParserTreeConstants.JJTARRAYSLICING -> {
                    if (hasSlice(child)) {
                        return true;
                    }
                }
                default -> {
                }
            }
        }
        return false;
    }

    /** The node's own tokens as they are, its children metered. */
    private static void writeTokens(SimpleNode node, StringBuilder source) {
        Token token = node.jjtGetFirstToken();
        Token end = node.jjtGetLastToken().next;
        int next = 0;
        while (token != end) {
            SimpleNode child = next < node.jjtGetNumChildren() ? child(node, next) : null;
            if (child != null && token == child.jjtGetFirstToken()) {
                if (isRepeated(node, next)) {
                    source.append(" (").append(TICK).append('(');
                    write(child, source);
                    source.append(", \"").append(weight(child)).append("\"))");
                } else {
                    write(child, source);
                }
                token = child.jjtGetLastToken().next;
                next++;
            } else {
                writeToken(token, source);
                token = token.next;
            }
        }
    }

    /** Whether the child is evaluated once for each turn or call. */
    private static boolean isRepeated(SimpleNode node, int index) {
        if (child(node, index).getId() != JsltParserTreeConstants.JJTEXPR) {
            return false;
        }
        if (TemplateRules.isLoop(node)) {
            return index > 0;
        }
        return node.getId() == JsltParserTreeConstants.JJTFUNCTIONDECL
                || node.getId() == JsltParserTreeConstants.JJTMATCHER;
    }

    /**
     * What one turn builds, apart from what its own loops and calls build: a member takes the memory of about eight
     * elements.
     */
    private static long weight(SimpleNode node) {
        if (TemplateRules.isLoop(node)) {
            return 1;
        }
        long weight = switch (node.getId()) {
            case JsltParserTreeConstants.JJTARRAY -> node.jjtGetNumChildren() / ELEMENTS_PER_WORK;
            case JsltParserTreeConstants.JJTPAIR -> 1;
            default -> 0;
        };
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
            weight += weight(child(node, i));
        }
        return weight;
    }

    private static void writeToken(Token token, StringBuilder source) {
        writeSkipped(token.specialToken, source);
        switch (token.kind) {
            case JsltParserConstants.EOF -> {
            }
            case JsltParserConstants.DECIMAL ->
                source.append('(').append(NUMBER).append("(\"").append(token.image).append("\"))");
            default -> source.append(token.image);
        }
    }

    /** White space and comments before a token, of which JSLT links the last one first. */
    private static void writeSkipped(Token skipped, StringBuilder source) {
        if (skipped == null) {
            return;
        }
        writeSkipped(skipped.specialToken, source);
        source.append(skipped.kind == JsltParserConstants.SINGLE_LINE_COMMENT ? "\n" : skipped.image);
    }

    private static SimpleNode child(SimpleNode node, int index) {
        return (SimpleNode) node.jjtGetChild(index);
    }
}
