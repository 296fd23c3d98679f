package io.weft.fabric.contract;

import io.weft.event.EvidenceClass;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many of the new leaves bear each class of key data: a JSON object in its one form, of the closed set of classes. */
final class ClassCounts {

    private static final Pattern MEMBER = Pattern.compile("\"(0|[1-9][0-9]{0,2})\":([1-9][0-9]{0,17})");
    private static final int CLASSES = EvidenceClass.values().length;
    private static final int MAXIMUM_CHARACTERS = 2 + CLASSES * 32;

    private ClassCounts() {
    }

    /** @param leaves new leaves, at least 1; a leaf bears one class or more */
    static void check(String json, long leaves) {
        boolean object = json.length() <= MAXIMUM_CHARACTERS && json.length() > 2 && json.startsWith("{") && json.endsWith("}");
        Refusal.unless(object, Code.COUNTS, "counts are not a JSON object of at most " + MAXIMUM_CHARACTERS
                + " characters with one class or more");
        int last = 0;
        long sum = 0;
        for (String member : json.substring(1, json.length() - 1).split(",", -1)) {
            Matcher parts = MEMBER.matcher(member);
            Refusal.unless(parts.matches(), Code.COUNTS, "counts hold '" + member + "', not \"<class>\":<number above 0>");
            int number = Integer.parseInt(parts.group(1));
            Refusal.unless(number >= 1 && number <= CLASSES, Code.CLASS, "class " + number + " is not 1 to " + CLASSES);
            Refusal.unless(number > last, Code.COUNTS, "class " + number + " stands after class " + last);
            last = number;
            long count = Long.parseLong(parts.group(2));
            Refusal.unless(count <= leaves, Code.COUNTS, "class " + number + " is counted " + count + " times in " + leaves
                    + " leaves");
            // Beyond the number of leaves the sum says no more, and could overflow.
            sum = count >= leaves - sum ? leaves : sum + count;
        }
        Refusal.unless(sum == leaves, Code.COUNTS, "counts come to " + sum + ", so a leaf of " + leaves + " bears no class");
    }
}
