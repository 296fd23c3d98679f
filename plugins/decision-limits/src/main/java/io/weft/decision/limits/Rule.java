package io.weft.decision.limits;

import java.util.Locale;

/** What time is added up for; each rule decides at most once on a lot. */
enum Rule {
    /** A value above the high limit. */
    ABOVE,
    /** A value below the low limit. */
    BELOW,
    /** Exposed, and no good value is young enough to count. */
    UNKNOWN;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
