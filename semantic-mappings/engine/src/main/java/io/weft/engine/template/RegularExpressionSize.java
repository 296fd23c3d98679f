package io.weft.engine.template;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How large the program of a regular expression would be, without making it: RE2/J writes counted repetitions out, so
 * that {@code ((a{1000}){1000}){1000}} would fill the memory while it is compiled.
 */
final class RegularExpressionSize {

    private static final long ENOUGH = Integer.MAX_VALUE;

    private final String expression;
    private final Deque<Long> groups = new ArrayDeque<>();
    private long sum;
    private long last;

    private RegularExpressionSize(String expression) {
        this.expression = expression;
    }

    /** An upper estimate; also for a text that turns out to be no regular expression. */
    static long of(String expression) {
        return new RegularExpressionSize(expression).measure();
    }

    private long measure() {
        int i = 0;
        while (i < expression.length()) {
            switch (expression.charAt(i)) {
                case '\\' -> i = escape(i);
                case '[' -> i = characterClass(i);
                case '(' -> i = open(i);
                case ')' -> i = close(i);
                case '{' -> i = repetition(i);
                default -> i = atom(i + 1);
            }
        }
        while (!groups.isEmpty()) {
            close(i);
        }
        return sum;
    }

    private int atom(int next) {
        last = 1;
        add(last);
        return next;
    }

    private void add(long weight) {
        sum = Math.min(ENOUGH, sum + weight);
    }

    private int escape(int at) {
        boolean braced = at + 2 < expression.length() && "pPx".indexOf(expression.charAt(at + 1)) >= 0
                && expression.charAt(at + 2) == '{';
        int end = braced ? expression.indexOf('}', at) : at + 1;
        return atom(end < 0 ? expression.length() : end + 1);
    }

    private int characterClass(int at) {
        int i = at + 1;
        if (i < expression.length() && expression.charAt(i) == '^') {
            i++;
        }
        if (i < expression.length() && expression.charAt(i) == ']') {
            i++;
        }
        while (i < expression.length() && expression.charAt(i) != ']') {
            if (expression.startsWith("[:", i) && expression.indexOf(":]", i) > 0) {
                i = expression.indexOf(":]", i) + 2;
            } else {
                i += expression.charAt(i) == '\\' ? 2 : 1;
            }
        }
        return atom(i + 1);
    }

    private int open(int at) {
        groups.push(sum);
        sum = 0;
        last = 0;
        return at + 1;
    }

    private int close(int at) {
        if (!groups.isEmpty()) {
            last = sum + 2;
            sum = groups.pop();
            add(last);
        }
        return at + 1;
    }

    /** {@code {n}}, {@code {n,}} or {@code {n,m}}; other braces are literal. */
    private int repetition(int at) {
        int end = expression.indexOf('}', at);
        String inside = end < 0 ? "" : expression.substring(at + 1, end);
        if (!inside.matches("[0-9]{1,9}(,[0-9]{0,9})?")) {
            return atom(at + 1);
        }
        int comma = inside.indexOf(',');
        long count = comma < 0 || comma == inside.length() - 1
                ? Long.parseLong(inside.replace(",", "")) + 1 : Long.parseLong(inside.substring(comma + 1));
        sum -= Math.min(sum, last);
        last = Math.min(ENOUGH, Math.max(1, last) * Math.max(1, count));
        add(last);
        return end + 1;
    }
}
