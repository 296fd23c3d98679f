package io.weft.ledger.fabric;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hyperledger.fabric.client.GatewayException;

/**
 * What the contract said no with: of an error of its own only the message comes through, and begins with a code.
 *
 * @param code without the prefix {@code WEFT-}
 * @param text code and reason
 */
record Refusal(String code, String text) {

    private static final Pattern FORM = Pattern.compile("WEFT-([A-Z_]+): .*", Pattern.DOTALL);

    /** What another anchor, or a peer that is behind, makes of an anchor that was right when it was begun. */
    private static final Set<String> STALE = Set.of("SEQUENCE", "SHRINK", "CONFLICT", "PREVIOUS_ROOT");

    static Optional<Refusal> of(GatewayException failure) {
        return failure.getDetails().stream().map(detail -> detail.getMessage()).map(FORM::matcher)
                .filter(Matcher::find).map(found -> new Refusal(found.group(1), found.group())).findFirst();
    }

    boolean stale() {
        return STALE.contains(code);
    }
}
