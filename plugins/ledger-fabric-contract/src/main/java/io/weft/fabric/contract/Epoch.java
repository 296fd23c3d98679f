package io.weft.fabric.contract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A log that lost leaves goes on under {@code <origin>/epoch-<n>}: a log of its own, but of the same owner. */
final class Epoch {

    private static final Pattern FORM = Pattern.compile("(.+)/epoch-(?:[2-9]|[1-9][0-9]{1,8})", Pattern.DOTALL);

    private Epoch() {
    }

    static String base(String origin) {
        Matcher epoch = FORM.matcher(origin);
        return epoch.matches() ? epoch.group(1) : origin;
    }
}
