package io.weft.adapter.hl7;

import io.weft.adapter.Intake;
import io.weft.adapter.IntakeUnavailableException;
import io.weft.adapter.Outcome;
import io.weft.adapter.RawMessage;
import io.weft.adapter.Receipt;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers a message to intake and says what is to be answered. */
final class Offering {

    private static final Logger LOG = LoggerFactory.getLogger(Offering.class);

    private final MllpSourceSettings settings;
    private final Supplier<Optional<Intake>> intake;
    private final Clock clock;

    Offering(MllpSourceSettings settings, Supplier<Optional<Intake>> intake, Clock clock) {
        this.settings = settings;
        this.intake = intake;
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    /** Returns after the commit. Empty: nothing was taken, and the connection is to be closed without an answer. */
    Optional<Acknowledgement> offer(byte[] message, Optional<MessageHeader> header, String peer) {
        Optional<Intake> present = intake.get();
        if (present.isEmpty()) {
            return unavailable("no intake is running");
        }
        try {
            Receipt receipt = present.get().accept(new RawMessage(settings.instance(), settings.system(),
                    settings.format(), Optional.empty(), settings.epoch(), clock.instant(), Map.of("peer", peer), message));
            return Optional.of(answer(receipt, header));
        } catch (IntakeUnavailableException e) {
            return unavailable(e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{}: a message of {} could not be offered", settings.instance(), peer, e);
            return unavailable("the hub has a fault of its own; its log says more");
        }
    }

    private Acknowledgement answer(Receipt receipt, Optional<MessageHeader> header) {
        if (header.isEmpty()) {
            return Acknowledgement.rejected(Acknowledgement.SEGMENT_SEQUENCE_ERROR,
                    "no MSH; kept in quarantine as " + receipt.id());
        }
        boolean quarantined = receipt.outcome() == Outcome.QUARANTINED;
        return quarantined && settings.errorWhenQuarantined()
                ? Acknowledgement.error("quarantined as " + receipt.id() + ": " + reason(receipt)) : Acknowledgement.accepted();
    }

    private static String reason(Receipt receipt) {
        return receipt.reasons().isEmpty() ? "" : receipt.reasons().get(0).toString();
    }

    private Optional<Acknowledgement> unavailable(String reason) {
        return settings.closeWhenUnavailable() ? Optional.empty()
                : Optional.of(Acknowledgement.rejected(Acknowledgement.APPLICATION_ERROR, "not taken: " + reason));
    }
}
