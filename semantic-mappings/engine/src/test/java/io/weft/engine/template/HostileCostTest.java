package io.weft.engine.template;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.engine.format.Values;
import io.weft.engine.function.CodeLists;
import io.weft.engine.function.HostFunctions;
import io.weft.engine.function.ModelUnits;
import io.weft.engine.function.SourceStyle;
import java.lang.management.ManagementFactory;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What each hostile template costs, to compile and to run: little processor time, and memory that a small heap has. Each is
 * refused, rejected, or comes out; the tests run with 512 MB.
 */
class HostileCostTest {

    /** The engine's own bound is 1 s for a run, seen at the next reading of the clock. */
    private static final long MAXIMUM_CPU_NANOS = 1_500_000_000L;
    private static final long MAXIMUM_ALLOCATED_BYTES = 1_024L * 1024 * 1024;
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TestFactory
    List<DynamicTest> everyTemplateEndsSoonAndSmall() {
        return templates().entrySet().stream()
                .map(template -> dynamicTest(template.getKey(), () -> check(template.getValue()))).toList();
    }

    private static Map<String, String> templates() {
        Map<String, String> templates = new LinkedHashMap<>();
        templates.put("nested parentheses", nested("(", "1", ")", 60));
        templates.put("nested arrays", nested("[", "1", "]", 500));
        templates.put("nested objects", nested("{\"a\" : ", "1", "}", 500));
        templates.put("nested calls", nested("not(", "true", ")", 500));
        templates.put("nested conditions", nested("if (.n) ", "1", "", 500));
        templates.put("nested conditions of conditions", nested("if (", ".n", ") 1 else 2", 300));
        templates.put("nested indices", nested(".n[", "0", "]", 200));
        templates.put("nesting beyond the stack", nested("[", "1", "]", 100_000));
        templates.put("a sum of 50,000", repeated("1", " + ", 50_000));
        templates.put("a condition of 20,000", repeated(".n", " or ", 20_000));
        templates.put("a path of 100,000", ".a".repeat(100_000));
        templates.put("20,000 variables", lines(20_000, i -> "let v" + i + " = " + (i == 0 ? "1" : "$v" + (i - 1))) + "1");
        templates.put("5,000 functions in a chain", lines(5_000, i -> "def f" + i + "(x) " + (i == 0 ? "$x" : "f" + (i - 1) + "($x)"))
                + "f4999(1)");
        templates.put("functions that call each other", "def a(x) [for ($x) b(.)] def b(x) {\"a\" : a($x)} a(.)");
        templates.put("recursion in a let", "def a(x) let y = a($x) $y a(1)");
        templates.put("many large expressions", lines(5_000, i -> "let v" + i + " = test(.text, \"(a{900}){9}b" + i + "\")") + "1");
        templates.put("a large expression on a large text", "[for (.n) test(.huge, \"(x{1000}){9}y\")]"
                .replace("for (.n)", "for ($n)").replaceFirst("\\[", "let n = .n let huge = .huge ["));
        templates.put("alternatives that overlap", "test(.huge, \"^(x|xx|xxx|x*)*y$\")");
        templates.put("a split at every character", "split(.huge, \"\")");
        templates.put("a capture of much", "[for (.n) capture($h, \"(?P<a>x*)(?P<b>x*)\")]".replaceFirst("\\[", "let h = .huge ["));
        templates.put("replacements of nothing", "replace(.huge, \"\", .text)");
        templates.put("wide arrays in loops", "let n = .n [for ($n) [for ($n) [" + repeated(".", ", ", 2_000) + "]]]");
        templates.put("wide objects in loops", "let n = .n [for ($n) [for ($n) {"
                + IntStream.range(0, 1_000).mapToObj(i -> "\"k" + i + "\" : .").collect(Collectors.joining(", ")) + "}]]");
        templates.put("wide arrays in calls", "def f(x) [" + repeated("$x", ", ", 2_000)
                + "] let n = .n [for ($n) [for ($n) f(.)]]");
        templates.put("wide arrays by name", "def f(x) [" + repeated("$x", ", ", 500)
                + "] let a = f(1) let b = f($a) let c = f($b) let d = f($c) let e = f($d) string($e)");
        templates.put("doubling of doublings", lines(50, i -> "let v" + i + " = " + (i == 0 ? "\"x\"" : "$v" + (i - 1) + " + $v"
                + (i - 1))) + "$v49");
        templates.put("joins of joins", "let a = join(.n, .text) let b = join(.n, $a) join(.n, $b)");
        templates.put("a number of 10^9 digits", "number(\"1e999999999\")");
        templates.put("a number literal of 100,000 digits", "9".repeat(100_000));
        templates.put("a decimal literal of 100,000 digits", "0." + "9".repeat(100_000));
        templates.put("a power tower", lines(60, i -> "let v" + i + " = " + (i == 0 ? "9999999" : "$v" + (i - 1) + " * $v"
                + (i - 1))) + "$v59");
        templates.put("small numbers", lines(60, i -> "let v" + i + " = " + (i == 0 ? "0.0001" : "$v" + (i - 1) + " * $v" + (i - 1)))
                + "$v59");
        templates.put("a quotient without end", "1 / 3");
        templates.put("a long text as a number", "[for (.n) decimal($h, \"f\")]".replaceFirst("\\[", "let h = .blanks + \"5\" ["));
        templates.put("a long text as a lot", "lot(gtin(\"09521321000018\", \"f\"), .umlauts, \"f\")");
        templates.put("a long text as a location", "sgln(\"9521321000018.\" + .umlauts, \"f\")");
        templates.put("a long text as a time", "dateTime(.huge, \"uuuuMMddHHmmss\", \"f\")");
        templates.put("a deep pattern of a time", "dateTime(\"1\", .brackets, \"f\")");
        templates.put("a pattern for each time", "[for (.n) [for ($n) dateTime(string(.), \"'\" + string(.) + \"'\", \"f\")]]"
                .replaceFirst("\\[", "let n = .n ["));
        templates.put("required blanks", "let h = .blanks [for (.n) required($h + \"x\", \"f\")]");
        templates.put("hashes", "let h = .huge [for (.n) hash($h)]");
        templates.put("cases", "let h = .huge [for (.n) size(uppercase($h))]");
        templates.put("searches", "let h = .huge [for (.n) contains(\"xy\", $h)]");
        templates.put("an object of everything", "{for (.n) string(.) + .text : $n}".replaceFirst("\\{", "let n = .n {"));
        templates.put("flattened", "let n = .n flatten([for ($n) [for ($n) [.]]])");
        templates.put("deep output", lines(5_000, i -> "let v" + i + " = " + (i == 0 ? "1" : "[$v" + (i - 1) + "]")) + "$v4999");
        templates.put("deep text", lines(5_000, i -> "let v" + i + " = " + (i == 0 ? "1" : "[$v" + (i - 1) + "]"))
                + "string($v4999)");
        return templates;
    }

