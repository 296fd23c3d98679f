package io.weft.fabric.network;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hyperledger.fabric.client.GatewayException;

/** What a failed call says: the contract's own words are in the details of the gateway's error. */
public final class Refused {

    private static final Pattern CODE = Pattern.compile("WEFT-([A-Z_]+): ");

    private Refused() {
    }

    /** The contract's code, if the contract refused. */
    public static Optional<String> code(Exception failure) {
        Matcher code = CODE.matcher(message(failure));
        return code.find() ? Optional.of(code.group(1)) : Optional.empty();
    }

    public static String message(Exception failure) {
        StringBuilder message = new StringBuilder(String.valueOf(failure.getMessage()));
        if (failure instanceof GatewayException gateway) {
            gateway.getDetails().forEach(detail -> message.append("; ").append(detail.getMspId()).append(": ")
                    .append(detail.getMessage()));
        }
        return message.toString();
    }
}
