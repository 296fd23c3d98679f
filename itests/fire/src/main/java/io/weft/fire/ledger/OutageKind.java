package io.weft.fire.ledger;

import io.weft.fabric.network.Node;
import java.util.Locale;

/** What goes away. The gateway peer is the one that the hub speaks to, of organization 1; the other peer is organization 2's. */
public enum OutageKind {
    ORDERER_KILLED(Node.ORDERER, false), ORDERER_FROZEN(Node.ORDERER, true),
    GATEWAY_PEER_KILLED(Node.PEER1, false), GATEWAY_PEER_FROZEN(Node.PEER1, true),
    OTHER_PEER_KILLED(Node.PEER2, false), OTHER_PEER_FROZEN(Node.PEER2, true),
    CONTRACT1_KILLED(Node.CONTRACT1, false), CONTRACT1_FROZEN(Node.CONTRACT1, true),
    CONTRACT2_KILLED(Node.CONTRACT2, false), CONTRACT2_FROZEN(Node.CONTRACT2, true),
    /** Submissions and answers of the gateway get lost between peer and hub. */
    COMMIT_STATUS_LOST(null, false),
    /** A second hub over the same store and with the same key anchors the same log. */
    TWO_HUBS(null, false);

    private final Node node;
    private final boolean frozen;

    OutageKind(Node node, boolean frozen) {
        this.node = node;
        this.frozen = frozen;
    }

    Outage of(Ledger ledger) {
        return switch (this) {
            case COMMIT_STATUS_LOST -> new LostAnswers(ledger);
            case TWO_HUBS -> new SecondHub(ledger);
            default -> new NodeOutage(ledger.consortium(), node, frozen);
        };
    }

    /** In keys of documents and numbers of lots, which are at most 20 characters long. */
    String run() {
        return "L" + ordinal();
    }

    /** In the report. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
