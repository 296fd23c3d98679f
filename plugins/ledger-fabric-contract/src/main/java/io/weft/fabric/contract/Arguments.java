package io.weft.fabric.contract;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.hyperledger.fabric.shim.ChaincodeStub;

/** The text arguments of one call, each read in its one form. */
final class Arguments {

    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern KEY_ID = Pattern.compile("[0-9a-f]{8}");
    private static final int ORIGIN_CHARACTERS = 256;

    private final String function;
    private final List<String> values;

    private Arguments(String function, List<String> values) {
        this.function = function;
        this.values = values;
    }

    static Arguments of(ChaincodeStub stub) {
        List<String> texts = new ArrayList<>();
        for (byte[] argument : stub.getArgs()) {
            try {
                texts.add(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(argument)).toString());
            } catch (CharacterCodingException e) {
                throw new Refusal(Code.ARGUMENT, "argument " + texts.size() + " is not UTF-8");
            }
        }
        Refusal.unless(!texts.isEmpty(), Code.ARGUMENT, "no function is named");
        return new Arguments(texts.get(0), List.copyOf(texts.subList(1, texts.size())));
    }

    String function() {
        return function;
    }

    Arguments exactly(int count) {
        Refusal.unless(values.size() == count, Code.ARGUMENT,
                function + " takes " + count + " arguments, not " + values.size());
        return this;
    }

    String text(int index) {
        return values.get(index);
    }

    /** A log's name, by the rule for names of keys, which is also what a composite key can hold. */
    String origin(int index) {
        String origin = values.get(index);
        boolean forbidden = origin.codePoints().anyMatch(c -> c == '+' || c == Character.MAX_CODE_POINT
                || Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c));
        Refusal.unless(!origin.isEmpty() && origin.length() <= ORIGIN_CHARACTERS && !forbidden, Code.ARGUMENT,
                "origin '" + shortened(origin) + "' is empty, above " + ORIGIN_CHARACTERS
                        + " characters, or holds a space, control or plus sign");
        return origin;
    }

    /** A decimal of at most 18 digits. */
    long size(int index, String name) {
        return Long.parseLong(matching(index, name, SIZE, "a decimal number of at most 18 digits"));
    }

    String hash(int index, String name) {
        return matching(index, name, HASH, "64 lower-case hexadecimal digits");
    }

    String keyId(int index) {
        return matching(index, "keyId", KEY_ID, "8 lower-case hexadecimal digits");
    }

    private String matching(int index, String name, Pattern form, String rule) {
        String value = values.get(index);
        Refusal.unless(form.matcher(value).matches(), Code.ARGUMENT, name + " '" + shortened(value) + "' is not " + rule);
        return value;
    }

    private static String shortened(String value) {
        return value.length() <= 80 ? value : value.substring(0, 80) + "...";
    }
}
