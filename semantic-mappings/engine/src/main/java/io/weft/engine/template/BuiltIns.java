package io.weft.engine.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.impl.BuiltinFunctions;
import com.schibsted.spt.data.jslt.parser.Token;
import io.weft.engine.function.HostFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** JSLT's own functions: which a template may call, and what each is charged. */
final class BuiltIns {

    /** Work does not grow with the arguments. */
    private static final Set<String> CONSTANT = Set.of(
            "size", "is-number", "is-integer", "is-decimal", "is-string", "is-boolean", "is-object", "is-array",
            "not", "boolean", "get-key", "array", "mod", "error");
    /** Work grows with all that the arguments hold. */
    private static final Set<String> WHOLE = Set.of(
            "contains", "sha256-hex", "starts-with", "ends-with", "trim", "flatten", "all", "any", "zip",
            "zip-with-index", "index-of", "to-json");
    /** Replaced by functions of the same name and meaning, see {@link ExactFunctions} and {@link TextFunctions}. */
    static final Set<String> REPLACED = Set.of(
            "test", "capture", "split", "replace", "string", "join", "lowercase", "uppercase",
            "number", "round", "floor", "ceiling", "sum", "min", "max");
    private static final String FALLBACK_MACRO = "fallback";
    private static final String NOT_REPEATABLE = "gives another value at each run, so that a message could not be replayed";
    private static final Map<String, String> REFUSED = Map.of(
            "random", NOT_REPEATABLE,
            "uuid", NOT_REPEATABLE,
            "now", NOT_REPEATABLE,
            "parse-time", "guesses zones and rounds; use dateTime()",
            "format-time", "guesses zones and rounds; use dateTime()",
            "from-json", "reads without bounds and rounds numbers",
            "hash-int", "collides; use hash()",
            "parse-url", "depends on the machine's own handlers");

    private BuiltIns() {
    }

    static boolean isKnown(String name) {
        return BuiltinFunctions.functions.containsKey(name) || BuiltinFunctions.macros.containsKey(name);
    }

    static void requireAllowed(Token name) throws TemplateException {
        String function = name.image;
        if (REFUSED.containsKey(function)) {
            throw TemplateRules.at(name, "'" + function + "' is not allowed: it " + REFUSED.get(function));
        }
        if (!CONSTANT.contains(function) && !WHOLE.contains(function) && !REPLACED.contains(function)
                && !function.equals(FALLBACK_MACRO)) {
            throw TemplateRules.at(name, "there is no function '" + function + "'");
        }
    }

    /** The allowed functions that are JSLT's own, metered. */
    static List<Function> metered() {
        List<Function> functions = new ArrayList<>();
        CONSTANT.forEach(name -> functions.add(new Metered(BuiltinFunctions.functions.get(name), name, false)));
        WHOLE.forEach(name -> functions.add(new Metered(BuiltinFunctions.functions.get(name), name, true)));
        return functions;
    }

    private static final class Metered extends HostFunction {

        private final Function function;
        private final boolean whole;

        Metered(Function function, String name, boolean whole) {
            super(name, function.getMinArguments(), function.getMaxArguments());
            this.function = function;
            this.whole = whole;
        }

        @Override
        protected JsonNode call(JsonNode[] arguments) {
            Execution execution = Execution.current();
            execution.charge(1);
            if (whole) {
                for (JsonNode argument : arguments) {
                    execution.chargeTree(argument);
                }
            }
            return function.call(null, arguments);
        }
    }
}
