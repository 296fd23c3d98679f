package io.weft.engine.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Matcher;
import com.schibsted.spt.data.jslt.Function;
import io.weft.engine.function.HostFunction;
import io.weft.engine.function.Texts;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** JSLT's text functions with bounded regular expressions, plain numbers and no locale of the machine. */
final class TextFunctions {

    private TextFunctions() {
    }

    static List<Function> all(RegularExpressions expressions) {
        return List.of(new Test(expressions), new Capture(expressions), new Split(expressions),
                new Replace(expressions), new ToText(), new Join(), new Case("lowercase", false),
                new Case("uppercase", true));
    }

    private static String charged(JsonNode node) {
        Execution.current().chargeTree(node);
        return Texts.of(node);
    }

    private static final class Test extends HostFunction {

        private final RegularExpressions expressions;

        Test(RegularExpressions expressions) {
            super("test", 2);
            this.expressions = expressions;
        }

        @Override
        protected JsonNode call(JsonNode[] arguments) {
            if (arguments[0].isNull()) {
                return BooleanNode.FALSE;
            }
            String text = charged(arguments[0]);
            return BooleanNode.valueOf(expressions.forSearch(arguments[1].textValue(), text).matcher(text).find());
        }
    }

    private static final class Capture extends HostFunction {

        private final RegularExpressions expressions;

        Capture(RegularExpressions expressions) {
            super("capture", 2);
            this.expressions = expressions;
        }

        @Override
        protected JsonNode call(JsonNode[] arguments) {
            if (arguments[0].isNull()) {
                return NullNode.instance;
            }
            String text = charged(arguments[0]);
            Matcher matcher = expressions.forSearch(arguments[1].textValue(), text).matcher(text);
            ObjectNode groups = JsonNodeFactory.instance.objectNode();
            if (matcher.find()) {
                for (String group : new TreeSet<>(matcher.pattern().namedGroups().keySet())) {
                    groups.put(group, matcher.group(group));
                }
            }
            return groups;
        }
    }

    private static final class Split extends HostFunction {

        private final RegularExpressions expressions;

        Split(RegularExpressions expressions) {
            super("split", 2);
            this.expressions = expressions;
        }

        @Override
        protected JsonNode call(JsonNode[] arguments) {
            if (arguments[0].isNull()) {
                return NullNode.instance;
            }
            String text = charged(arguments[0]);
            // each character may become a part of its own, all made before the first is seen
            Execution.current().charge(text.length());
            ArrayNode parts = JsonNodeFactory.instance.arrayNode();
            for (String part : expressions.forSearch(arguments[1].textValue(), text).split(text)) {
                parts.add(part);
            }
            return parts;
        }
    }

    private static final class Replace extends HostFunction {

        private final RegularExpressions expressions;

        Replace(RegularExpressions expressions) {
            super("replace", 3);
            this.expressions = expressions;
        }

        /** As JSLT, the replacement stands as it is: a {@code $} in it names no group. */
        @Override
        protected JsonNode call(JsonNode[] arguments) {
            if (arguments[0].isNull()) {
                return NullNode.instance;
            }
            String text = charged(arguments[0]);
            String replacement = charged(arguments[2]);
            Matcher matcher = expressions.forSearch(arguments[1].textValue(), text).matcher(text);
            StringBuilder replaced = new StringBuilder();
            int end = 0;
            while (matcher.find()) {
                Execution.current().chargeText(replacement.length());
                replaced.append(text, end, matcher.start()).append(replacement);
                end = matcher.end();
            }
            return TextNode.valueOf(replaced.append(text, end, text.length()).toString());
        }
    }

    private static final class ToText extends HostFunction {

        ToText() {
            super("string", 1);
        }

        @Override
        protected JsonNode call(JsonNode[] arguments) {
            return arguments[0].isTextual() ? arguments[0] : TextNode.valueOf(charged(arguments[0]));
        }
    }

    private static final class Join extends HostFunction {

        Join() {
            super("join", 2);
        }

        @Override
        protected JsonNode call(JsonNode[] arguments) {
            if (arguments[0].isNull()) {
                return NullNode.instance;
            }
            if (!arguments[0].isArray()) {
                throw RejectSignal.faulty("join()", Texts.shown(arguments[0]), "must be an array");
            }
            String separator = charged(arguments[1]);
            StringBuilder joined = new StringBuilder();
            String before = "";
            for (JsonNode part : arguments[0]) {
                Execution.current().chargeText(separator.length());
                joined.append(before).append(charged(part));
                before = separator;
            }
            return TextNode.valueOf(joined.toString());
        }
    }

    private static final class Case extends HostFunction {

        private final boolean upper;

        Case(String name, boolean upper) {
            super(name, 1);
            this.upper = upper;
        }

        @Override
        protected JsonNode call(JsonNode[] arguments) {
            if (arguments[0].isNull()) {
                return NullNode.instance;
            }
            String text = charged(arguments[0]);
            return TextNode.valueOf(upper ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT));
        }
    }
}
