package io.weft.ledger.fabric;

import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hyperledger.fabric.client.CommitStatusException;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;

/** Says of a failed call who did not do what. The same fault has the same words each time. */
final class GatewayFaults {

    private static final String MISMATCH = "ProposalResponsePayloads do not match";
    private static final Pattern TRANSACTION = Pattern.compile(" ?[0-9a-f]{64}");
    private static final Pattern NO_CONTRACT =
            Pattern.compile("could not launch chaincode|chaincode stream terminated|connection to chaincode");
    private static final Pattern NO_ANSWER = Pattern.compile("DeadlineExceeded|context deadline exceeded|timeout expired");
    private static final Pattern NO_CONNECTION = Pattern.compile("code = Unavailable");
    private static final Pattern NO_PEERS = Pattern.compile("no combination of peers|no peer combination");

    private final String endpoint;
    private final Deadlines deadlines;

    GatewayFaults(String endpoint, Deadlines deadlines) {
        this.endpoint = endpoint;
        this.deadlines = deadlines;
    }

    ChannelException reading(GatewayException failure) {
        return fault(failure, "the channel cannot be read", deadlines.evaluate());
    }

    ChannelException endorsing(EndorseException failure) {
        if (Refusal.of(failure).filter(Refusal::stale).isPresent() || said(failure).contains(MISMATCH)) {
            return new StaleException(said(failure), failure);
        }
        return fault(failure, "not endorsed", deadlines.endorse());
    }

    /** Of the read that all organizations attest, and of the block. */
    ChannelException attesting(GatewayException failure) {
        boolean late = Refusal.of(failure).filter(refusal -> refusal.code().equals("NOT_FOUND")).isPresent();
        if (late || said(failure).contains(MISMATCH)) {
            return new StaleException(said(failure), failure);
        }
        return fault(failure, "not attested", deadlines.endorse());
    }

    ChannelException submitting(SubmitException failure) {
        return fault(failure, "endorsed, but the orderers may not have it", deadlines.submit());
    }

    ChannelException waiting(CommitStatusException failure) {
        return fault(failure, "submitted, but not known to be committed", deadlines.commitStatus());
    }

    private ChannelException fault(GatewayException failure, String state, Duration deadline) {
        return new ChannelException(state + ": " + reason(failure, deadline), failure);
    }

    private String reason(GatewayException failure, Duration deadline) {
        Optional<Refusal> refusal = Refusal.of(failure);
        if (refusal.isPresent()) {
            return refusal.get().text();
        }
        if (!failure.getDetails().isEmpty()) {
            return said(failure);
        }
        Status status = failure.getStatus();
        String description = String.valueOf(status.getDescription());
        if (NO_PEERS.matcher(description).find()) {
            return "peer " + endpoint + " sees no peer of another organization that endorses with it (" + description + ")";
        }
        return switch (status.getCode()) {
            case UNAVAILABLE -> "peer " + endpoint + " cannot be reached: " + root(failure);
            case DEADLINE_EXCEEDED ->
                "peer " + endpoint + ", or who it asks, gave no answer within " + deadline.toSeconds() + " s";
            default -> "peer " + endpoint + ": " + status.getCode() + ": " + description;
        };
    }

    private static String said(GatewayException failure) {
        return failure.getDetails().stream().map(GatewayFaults::said).distinct().collect(Collectors.joining("; "));
    }

    private static String said(ErrorDetail detail) {
        String who = detail.getMspId() + "'s node at " + detail.getAddress();
        String message = detail.getMessage();
        if (NO_CONTRACT.matcher(message).find()) {
            return who + " does not reach its contract process";
        }
        if (NO_ANSWER.matcher(message).find()) {
            return who + ", or its contract process, does not answer";
        }
        if (NO_CONNECTION.matcher(message).find()) {
            return who + " cannot be reached";
        }
        return who + ": " + TRANSACTION.matcher(message).replaceAll("");
    }

    private static String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }
}
