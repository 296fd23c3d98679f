package io.weft.engine.template;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The regular expressions of one template, in RE2's linear-time engine; none is made while the template runs. */
final class RegularExpressions {

    /** JSLT's functions whose second argument is a regular expression. */
    static final Set<String> FUNCTIONS = Set.of("test", "capture", "split", "replace");
    static final int MAXIMUM_LENGTH = 1_000;
    private static final int MAXIMUM_PROGRAM = 10_000;
    private static final int MAXIMUM_PROGRAMS = 50_000;

    private final Map<String, Pattern> patterns;

    private RegularExpressions(Map<String, Pattern> patterns) {
        this.patterns = patterns;
    }

    static RegularExpressions of(Set<String> literals) throws TemplateException {
        Map<String, Pattern> patterns = new HashMap<>();
        long programs = 0;
        for (String literal : literals) {
            programs += RegularExpressionSize.of(literal);
            if (programs > MAXIMUM_PROGRAMS) {
                throw new TemplateException("the regular expressions together repeat too much: at regular expression '"
                        + literal + "' their programs have more than " + MAXIMUM_PROGRAMS + " steps");
            }
            patterns.put(literal, compile(literal));
        }
        return new RegularExpressions(Map.copyOf(patterns));
    }

    private static Pattern compile(String literal) throws TemplateException {
        if (literal.length() > MAXIMUM_LENGTH) {
            throw new TemplateException("regular expression '" + literal.substring(0, 40) + "...' is longer than "
                    + MAXIMUM_LENGTH + " characters");
        }
        if (RegularExpressionSize.of(literal) > MAXIMUM_PROGRAM) {
            throw new TemplateException("regular expression '" + literal + "' repeats too much");
        }
        try {
            return Pattern.compile(literal);
        } catch (PatternSyntaxException e) {
            throw new TemplateException("regular expression '" + literal + "' is not of RE2: " + e.getMessage(), e);
        }
    }

    /** Charges the search before it is made: its time is bounded by text length times program size. */
    Pattern forSearch(String literal, String text) {
        Pattern pattern = patterns.get(literal);
        if (pattern == null) {
            throw RejectSignal.faulty("", literal, "a regular expression is a literal of the template");
        }
        Execution.current().charge(1 + (long) text.length() * pattern.programSize() / 64);
        return pattern;
    }
}
