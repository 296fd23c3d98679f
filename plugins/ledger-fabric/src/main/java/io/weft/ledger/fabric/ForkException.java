package io.weft.ledger.fabric;

import io.weft.ledger.Checkpoint;
import java.util.HexFormat;

/** The channel holds another log under this origin. A person has to find out which one is right. */
final class ForkException extends ChannelException {

    private static final long serialVersionUID = 1L;

    ForkException(Head head, Checkpoint checkpoint, Exception cause) {
        super("FORK: the channel holds '" + checkpoint.origin() + "' at size " + head.size() + " with root " + head.root()
                + ", this log at size " + checkpoint.size() + " has root " + HexFormat.of().formatHex(checkpoint.root())
                + ", and neither is the beginning of the other (" + cause.getMessage()
                + "). Nothing is anchored over it: find out which store, or whose hub, is the right one", cause);
    }
}