    private static String nested(String open, String inner, String close, int depth) {
        return open.repeat(depth) + inner + close.repeat(depth);
    }

    private static String repeated(String part, String between, int count) {
        return part + (between + part).repeat(count - 1);
    }

    private static String lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n")) + "\n";
    }

    private static void check(String source) {
        ObjectNode input = input();
        long cpu = THREADS.getCurrentThreadCpuTime();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        String outcome = outcome(source, input);
        long nanos = THREADS.getCurrentThreadCpuTime() - cpu;
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;

        assertFalse(outcome.isBlank());
        assertTrue(nanos < MAXIMUM_CPU_NANOS, () -> nanos / 1_000_000 + " ms of processor time: " + outcome);
        assertTrue(bytes < MAXIMUM_ALLOCATED_BYTES, () -> bytes / 1024 / 1024 + " MiB allocated: " + outcome);
    }

    /** @return what became of it; anything but these three escapes and fails the test */
    private static String outcome(String source, JsonNode input) {
        SourceStyle style = new SourceStyle(Optional.of(ZoneId.of("Europe/Berlin")), Optional.empty(), Optional.of('.'),
                Optional.of(SourceStyle.Sign.TRAILING));
        try {
            Template template = new TemplateCompiler(HostFunctions.of(style, ModelUnits.ofClassPath()))
                    .compile("hostile.jslt", source);
            return "comes out: " + Values.of(template.apply(input, CodeLists.NONE)).getClass();
        } catch (TemplateException refused) {
            return refused.getMessage();
        } catch (RejectSignal rejected) {
            assertFalse(rejected.rejection().rule().isBlank());
            return rejected.rejection().toString();
        }
    }

    private static ObjectNode input() {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        var numbers = input.putArray("n");
        for (int i = 0; i < 5_000; i++) {
            numbers.add(i);
        }
        input.put("text", "a".repeat(1_000));
        input.put("huge", "x".repeat(6_000_000));
        input.put("blanks", " ".repeat(6_000_000));
        input.put("umlauts", "ö".repeat(6_000_000));
        input.put("brackets", "[".repeat(100_000));
        return input;
    }
}
