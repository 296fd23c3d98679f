package io.weft.engine.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.weft.engine.format.Values;
import io.weft.engine.function.CodeLists;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A template is data that anyone may have written: whatever it says, it ends soon and stays small. */
class HostileTemplateTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(strings = {
        "def f(x) f($x + 1) f(1)",
        "def a(x) b($x) def b(x) c($x) def c(x) [for ($x) a(.)] a(1)",
        "def a(x) if ($x) a($x) a(.)"
    })
    void recursionIsRefused(String template) {
        assertRefused(template, "calls itself");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "import \"http://example.org/x.jslt\" as x 1 | import",
        "def test(a, b) true test(., \"x\") | hides",
        "def weft-tick(a) $a 1 | hides",
        "def fallback(a) $a 1 | hides",
        "now() | another value",
        "uuid() | another value",
        "random() | another value",
        "from-json(\"1\") | bounds",
        "weft-tick(1) | no function",
        "test(.a, .b) | literal",
        "test(.a, \"a\" + \"b\") | literal",
        "test(\"aa\", \"(a)\\\\1\") | RE2",
        "test(.a, \"((a{1000}){1000}){1000}\") | regular expression",
        "[for (.) [for (.) [for (.) [for (.) [for (.) 1]]]]] | deep",
        "{ | JSLT"
    })
    void whatIsNotAllowedIsRefusedAtCompileTime(String template, String reason) {
        assertRefused(template, reason);
    }

    @Test
    void nestingThatWouldOverflowTheStackIsRefused() {
        assertRefused("(".repeat(100_000) + "1" + ")".repeat(100_000), "deep");
    }

    /** Each of these runs for hours in java.util.regex. */
    @ParameterizedTest
    @ValueSource(strings = {"^(([a-z])+.)+[A-Z]([a-z])+$", "(x+x+)+y", "^(a|a?)+$", "(.*a){25}"})
    void catastrophicExpressionsTakeLinearTime(String expression) throws Exception {
        String text = "a".repeat(40) + "!" + "x".repeat(4_000);
        Template template = compile("test(\"" + text + "\", \"" + expression + "\")");

        assertTimeoutPreemptively(SOON, () -> run(template));
    }

    @Test
    void aDoublingTextEnds() throws Exception {
        StringBuilder source = new StringBuilder("let a0 = \"xxxxxxxxxx\"\n");
        for (int i = 1; i <= 60; i++) {
            source.append("let a").append(i).append(" = $a").append(i - 1).append(" + $a").append(i - 1).append('\n');
        }
        assertExhausted(source.append("size($a60)").toString());
    }

    @Test
    void aDoublingArrayEnds() throws Exception {
        StringBuilder source = new StringBuilder("let a0 = [1, 2, 3]\n");
        for (int i = 1; i <= 60; i++) {
            source.append("let a").append(i).append(" = $a").append(i - 1).append(" + $a").append(i - 1).append('\n');
        }
        assertExhausted(source.append("size($a60)").toString());
    }

    /** Sixty references make a tree of 2^60 values: cheap to hold, deadly to write. */
    @ParameterizedTest
    @ValueSource(strings = {"string($a60)", "$a60 == $a60", "to-json($a60)", "$a60 + \"\"", "flatten($a60)",
        "join($a60, \",\")"})
    void aTreeOfSharedBranchesCostsWhatItsTextWould(String use) throws Exception {
        assertExhausted(sharedBranches() + use);
    }

    @Test
    void anOutputOfSharedBranchesIsTooLarge() throws Exception {
        JsonNode output = run(compile(sharedBranches() + "$a60"));

        RejectSignal rejected = assertThrows(RejectSignal.class, () -> Values.of(output));

        assertEquals("OUTPUT_TOO_LARGE", rejected.rejection().code());
    }

    private static String sharedBranches() {
        StringBuilder source = new StringBuilder("let a0 = [1]\n");
        for (int i = 1; i <= 60; i++) {
            source.append("let a").append(i).append(" = [$a").append(i - 1).append(", $a").append(i - 1).append("]\n");
        }
        return source.toString();
    }

    @Test
    void callsThatMultiplyEnd() throws Exception {
        StringBuilder source = new StringBuilder("def f0(x) $x\n");
        for (int i = 1; i <= 60; i++) {
            source.append("def f").append(i).append("(x) [f").append(i - 1).append("($x), f").append(i - 1)
                    .append("($x)]\n");
        }
        assertExhausted(source.append("f60(1)").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "[for (.n) [for ($n) [for ($n) [for ($n) .]]]]",
        "{for (.n) string(.) : [for ($n) [for ($n) {for ($n) string(.) : .}]]}",
        "[for (.n) [for ($n) [for ($n) $n[0 : ]]]]",
        "[for (.n) [for ($n) replace($t, \"x\", $t)]]",
        "[for (.n) [for ($n) join($n, $t)]]"
    })
    void loopsInLoopsEnd(String loops) throws Exception {
        assertExhausted("let n = .n let t = \"" + "x".repeat(1_000) + "\" " + loops);
    }

    @Test
    void arithmeticIsExact() throws Exception {
        assertEquals("0.3", run(compile("0.1 + 0.2")).decimalValue().toPlainString());
        assertEquals("123456789012345678901234567890.5",
                run(compile("number(\"123456789012345678901234567890\") + 0.5")).decimalValue().toPlainString());
        assertEquals("2", run(compile("7 - 2 * 2.5")).decimalValue().stripTrailingZeros().toPlainString());
        assertEquals("0.125", run(compile("1 / 8")).decimalValue().toPlainString());
        assertEquals("TEMPLATE_FAILED",
                assertThrows(RejectSignal.class, () -> run(compile("1 / 3"))).rejection().code());
    }

    /** What the rewriting must not change: precedence, order, what an array after a call belongs to. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "10 - 3 - 2 | 5",
        "2 + 3 * 4 | 14",
        "\"a\" + 1 + 2 | \"a12\"",
        "1 + 2 + \"a\" | \"3a\"",
        "if (1 + 1 == 2 and 3 > 2) \"yes\" else \"no\" | \"yes\"",
        "let a = 1 + 2 [$a, $a] | [3,3]",
        "let s = [1,2,3] $s[1 : ] | [2,3]",
        "let x = \"abcdef\" $x[1 : 3] | \"bc\"",
        "{\"a\" : 1 + 1, * : . } | {\"a\":2,\"n\":[]}",
        "{for ([1, 2]) string(.) : . * 2} | {\"1\":2,\"2\":4}",
        "[for ([1, 2, 3]) let d = . * 2 $d if (. > 1)] | [4,6]",
        "{\"a\":1} + {\"a\":2,\"b\":3} | {\"a\":1,\"b\":3}",
        "null + 1 | null",
        "fallback(.missing, \"x\") | \"x\"",
        "capture(\"ab12\", \"(?P<l>[a-z]+)(?P<d>[0-9]+)\") | {\"d\":\"12\",\"l\":\"ab\"}",
        "split(\"a,b\", \",\") | [\"a\",\"b\"]",
        "replace(\"a.b.c\", \"[.]\", \"$1\") | \"a$1b$1c\"",
        "[1, 2] | [1,2]",
        "1 == 1.0 | true",
        "uppercase(\"i\") | \"I\"",
        "min(2, 10) | 2",
        "max(\"a\", \"b\") | \"b\"",
        "round(2.5) | 3"
    }, nullValues = {})
    void allowedTemplatesMeanWhatTheyMeanInJslt(String template, String expected) throws Exception {
        JsonNode input = JsonNodeFactory.instance.objectNode().set("n", JsonNodeFactory.instance.arrayNode());
        JsonNode output = compile(template).apply(input, CodeLists.NONE);

        assertEquals(new com.fasterxml.jackson.databind.ObjectMapper().readTree(expected).toString(),
                output.toString());
    }

    @Test
    void commentsAndLinesSurvive() throws Exception {
        TemplateException refused = assertThrows(TemplateException.class,
                () -> compile("// one\n// two\nlet a = 1 + 1\n$undefined + $a"));

        assertTrue(refused.getMessage().contains(":4:") || refused.getMessage().contains("line 4"), refused.getMessage());
    }

    private static void assertRefused(String template, String reason) {
        TemplateException refused = assertThrows(TemplateException.class, () -> compile(template));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    private static void assertExhausted(String source) throws Exception {
        Template template = compile(source);
        RejectSignal rejected = assertTimeoutPreemptively(SOON, () -> assertThrows(RejectSignal.class, () -> run(template)));
        assertEquals("TEMPLATE_EXHAUSTED", rejected.rejection().code(), rejected.getMessage());
    }

    private static Template compile(String source) throws TemplateException {
        return new TemplateCompiler(List.of()).compile("test.jslt", source);
    }

    private static JsonNode run(Template template) {
        var numbers = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 5_000; i++) {
            numbers.add(i);
        }
        return template.apply(JsonNodeFactory.instance.objectNode().set("n", numbers), CodeLists.NONE);
    }
}
