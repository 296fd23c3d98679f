package io.weft.engine.template;

import com.schibsted.spt.data.jslt.parser.JsltParser;
import com.schibsted.spt.data.jslt.parser.ParseException;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.TokenMgrError;
import java.io.StringReader;

/** JSLT's own grammar, giving out the parse tree. */
final class TemplateParser extends JsltParser {

    private TemplateParser(String source) {
        super(new StringReader(source));
    }

    static SimpleNode parse(String source) throws TemplateException {
        TemplateParser parser = new TemplateParser(source);
        try {
            parser.Start();
        } catch (ParseException | TokenMgrError e) {
            throw new TemplateException("is not JSLT: " + e.getMessage(), e);
        }
        return (SimpleNode) parser.jjtree.rootNode();
    }
}
