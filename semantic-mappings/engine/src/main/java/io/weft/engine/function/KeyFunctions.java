package io.weft.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Function;
import io.weft.engine.template.Execution;
import io.weft.engine.template.RejectSignal;
import io.weft.event.Rejection;
import io.weft.identity.CheckDigit;
import io.weft.identity.Identifier;
import io.weft.identity.InvalidIdentifierException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * GS1 keys of a source's digits, as canonical Digital Link URIs; each is null for null. The check digit, the length and
 * the characters are checked by {@link Identifier}.
 */
final class KeyFunctions {

    private static final String ORIGIN = "https://id.gs1.org";
    private static final String GTIN = ORIGIN + "/01/";
    private static final int GTIN_LENGTH = 14;
    private static final int LONGEST = 90;

    private KeyFunctions() {
    }

    static List<Function> all() {
        return List.of(new Gtin(), new Sscc(), new Sgln(), new Qualified("lot", "/10/"), new Qualified("sgtin", "/21/"));
    }

    private static JsonNode canonical(String uri, String field, String value) {
        try {
            return TextNode.valueOf(Identifier.of(uri).canonical());
        } catch (InvalidIdentifierException e) {
            throw invalid(field, value, e.rule());
        }
    }

    /**
     * A wrong check digit is noted and the run goes on with the due one, so that one quarantine names every wrong key of a
     * message; no event comes of such a run.
     */
    private static JsonNode checked(String before, String digits, String after, String field, String value) {
        try {
            return TextNode.valueOf(Identifier.of(before + digits + after).canonical());
        } catch (InvalidIdentifierException e) {
            String body = digits.substring(0, digits.length() - 1);
            JsonNode mended = canonical(before + body + CheckDigit.of(body) + after, field, value);
            Execution.current().note(Rejection.user("INVALID_IDENTIFIER", field, value, e.rule()));
            return mended;
        }
    }

    private static RejectSignal invalid(String field, String value, String rule) {
        return new RejectSignal(Rejection.user("INVALID_IDENTIFIER", field, value, rule));
    }

    private static void requireDigits(String text, String field, String rule, int... lengths) {
        boolean fits = false;
        for (int length : lengths) {
            fits |= text.length() == length;
        }
        if (!fits || !text.chars().allMatch(character -> character >= '0' && character <= '9')) {
            throw invalid(field, text, rule);
        }
    }

    /** RFC 3986, 2.3: what may stand unencoded in any part of a URI. */
    private static String encoded(String text, String field) {
        if (text.length() > LONGEST) {
            throw invalid(field, text, "is longer than any GS1 element string: " + LONGEST
                    + " characters (GS1 General Specifications 3.2)");
        }
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xFF);
            if (character < 0x80 && (Character.isLetterOrDigit(character) || "-._~".indexOf(character) >= 0)) {
                encoded.append(character);
            } else {
                encoded.append(String.format("%%%02X", (int) character));
            }
        }
        return encoded.toString();
    }

    /** {@code gtin(text, field)}: GTIN-8, -12, -13 or -14. */
    private static final class Gtin extends HostFunction {

        Gtin() {
            super("gtin", 2);
        }

        @Override
        protected JsonNode call(JsonNode[] arguments) {
            if (arguments[0].isNull()) {
                return NullNode.instance;
            }
            String text = scalar(arguments[0], "text");
            String field = text(arguments[1], "field");
            requireDigits(text, field, "a GTIN has 8, 12, 13 or 14 digits (GS1 General Specifications 3.3.2)",
                    8, 12, 13, GTIN_LENGTH);
            return checked(GTIN, "0".repeat(GTIN_LENGTH - text.length()) + text, "", field, text);
        }
    }

    /** {@code sscc(text, field)}: 18 digits. */
    private static final class Sscc extends HostFunction {

        Sscc() {
            super("sscc", 2);
        }

        @Override
        protected JsonNode call(JsonNode[] arguments) {
            if (arguments[0].isNull()) {
                return NullNode.instance;
            }
            String text = scalar(arguments[0], "text");
            String field = text(arguments[1], "field");
            requireDigits(text, field, "an SSCC has 18 digits (GS1 General Specifications 3.3.1)", 18);
            return checked(ORIGIN + "/00/", text, "", field, text);
        }
    }

    /** {@code sgln(text, field)}: a GLN, with an extension after a full stop where there is one. */
    private static final class Sgln extends HostFunction {

        Sgln() {
            super("sgln", 2);
        }

        @Override
        protected JsonNode call(JsonNode[] arguments) {
            if (arguments[0].isNull()) {
                return NullNode.instance;
            }
            String text = scalar(arguments[0], "text");
            String field = text(arguments[1], "field");
            int dot = text.indexOf('.');
            String gln = dot < 0 ? text : text.substring(0, dot);
            requireDigits(gln, field, "a GLN has 13 digits (GS1 General Specifications 3.7.9)", 13);
            String extension = dot < 0 ? "" : "/254/" + encoded(text.substring(dot + 1), field);
            return checked(ORIGIN + "/414/", gln, extension, field, text);
        }
    }

    /** {@code lot(gtin, lot, field)} and {@code sgtin(gtin, serial, field)}; the GTIN as {@code gtin()} gave it. */
    private static final class Qualified extends HostFunction {

        private final String qualifier;

        Qualified(String name, String qualifier) {
            super(name, 3);
            this.qualifier = qualifier;
        }

        @Override
        protected JsonNode call(JsonNode[] arguments) {
            if (arguments[0].isNull() || arguments[1].isNull()) {
                return NullNode.instance;
            }
            String gtin = text(arguments[0], "gtin");
            String text = scalar(arguments[1], getName());
            String field = text(arguments[2], "field");
            if (!gtin.startsWith(GTIN) || gtin.length() != GTIN.length() + GTIN_LENGTH) {
                throw RejectSignal.faulty(getName() + "(gtin)", gtin, "must be the URI that gtin() gives");
            }
            return canonical(gtin + qualifier + encoded(text, field), field, text);
        }
    }
}
