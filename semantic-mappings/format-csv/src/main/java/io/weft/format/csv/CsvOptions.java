package io.weft.format.csv;

import io.weft.event.Rejection;
import io.weft.mapping.DecodeException;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a file is written. What is not declared is as RFC 4180 has it; nothing is found out from the file.
 *
 * @param delimiter between fields
 * @param quote     around fields that hold delimiters or line ends; empty: there is none
 * @param header    whether the first line after the preamble names the columns
 * @param preamble  lines before it
 */
record CsvOptions(int delimiter, OptionalInt quote, boolean header, int preamble) {

    private static final Set<String> KNOWN = Set.of("delimiter", "quote", "header", "preamble");
    private static final int MOST_PREAMBLE = 1_000;

    static CsvOptions of(Map<String, String> options) throws DecodeException {
        for (String name : new TreeSet<>(options.keySet())) {
            if (!KNOWN.contains(name)) {
                throw refused(name, "is none of " + new TreeSet<>(KNOWN), options.get(name));
            }
        }
        String quote = options.getOrDefault("quote", "\"");
        CsvOptions read = new CsvOptions(character("delimiter", options.getOrDefault("delimiter", ",")),
                quote.equals("none") ? OptionalInt.empty() : OptionalInt.of(character("quote", quote)),
                flag(options.getOrDefault("header", "true")), preamble(options.getOrDefault("preamble", "0")));
        if (read.quote().isPresent() && read.quote().getAsInt() == read.delimiter()) {
            throw refused("quote", "is the delimiter too", quote);
        }
        return read;
    }

    private static int character(String name, String value) throws DecodeException {
        if (value.equals("tab")) {
            return '\t';
        }
        if (value.codePointCount(0, value.length()) != 1 || value.equals("\n") || value.equals("\r")) {
            throw refused(name, "is one character, or tab", value);
        }
        return value.codePointAt(0);
    }

    private static boolean flag(String value) throws DecodeException {
        if (!value.equals("true") && !value.equals("false")) {
            throw refused("header", "is true or false", value);
        }
        return value.equals("true");
    }

    private static int preamble(String value) throws DecodeException {
        if (!value.matches("[0-9]{1,4}") || Integer.parseInt(value) > MOST_PREAMBLE) {
            throw refused("preamble", "is a whole number from 0 to " + MOST_PREAMBLE, value);
        }
        return Integer.parseInt(value);
    }

    private static DecodeException refused(String name, String rule, String value) {
        return new DecodeException(Rejection.internal("INVALID_OPTION", "source.options." + name, value, rule));
    }
}
