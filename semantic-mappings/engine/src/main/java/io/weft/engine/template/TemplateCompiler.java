package io.weft.engine.template;

import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Compiles JSLT in the restricted form that cannot run, grow or guess without bound. */
public final class TemplateCompiler {

    static final int MAXIMUM_SOURCE = 256 * 1024;
    private static final int LONGEST_MESSAGE = 200;

    private final List<Function> hostFunctions;
    private final Set<String> hostFunctionNames;

    /** @param hostFunctions what a template may call besides JSLT's own functions */
    public TemplateCompiler(Collection<? extends Function> hostFunctions) {
        this.hostFunctions = List.copyOf(hostFunctions);
        this.hostFunctionNames = hostFunctions.stream().map(Function::getName).collect(Collectors.toUnmodifiableSet());
    }

    /** @param name stands in messages, for example {@code goods-receipt.jslt} */
    public Template compile(String name, String source) throws TemplateException {
        if (source.length() > MAXIMUM_SOURCE) {
            throw new TemplateException(name + " is longer than " + MAXIMUM_SOURCE + " characters");
        }
        try {
            return new Template(name, compileMetered(name, source));
        } catch (TemplateException e) {
            throw new TemplateException(name + ": " + e.getMessage(), e);
        } catch (JsltException e) {
            throw new TemplateException(name + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            // JSLT lets out what Java gives it, for example on a number that no long can hold
            throw new TemplateException(name + ": cannot be compiled: " + shortened(String.valueOf(e)), e);
        } catch (StackOverflowError e) {
            throw new TemplateException(name + " is nested too deep to be read", e);
        }
    }

    private static String shortened(String message) {
        return message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "…" : message;
    }

    private Expression compileMetered(String name, String source) throws TemplateException {
        SimpleNode tree = TemplateParser.parse(source);
        Set<String> literals = TemplateRules.check(tree, hostFunctionNames);
        List<Function> functions = new ArrayList<>(hostFunctions);
        functions.addAll(Operators.all());
        functions.addAll(BuiltIns.metered());
        functions.addAll(ExactFunctions.all());
        functions.addAll(TextFunctions.all(RegularExpressions.of(literals)));
        return new Parser(new StringReader(Meter.metered(tree)))
                .withSource(name)
                .withFunctions(functions)
                .withResourceResolver(imported -> {
                    throw new JsltException("'import' is not allowed: " + imported);
                })
                .compile();
    }
}
