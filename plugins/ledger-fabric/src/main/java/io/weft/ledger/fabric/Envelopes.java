package io.weft.ledger.fabric;

import com.google.protobuf.InvalidProtocolBufferException;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;
import org.hyperledger.fabric.protos.gateway.ProposedTransaction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.Transaction;

/** Holds what the gateway gives to sign against what was asked: a peer gets no signature under anything else. */
final class Envelopes {

    private Envelopes() {
    }

    /**
     * @param proposed a proposed transaction of the gateway protocol
     * @param prepared the prepared transaction that came back
     * @throws ChannelException if its header is not that of the proposal, or it calls something else
     */
    static void checkAnswers(byte[] proposed, byte[] prepared) throws ChannelException {
        try {
            Proposal proposal = Proposal.parseFrom(
                    ProposedTransaction.parseFrom(proposed).getProposal().getProposalBytes());
            Payload payload = Payload.parseFrom(PreparedTransaction.parseFrom(prepared).getEnvelope().getPayload());
            Header asked = Header.parseFrom(proposal.getHeader());
            if (!asked.getChannelHeader().equals(payload.getHeader().getChannelHeader())
                    || !asked.getSignatureHeader().equals(payload.getHeader().getSignatureHeader())) {
                throw new ChannelException("the gateway answered with another transaction than was asked for; it was not signed");
            }
            Transaction transaction = Transaction.parseFrom(payload.getData());
            // An anchor carries no transient data, which is all that the two may differ in.
            if (transaction.getActionsCount() != 1 || !ChaincodeActionPayload.parseFrom(transaction.getActions(0).getPayload())
                    .getChaincodeProposalPayload().equals(proposal.getPayload())) {
                throw new ChannelException("the gateway answered with another call than was asked for; it was not signed");
            }
        } catch (InvalidProtocolBufferException e) {
            throw new ChannelException("the gateway answered with what is no transaction: " + e.getMessage(), e);
        }
    }
}
