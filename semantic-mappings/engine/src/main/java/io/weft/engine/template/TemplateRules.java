package io.weft.engine.template;

import com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants;
import com.schibsted.spt.data.jslt.parser.JsltParserConstants;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.Token;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a template may not do, decided on its parse tree. Collects the regular expressions that it uses. */
final class TemplateRules {

    static final int MAXIMUM_FOR_DEPTH = 4;
    private static final String BODY = "";

    private final Set<String> hostFunctions;
    private final Map<String, Set<String>> calls = new TreeMap<>();
    private final Set<String> variables = new HashSet<>();
    private final Set<String> regularExpressions = new TreeSet<>();

    private TemplateRules(Set<String> hostFunctions) {
        this.hostFunctions = hostFunctions;
    }

    /**
     * @param hostFunctions names that a template may call besides the allowed built-in ones
     * @return every regular expression of the template
     */
    static Set<String> check(SimpleNode tree, Set<String> hostFunctions) throws TemplateException {
        TemplateRules rules = new TemplateRules(hostFunctions);
        rules.collectDeclarations(tree);
        rules.collectVariables(tree);
        rules.visit(tree, BODY, 0);
        rules.refuseRecursion();
        return rules.regularExpressions;
    }

    private void collectDeclarations(SimpleNode start) throws TemplateException {
        for (int i = 0; i < start.jjtGetNumChildren(); i++) {
            SimpleNode child = (SimpleNode) start.jjtGetChild(i);
            if (child.getId() == JsltParserTreeConstants.JJTFUNCTIONDECL) {
                declare(child.jjtGetFirstToken().next);
            } else if (child.getId() == JsltParserTreeConstants.JJTIMPORT) {
                throw at(child.jjtGetFirstToken(), "'import' is not allowed: a mapping is one folder, read as a whole");
            }
        }
    }

    private void declare(Token name) throws TemplateException {
        if (hostFunctions.contains(name.image) || BuiltIns.isKnown(name.image) || Meter.isReserved(name.image)) {
            throw at(name, "'def " + name.image + "' hides a function of that name");
        }
        if (calls.put(name.image, new TreeSet<>()) != null) {
            throw at(name, "'def " + name.image + "' is there twice");
        }
    }

    private void collectVariables(SimpleNode node) {
        Token first = node.jjtGetFirstToken();
        if (node.getId() == JsltParserTreeConstants.JJTLET) {
            variables.add(first.next.image);
        } else if (node.getId() == JsltParserTreeConstants.JJTFUNCTIONDECL) {
            for (Token token = first.next.next; token.kind != JsltParserConstants.RPAREN; token = token.next) {
                variables.add(token.image);
            }
        }
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
            collectVariables((SimpleNode) node.jjtGetChild(i));
        }
    }

    /** JSLT takes an unknown variable for a parameter from outside, of which a mapping has none. */
    private void requireDeclared(Token token) throws TemplateException {
        if (token.kind == JsltParserConstants.VARIABLE && !variables.contains(token.image.substring(1))) {
            throw at(token, "there is no variable '" + token.image + "'");
        }
    }

    private void visit(SimpleNode node, String function, int forDepth) throws TemplateException {
        String within = function;
        int depth = forDepth;
        requireDeclared(node.jjtGetFirstToken());
        if (node.getId() == JsltParserTreeConstants.JJTFUNCTIONDECL) {
            within = node.jjtGetFirstToken().next.image;
        } else if (node.getId() == JsltParserTreeConstants.JJTFUNCTIONCALL) {
            call(node, within);
        } else if (isLoop(node)) {
            depth++;
            if (depth > MAXIMUM_FOR_DEPTH) {
                throw at(node.jjtGetFirstToken(), "'for' stands at most " + MAXIMUM_FOR_DEPTH + " deep");
            }
        }
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
            visit((SimpleNode) node.jjtGetChild(i), within, depth);
        }
    }

    static boolean isLoop(SimpleNode node) {
        return (node.getId() == JsltParserTreeConstants.JJTARRAY
                || node.getId() == JsltParserTreeConstants.JJTOBJECTCOMPREHENSION)
                && node.jjtGetFirstToken().next.kind == JsltParserConstants.FOR;
    }

    private void call(SimpleNode node, String function) throws TemplateException {
        Token name = node.jjtGetFirstToken();
        if (calls.containsKey(name.image)) {
            calls.computeIfAbsent(function, ignored -> new TreeSet<>()).add(name.image);
        } else if (!hostFunctions.contains(name.image)) {
            BuiltIns.requireAllowed(name);
        }
        if (RegularExpressions.FUNCTIONS.contains(name.image)) {
            collectRegularExpression(node, name);
        }
    }

    private void collectRegularExpression(SimpleNode node, Token name) throws TemplateException {
        if (node.jjtGetNumChildren() < 2) {
            throw at(name, "'" + name.image + "' needs a text and a regular expression");
        }
        regularExpressions.add(StringLiteral.of((SimpleNode) node.jjtGetChild(1)).orElseThrow(() -> at(name,
                "the regular expression of '" + name.image + "' must be a string literal, so that it can be checked")));
    }

    private void refuseRecursion() throws TemplateException {
        Set<String> finished = new HashSet<>();
        for (String function : calls.keySet()) {
            follow(function, new TreeSet<>(), finished);
        }
    }

    private void follow(String function, Set<String> path, Set<String> finished) throws TemplateException {
        if (finished.contains(function)) {
            return;
        }
        if (!path.add(function)) {
            throw new TemplateException("function '" + function + "' calls itself through " + path
                    + ": recursion has no bound and is not allowed");
        }
        for (String called : calls.getOrDefault(function, Set.of())) {
            follow(called, path, finished);
        }
        path.remove(function);
        finished.add(function);
    }

    static TemplateException at(Token token, String rule) {
        return new TemplateException("line " + token.beginLine + ", column " + token.beginColumn + ": " + rule);
    }
}
